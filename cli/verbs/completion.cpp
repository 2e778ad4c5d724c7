// Shell completion made from the command's own verbs and flags, so that it cannot go stale.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "context.h"

namespace tradewind {
namespace {

struct VerbWords {
  std::string name, help;
  std::vector<std::string> flags, verbs;
};

std::vector<std::string> flags_of(const CLI::App& app) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
  return flags;
}

std::vector<VerbWords> words_of(const CLI::App& app) {
  std::vector<VerbWords> verbs;
  for (const CLI::App* verb : app.get_subcommands({})) {
    VerbWords words{verb->get_name(), verb->get_description(), flags_of(*verb), {}};
    for (const CLI::App* inner : verb->get_subcommands({})) words.verbs.push_back(inner->get_name());
    verbs.push_back(words);
  }
  return verbs;
}

std::string bash(const std::vector<VerbWords>& verbs) {
  std::string cases, names;
  for (const VerbWords& verb : verbs) {
    cases += fmt::format("    {}) words=\"{} {}\" ;;\n", verb.name, fmt::join(verb.verbs, " "), fmt::join(verb.flags, " "));
    names += verb.name + " ";
  }
  return fmt::format(R"(_tradewind() {{
  local words
  case "${{COMP_WORDS[1]}}" in
{}    *) words="{}--help --version --quiet" ;;
  esac
  [ "$COMP_CWORD" = 1 ] && words="{}--help --version --quiet"
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "${{COMP_WORDS[COMP_CWORD]}}")
}}
complete -o default -F _tradewind tradewind
)",
                     cases, names, names);
}

std::string zsh(const std::vector<VerbWords>& verbs) {
  std::string cases, names;
  for (const VerbWords& verb : verbs) {
    cases += fmt::format("    {}) compadd -- {} {} ;;\n", verb.name, fmt::join(verb.verbs, " "), fmt::join(verb.flags, " "));
    names += verb.name + " ";
  }
  return fmt::format(
      "#compdef tradewind\n_tradewind() {{\n  if (( CURRENT == 2 )); then compadd -- {}; return; fi\n  case ${{words[2]}} in\n{}  esac\n  "
      "_files\n}}\ncompdef _tradewind tradewind\n",
      names, cases);
}

std::string fish(const std::vector<VerbWords>& verbs) {
  std::string text;
  for (const VerbWords& verb : verbs) {
    std::string help;
    for (const char c : verb.help) help += c == '\'' ? std::string("\\'") : std::string(1, c);
    text += fmt::format("complete -c tradewind -n __fish_use_subcommand -f -a {} -d '{}'\n", verb.name, help);
    for (const std::string& inner : verb.verbs)
      text += fmt::format("complete -c tradewind -n '__fish_seen_subcommand_from {}' -f -a {}\n", verb.name, inner);
    for (const std::string& flag : verb.flags)
      text += fmt::format("complete -c tradewind -n '__fish_seen_subcommand_from {}' -l {}\n", verb.name, flag.substr(2));
  }
  return text;
}

}  // namespace

void add_completion(CLI::App& app, Context& context) {
  const auto shell = std::make_shared<std::string>();
  CLI::App* verb = app.add_subcommand("completion", "Completion script for a shell");
  verb->add_option("shell", *shell, "bash, zsh or fish")->type_name("SHELL")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  verb->footer("Examples:\n  source <(tradewind completion bash)\n  tradewind completion fish > ~/.config/fish/completions/tradewind.fish");
  verb->callback([shell, &app, &context] {
    context.run = [shell, &app] {
      const std::vector<VerbWords> verbs = words_of(app);
      fmt::print("{}", *shell == "bash" ? bash(verbs) : *shell == "zsh" ? zsh(verbs) : fish(verbs));
      return exit_code::done;
    };
  });
}

}  // namespace tradewind
