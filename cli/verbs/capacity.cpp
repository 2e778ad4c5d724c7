// What one replica of each workload carries on each GPU, and how late its answers are then.
#include <fmt/format.h>

#include <map>

#include "context.h"
#include "price_book_flag.h"
#include "terminal/progress.h"
#include "terminal/table.h"
#include "tradewind/planner/tune.h"
#include "tradewind/sim/capacity.h"

namespace tradewind {
namespace {

using terminal::grouped;

struct CapacityArguments {
  std::string scenario, workload;
  int threads = 0;
  PriceBookFlag price_book;
  JsonOutput json;
};

// A workload on a GPU, wherever it is sold: the curve is the same everywhere.
struct Serving {
  const ServingOption* option = nullptr;
  CapacityCurve curve;
  std::optional<double> usd_per_replica_hour;  // where it is cheapest
  std::string cheapest;                        // region and instance type
};

using Key = std::tuple<std::uint32_t, std::string, int>;  // workload, GPU, GPUs of a replica

void take_price(const World& world, const PriceBook& book, const ServingOption& option, Serving& serving) {
  const auto usd = replica_usd_per_hour(world, book, option);
  if (!usd || (serving.usd_per_replica_hour && *serving.usd_per_replica_hour <= *usd)) return;
  const Offer& offer = world.offers[option.offer];
  serving.usd_per_replica_hour = usd;
  serving.cheapest = offer.instance_type + " in " + world.regions[offer.region].key();
}

std::vector<Serving> servings_of(const World& world, const PriceBook& book, const std::string& workload) {
  std::map<Key, Serving> by_key;
  for (const ServingOption& option : world.serving_options) {
    if (!workload.empty() && world.workloads[option.workload].name != workload) continue;
    Serving& serving = by_key[{option.workload, world.offers[option.offer].gpu, option.gpus_per_replica}];
    if (serving.option == nullptr) serving.option = &option;
    take_price(world, book, option, serving);
  }
  std::vector<Serving> all;
  for (auto& [key, serving] : by_key) all.push_back(std::move(serving));
  return all;
}

void tabulate(const World& world, std::vector<Serving>& servings, int threads, const Context& context) {
  terminal::ProgressLine line(context.quiet);
  const ProgressCallback progress = line.callback();
  std::vector<const ServingOption*> options;
  for (const Serving& serving : servings) options.push_back(serving.option);
  double finished = 0;
  capacity_curves(
      world, options, {.seed = world.simulation.seed}, threads,
      [&](std::size_t i, const CapacityCurve& curve) {
        servings[i].curve = curve;
        progress({++finished / static_cast<double>(servings.size()), "capacity curves"});
      },
      context.stop);
}

double usd_per_million(const Serving& serving, const LoadPoint& point) { return *serving.usd_per_replica_hour / (point.rate_rps * 3600) * 1e6; }

double at_objective(const World& world, const Serving& serving, const LoadPoint& point) {
  return at_percentile(point.latency_quantiles_ms, world.workloads[serving.option->workload].slo.percentile);
}

nlohmann::json to_json(const World& world, const Serving& serving) {
  const Workload& workload = world.workloads[serving.option->workload];
  nlohmann::json points = nlohmann::json::array();
  for (const LoadPoint& point : serving.curve.points) {
    points.push_back({{"rate_rps", point.rate_rps},
                      {"utilization", point.utilization},
                      {"latency_ms", at_objective(world, serving, point)},
                      {"latency_ci95_ms", point.latency_ci95_ms}});
    if (serving.usd_per_replica_hour) points.back()["usd_per_million_requests"] = usd_per_million(serving, point);
  }
  nlohmann::json result{{"workload", workload.name},
                        {"gpu", world.offers[serving.option->offer].gpu},
                        {"gpus_per_replica", serving.option->gpus_per_replica},
                        {"latency", fmt::format("p{:g} {}", workload.slo.percentile, to_string(workload.slo.metric))},
                        {"max_rate_rps", serving.curve.max_rate_rps},
                        {"points", points}};
  if (serving.usd_per_replica_hour) result["cheapest"] = {{"where", serving.cheapest}, {"usd_per_replica_hour", *serving.usd_per_replica_hour}};
  return result;
}

void print(const World& world, const Serving& serving, terminal::Table& table) {
  std::string gpu = fmt::format("{} x {}", serving.option->gpus_per_replica, world.offers[serving.option->offer].gpu);
  for (const LoadPoint& point : serving.curve.points) {
    const double target_ms = world.workloads[serving.option->workload].slo.target_ms, latency_ms = at_objective(world, serving, point);
    table.add({gpu, fmt::format("{:.3g}", point.rate_rps), terminal::share(point.rate_rps / serving.curve.max_rate_rps),
               terminal::share(point.utilization),
               fmt::format("{} ± {}", terminal::milliseconds(latency_ms), terminal::milliseconds(point.latency_ci95_ms)),
               latency_ms <= target_ms ? "yes" : "no", serving.usd_per_replica_hour ? grouped(usd_per_million(serving, point), 2) : "no price"});
    gpu.clear();
  }
  if (serving.curve.points.empty()) table.add({gpu, "", "", "", "no stable load", "", ""});
}

void print(const World& world, const std::vector<Serving>& servings) {
  std::optional<std::uint32_t> last;
  std::optional<terminal::Table> table;
  for (const Serving& serving : servings) {
    const Workload& workload = world.workloads[serving.option->workload];
    if (last != serving.option->workload) {
      if (table) table->print();
      fmt::print("{}{}: p{:g} {} of at most {} ms, one replica of four that share their load, without the network\n", table ? "\n" : "",
                 workload.name, workload.slo.percentile, to_string(workload.slo.metric), terminal::milliseconds(workload.slo.target_ms));
      table.emplace(std::vector<terminal::Column>{
          {"replica"}, {"rate req/s", true}, {"of the most", true}, {"busy", true}, {"latency ms", true}, {"in time"}, {"USD per million", true}});
      last = serving.option->workload;
    } else {
      table->rule();
    }
    print(world, serving, *table);
  }
  if (table) table->print();
}

int run(const CapacityArguments& args, const Context& context) {
  const World world = load_checked_world(args.scenario, context);
  std::vector<Serving> servings = servings_of(world, args.price_book.load(), args.workload);
  if (servings.empty()) throw std::invalid_argument(fmt::format("the scenario has no workload '{}' with a GPU that can serve it", args.workload));
  tabulate(world, servings, args.threads, context);
  nlohmann::json curves = nlohmann::json::array();
  for (const Serving& serving : servings) curves.push_back(to_json(world, serving));
  args.json.write(nlohmann::json{{"scenario", world.name}, {"seed", world.simulation.seed}, {"curves", curves}});
  if (!args.json.replaces_table()) print(world, servings);
  return exit_code::done;
}

}  // namespace

void add_capacity(CLI::App& app, Context& context) {
  const auto args = std::make_shared<CapacityArguments>();
  CLI::App* verb = app.add_subcommand("capacity", "What a replica carries on each GPU: rate, latency and cost of a million requests along its curve");
  verb->add_option("scenario", args->scenario, "Scenario file")->type_name("SCENARIO")->required();
  verb->add_option("--workload", args->workload, "Of this workload alone")->type_name("NAME");
  verb->add_option("--threads", args->threads, "Threads; 0 = all cores")->check(CLI::Range(0, 1024));
  args->price_book.add_to(*verb);
  args->json.add_to(*verb);
  verb->footer("Examples:\n  tradewind capacity chat.json\n  tradewind capacity chat.json --workload assistant --json curves.json");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
