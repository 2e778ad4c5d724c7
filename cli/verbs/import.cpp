// What runs today as a topology file of a scenario: the start of a plan, or what to compare one with.
#include <fmt/format.h>

#include "context.h"
#include "tradewind/deploy/import.h"
#include "tradewind/scenarios/files.h"

namespace tradewind {
namespace {

struct Import {
  std::string scenario, out;
  std::vector<std::string> files, workloads;
  ImportHints hints;
};

std::map<std::string, std::string> pairs(const std::vector<std::string>& texts) {
  std::map<std::string, std::string> map;
  for (const std::string& text : texts) {
    const std::size_t sign = text.find('=');
    if (sign == std::string::npos || sign == 0 || sign + 1 == text.size())
      throw std::invalid_argument(fmt::format("import: --workload takes NAME=WORKLOAD, as llama-8b=assistant, not '{}'", text));
    map[text.substr(0, sign)] = text.substr(sign + 1);
  }
  return map;
}

int run(const Import& args, const Context& context) {
  const World world = load_checked_world(args.scenario, context);
  ImportHints hints = args.hints;
  hints.workloads = pairs(args.workloads);
  std::vector<RunningPool> pools;
  for (const std::string& file : args.files)
    for (RunningPool& pool : read_running_pools(read_file(file), file)) pools.push_back(std::move(pool));
  const Imported imported = import_topology(world, pools, hints);
  for (const std::string& note : imported.notes) fmt::print(stderr, "import: {}\n", note);
  const std::string text = to_json(world, imported.topology);
  if (args.out.empty()) {
    fmt::print("{}", text);
  } else {
    write_file(args.out, text);
    if (!context.quiet) fmt::print("{} pools written to {}\n", imported.topology.pools.size(), args.out);
  }
  return exit_code::done;
}

}  // namespace

void add_import(CLI::App& app, Context& context) {
  const auto args = std::make_shared<Import>();
  CLI::App* verb = app.add_subcommand("import", "What runs today, from kubectl or Terraform, as a topology of a scenario");
  verb->add_option("scenario", args->scenario, "Scenario file")->type_name("SCENARIO")->required();
  verb->add_option("--from", args->files, "Output of 'kubectl get deployments -A -o json' or 'terraform show -json'; several are added up")
      ->type_name("FILE")
      ->required();
  verb->add_option("--region", args->hints.region, "Where what does not say its region runs, as provider:region")->type_name("REGION");
  verb->add_option("--workload", args->workloads, "NAME=WORKLOAD: what runs under the name is this workload of the scenario")
      ->type_name("NAME=WORKLOAD");
  verb->add_option("--out", args->out, "Topology file to write; default: stdout")->type_name("FILE");
  verb->footer(
      "Examples:\n  kubectl get deployments -A -o json > running.json\n  tradewind import chat.json --from running.json --region aws:eu-west-1 "
      "--workload "
      "llama-8b=assistant --out today.json\n  tradewind simulate chat.json --topology today.json");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
