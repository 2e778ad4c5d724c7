#include <fmt/format.h>

#include <filesystem>

#include "context.h"
#include "tradewind/reports/report.h"
#include "tradewind/scenarios/files.h"

namespace tradewind {
namespace {

struct Report {
  std::string study, html, markdown, csv;
};

int run(const Report& args, const Context& context) {
  if (args.html.empty() && args.markdown.empty() && args.csv.empty())
    throw std::invalid_argument("report: say what to write: --html FILE, --markdown FILE, --csv DIR (one or more)");
  const Study study = Study::open(args.study);
  const auto say = [&](const std::string& file) {
    if (!context.quiet) fmt::print(stderr, "wrote {}\n", file);
  };
  if (!args.html.empty()) {
    write_file(args.html, html_report(study));
    say(args.html);
  }
  if (!args.markdown.empty()) {
    write_file(args.markdown, markdown_report(study));
    say(args.markdown);
  }
  if (!args.csv.empty()) {
    for (const auto& [name, contents] : csv_tables(study)) {
      const std::string file = (std::filesystem::path(args.csv) / name).string();
      write_file(file, contents);
      say(file);
    }
  }
  return exit_code::done;
}

}  // namespace

void add_report(CLI::App& app, Context& context) {
  const auto args = std::make_shared<Report>();
  CLI::App* verb = app.add_subcommand("report", "A study as one HTML file, as Markdown, as CSV tables");
  verb->add_option("study", args->study, "Study file")->type_name("STUDY")->required();
  verb->add_option("--html", args->html, "Write one self-contained HTML file")->type_name("FILE");
  verb->add_option("--markdown", args->markdown, "Write Markdown, for a pull request or a wiki")->type_name("FILE");
  verb->add_option("--csv", args->csv, "Write CSV tables into a folder")->type_name("DIR");
  verb->footer("Examples:\n  tradewind report my.study --html report.html --markdown report.md --csv tables");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
