#include <fmt/format.h>

#include "context.h"
#include "terminal/style.h"
#include "tradewind/planner/study.h"

namespace tradewind {
namespace {

struct Merge {
  std::vector<std::string> studies;
  std::string into;
  JsonOutput json;
};

int run(const Merge& args, const Context& context) {
  const Study first = Study::open(args.studies.front());
  Study into = Study::create_or_open(args.into, first.scenario_text(), first.scenario_file_name());
  Merged all;
  for (const std::string& file : args.studies) {
    const Merged merged = into.merge(Study::open(file));
    all.steps += merged.steps;
    all.candidates += merged.candidates;
    all.differing += merged.differing;
  }
  args.json.write(nlohmann::ordered_json{{"new_steps", all.steps}, {"new_candidates", all.candidates}, {"differing_steps", all.differing}});
  if (args.json.replaces_table()) return exit_code::done;
  fmt::print("{}: {} new steps and {} new topologies from {} studies\n", terminal::printable(args.into), all.steps, all.candidates,
             args.studies.size());
  if (all.differing > 0 && !context.quiet)
    fmt::print(stderr, "{} steps had another result: exact searches that --solve-s ended; the first result stays\n", all.differing);
  return exit_code::done;
}

}  // namespace

void add_merge(CLI::App& app, Context& context) {
  const auto args = std::make_shared<Merge>();
  CLI::App* verb = app.add_subcommand("merge", "Joins the studies of shards; doing so again changes nothing");
  verb->add_option("studies", args->studies, "Study files of one scenario")->type_name("STUDY...")->required();
  verb->add_option("--into", args->into, "Study file; made when it is not there, added to when it is")->type_name("STUDY")->required();
  args->json.add_to(*verb);
  verb->footer(
      "Examples:\n  tradewind plan chat.json --study a.study --shard 0/2\n  tradewind plan chat.json --study b.study --shard 1/2\n"
      "  tradewind merge a.study b.study --into chat.study\n  tradewind plan chat.json --study chat.study");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
