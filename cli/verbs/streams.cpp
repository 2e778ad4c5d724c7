// What streams do to whoever produces and follows them.
#include <fmt/format.h>

#include "context.h"
#include "terminal/style.h"
#include "terminal/table.h"
#include "tradewind/sim/streams.h"

namespace tradewind {
namespace {

using terminal::grouped;

struct StreamArguments {
  std::string scenario, topology;
  double cut_s = 600;
  JsonOutput json;
};

nlohmann::json to_json(const StreamRegion& region) {
  return {{"region", region.region},
          {"arrival_s", {{"mean", region.arrival_mean_s}, {"max", region.arrival_max_s}}},
          {"readable_s", {{"mean", region.readable_mean_s}, {"max", region.readable_max_s}}},
          {"fail_over", {{"lost_events", region.lost_events}, {"duplicate_events", region.duplicate_events}}},
          {"cut", {{"backlog_events", region.backlog_events}, {"expired_events", region.expired_events}, {"level_after_s", region.level_after_s}}}};
}

nlohmann::json to_json(const World& world, const std::vector<StreamOutlook>& outlooks, double cut_s) {
  nlohmann::json streams = nlohmann::json::array();
  for (const StreamOutlook& outlook : outlooks) {
    nlohmann::json regions = nlohmann::json::array();
    for (const StreamRegion& region : outlook.regions) regions.push_back(to_json(region));
    streams.push_back({{"name", outlook.stream},
                       {"home", outlook.home},
                       {"batch_wait_ms", {{"mean", outlook.batch_wait_mean_ms}, {"max", outlook.batch_wait_max_ms}}},
                       {"acknowledged_ms", outlook.acknowledged_ms},
                       {"zone_rtt_basis", outlook.rtt_measured ? "measured" : "estimated"},
                       {"held_up_after_s", outlook.held_up_after_s},
                       {"gb_per_month_and_region", outlook.gb_per_month_and_region},
                       {"regions", std::move(regions)}});
  }
  return {{"scenario", world.name}, {"cut_s", cut_s}, {"streams", std::move(streams)}};
}

std::string seconds(double s) { return fmt::format("{:.2f} s", s); }

void print(const StreamOutlook& outlook, const EventStream& stream, double cut_s) {
  fmt::print("{}: {:g} events a second of {:g} bytes from {}, {}; {} GB a month into each region\n", terminal::printable(outlook.stream),
             stream.events_per_s, stream.event_bytes, outlook.home, to_string(stream.replication), grouped(outlook.gb_per_month_and_region));
  fmt::print("  producers: {:.3g} ms in a batch ({:.3g} ms at most), {}; without a broker they are held up after {}\n", outlook.batch_wait_mean_ms,
             outlook.batch_wait_max_ms,
             stream.acks == ProducerAcks::none ? std::string("not told whether it is safe")
                                               : fmt::format("safe {:.3g} ms after it was sent", outlook.acknowledged_ms),
             terminal::duration(outlook.held_up_after_s));
  terminal::Table table({{"region"},
                         {"arrives, mean", true},
                         {"max", true},
                         {"readable, mean", true},
                         {"max", true},
                         {"lost at fail-over", true},
                         {"repeated", true},
                         {fmt::format("level after a cut of {}", terminal::duration(cut_s)), true},
                         {"given up", true}});
  for (const StreamRegion& region : outlook.regions)
    table.add({region.region, seconds(region.arrival_mean_s), seconds(region.arrival_max_s), seconds(region.readable_mean_s),
               seconds(region.readable_max_s), grouped(region.lost_events), grouped(region.duplicate_events),
               terminal::duration(region.level_after_s), grouped(region.expired_events)});
  table.print();
}

int run(const StreamArguments& args, const Context& context) {
  const World world = load_checked_world(args.scenario, context);
  const std::vector<StreamOutlook> outlooks = stream_outlooks(world, load_topology(world, args.topology), args.cut_s);
  args.json.write(to_json(world, outlooks, args.cut_s));
  if (args.json.replaces_table()) return exit_code::done;
  if (outlooks.empty()) fmt::print("The scenario has no streams (\"data\": {{\"streams\": [...]}}).\n");
  for (std::size_t i = 0; i < outlooks.size(); ++i) print(outlooks[i], world.data.streams[i], args.cut_s);
  return exit_code::done;
}

}  // namespace

void add_streams(CLI::App& app, Context& context) {
  const auto args = std::make_shared<StreamArguments>();
  CLI::App* verb = app.add_subcommand("streams", "How late events are in every region, and what a fail-over or a cut loses and repeats");
  verb->add_option("scenario", args->scenario, "Scenario file")->type_name("SCENARIO")->required();
  verb->add_option("--topology", args->topology, "Topology file")->type_name("FILE")->required();
  verb->add_option("--cut", args->cut_s, "Length of a cut of the replication into a region")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.0, 1e8))
      ->capture_default_str();
  args->json.add_to(*verb);
  verb->footer("Examples:\n  tradewind streams fraud.json --topology topology.json --cut 3600\n\ndocs/streams.md tells the rules and their sources.");
  verb->callback([args, &context] { context.run = [args, &context] { return run(*args, context); }; });
}

}  // namespace tradewind
