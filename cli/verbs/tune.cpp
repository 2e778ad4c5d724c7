// The settings of each workload's server with which it keeps its objective for the least money.
#include <fmt/format.h>

#include "context.h"
#include "price_book_flag.h"
#include "terminal/progress.h"
#include "terminal/table.h"
#include "tradewind/planner/tune.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind {
namespace {

struct TuneArguments {
  std::string scenario, write;
  TuneOptions options;
  std::size_t top = 8;
  PriceBookFlag price_book;
  JsonOutput json;
};

std::string last_part(const std::string& pointer) { return pointer.substr(pointer.rfind('/') + 1); }

// The stated settings whole, of others what differs from them.
std::string text_of(const TriedSettings& tried, const TriedSettings& stated, bool is_stated) {
  std::string text;
  for (std::size_t i = 0; i < tried.values.size(); ++i) {
    if (!is_stated && tried.values[i] == stated.values[i]) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", last_part(tried.values[i].first), tried.values[i].second);
  }
  return is_stated ? "as stated: " + text : text;
}

nlohmann::json to_json(const TriedSettings& tried) {
  nlohmann::json settings = nlohmann::json::object(), offers = nlohmann::json::array();
  for (const auto& [pointer, value] : tried.values) settings[pointer] = nlohmann::json::parse(value);
  for (const TunedOffer& offer : tried.offers)
    offers.push_back({{"gpu", offer.gpu},
                      {"gpus_per_replica", offer.gpus_per_replica},
                      {"instance_type", offer.instance_type},
                      {"region", offer.region},
                      {"rate_rps", offer.rate_rps},
                      {"usd_per_million_requests", offer.usd_per_million}});
  nlohmann::json result{{"settings", settings}, {"offers", offers}};
  if (!tried.refused.empty()) result["refused"] = tried.refused;
  return result;
}

nlohmann::json to_json(const WorkloadTuning& tuning) {
  nlohmann::json tried = nlohmann::json::array();
  for (const TriedSettings& settings : tuning.tried) tried.push_back(to_json(settings));
  return {{"workload", tuning.workload},
          {"objective", fmt::format("p{:g} {}", tuning.slo.percentile, to_string(tuning.slo.metric))},
          {"target_ms", tuning.slo.target_ms},
          {"network_late_share", tuning.network_late_share},
          {"stated", tuning.stated},
          {"chosen", tuning.chosen},
          {"tried", tried}};
}

std::string verdict(const WorkloadTuning& tuning) {
  const TriedSettings &stated = tuning.tried[tuning.stated], &chosen = tuning.tried[tuning.chosen];
  if (tuning.chosen == tuning.stated)
    return stated.offers.empty() ? "none keeps the objective"
                                 : "the stated ones stay: no step around them saves " + terminal::share(TuneOptions{}.least_gain);
  const std::string gain = stated.offers.empty() ? "keeps the objective, as the stated ones do not"
                                                 : fmt::format("saves {}", terminal::share(1 - chosen.usd_per_million() / stated.usd_per_million()));
  return text_of(chosen, stated, false) + " " + gain;
}

void print(const WorkloadTuning& tuning, std::size_t top) {
  fmt::print("{}: p{:g} {} of at most {} ms, of users at their nearest region\n", tuning.workload, tuning.slo.percentile,
             to_string(tuning.slo.metric), terminal::milliseconds(tuning.slo.target_ms));
  if (tuning.network_late_share > 1 - tuning.slo.percentile / 100)
    fmt::print("  the network alone makes {} late: no server keeps this objective\n", terminal::share(tuning.network_late_share));
  terminal::Table table({{"settings"}, {"GPU"}, {"instance type, region"}, {"req/s each", true}, {"USD per million", true}});
  const TriedSettings& stated = tuning.tried[tuning.stated];
  std::size_t refused = 0;
  for (std::size_t i = 0; i < tuning.tried.size(); ++i) {
    const TriedSettings& tried = tuning.tried[i];
    if (!tried.refused.empty()) ++refused;
    if (i != tuning.stated && (i >= top || tried.offers.empty())) continue;
    const std::string text = text_of(tried, stated, i == tuning.stated);
    if (tried.offers.empty()) {
      table.add({text, "", "at no load in time", "", ""});
      continue;
    }
    const TunedOffer& offer = tried.offers.front();
    table.add({text, fmt::format("{} x {}", offer.gpus_per_replica, offer.gpu), offer.instance_type + ", " + offer.region,
               fmt::format("{:.3g}", offer.rate_rps), terminal::grouped(offer.usd_per_million, offer.usd_per_million < 1 ? 4 : 2)});
  }
  table.print();
  fmt::print("{} settings tried{}; {}\n", tuning.tried.size(), refused > 0 ? fmt::format(" ({} refused by the scenario's rules)", refused) : "",
             verdict(tuning));
}

int run(const TuneArguments& args, const Context& context) {
  load_checked_world(args.scenario, context);  // its warnings
  const std::string text = read_input(args.scenario, "a scenario file");
  TuneResult result;
  {
    terminal::ProgressLine line(context.quiet);
    result = tune(text, args.scenario, args.price_book.load(), args.options, line.callback(), context.stop);
  }
  nlohmann::json workloads = nlohmann::json::array();
  for (const WorkloadTuning& tuning : result.workloads) workloads.push_back(to_json(tuning));
  args.json.write(nlohmann::json{{"scenario", args.scenario}, {"workloads", workloads}});
  if (!args.json.replaces_table())
    for (const WorkloadTuning& tuning : result.workloads) print(tuning, args.top);
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
  verb->add_option("--write", args->write, "Write the scenario with the cheapest settings to FILE")->type_name("FILE");
  verb->add_option("--top", args->top, "Settings to show of each workload; the JSON has all")->check(CLI::Range(std::size_t{1}, std::size_t{1000}));
  verb->add_option("--threads", args->options.threads, "Threads; 0 = all cores")->check(CLI::Range(0, 1024));
  args->price_book.add_to(*verb);
  args->json.add_to(*verb);
  verb->footer("Examples:\n  tradewind tune chat.json\n  tradewind tune chat.json --workload assistant --write tuned.json");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
