// The settings of each workload's server with which it keeps its objective for the least money.
#include "tradewind/planner/tune.h"
#include "context.h"
#include "price_book_flag.h"
#include "terminal/progress.h"
#include "tune_result.h"

namespace tradewind {
namespace {

struct TuneArguments {
  std::string scenario, write;
  TuneOptions options;
  std::size_t top = 8;
  PriceBookFlag price_book;
  JsonOutput json;
};

int run(const TuneArguments& args, const Context& context) {
  load_checked_world(args.scenario, context);  // its warnings
  const std::string text = read_input(args.scenario, "a scenario file");
  TuneResult result;
  {
    terminal::ProgressLine line(context.quiet);
    result = tune(text, args.scenario, args.price_book.load(), args.options, line.callback(), context.stop);
  }
  args.json.write(to_json(result, args.scenario));
  if (!args.json.replaces_table()) print(result, args.top);
  write_named(
      args.write, [&] { return result.changed ? result.scenario_text : text; }, context);
  return exit_code::done;
}

}  // namespace

void add_tune(CLI::App& app, Context& context) {
  const auto args = std::make_shared<TuneArguments>();
  CLI::App* verb = app.add_subcommand("tune", "Which settings of its server let each workload keep its objective for the least money");
  verb->add_option("scenario", args->scenario, "Scenario file")->type_name("SCENARIO")->required();
  verb->add_option("--workload", args->options.workload, "Of this workload alone")->type_name("NAME");
  verb->add_flag("--split", args->options.split,
                 "Also look whether short prompts and long ones cost less apart, each on GPUs and with settings of their own; --write then writes "
                 "two workloads");
  verb->add_option("--write", args->write, "Write the scenario with the cheapest settings to FILE")->type_name("FILE");
  verb->add_option("--top", args->top, "Settings to show of each workload; the JSON has all")->check(CLI::Range(std::size_t{1}, std::size_t{1000}));
  verb->add_option("--threads", args->options.threads, "Threads; 0 = all cores")->check(CLI::Range(0, 1024));
  args->price_book.add_to(*verb);
  args->json.add_to(*verb);
  verb->footer(
      "Examples:\n  tradewind tune chat.json\n  tradewind tune chat.json --workload assistant --write tuned.json\n  tradewind tune chat.json --split "
      "--write split.json");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
