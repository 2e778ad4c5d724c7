#include "result.h"

#include <fmt/format.h>

#include "terminal/style.h"
#include "terminal/table.h"

namespace tradewind {
namespace {

using terminal::grouped;
using terminal::milliseconds;
using terminal::share;
using terminal::Table;

double per_million_usd(const Bill& bill, const Usage& usage) {
  const double requests = usage.total_requests();
  return requests > 0 ? bill.total().usd() / requests * 1e6 : 0;
}

// "307 ± 2.10"; one replication has no interval, and of nothing there is no figure.
std::string with_interval(const LatencySummary& of, double ms, double ci95_ms) {
  if (of.count == 0) return "-";
  return milliseconds(ms) + (ci95_ms > 0 ? " ± " + milliseconds(ci95_ms) : "");
}

void add_latency(Table& table, const std::string& name, const LatencySummary& s) {
  if (s.count == 0) return;
  table.add({name, with_interval(s, s.mean, s.mean_ci95), with_interval(s, s.p50, s.p50_ci95), with_interval(s, s.p90, s.p90_ci95),
             with_interval(s, s.p95, s.ci95), with_interval(s, s.p99, s.p99_ci95), milliseconds(s.max)});
}

void print_latency(const Outcome& outcome) {
  Table table({{"latency, ms"}, {"mean", true}, {"p50", true}, {"p90", true}, {"p95", true}, {"p99", true}, {"max", true}});
  add_latency(table, "first token", outcome.latency.ttft);
  add_latency(table, "whole answer", outcome.latency.e2e);
  add_latency(table, "  network", outcome.latency.network);
  add_latency(table, "  queue", outcome.latency.queue);
  add_latency(table, "  service", outcome.latency.service);
  add_latency(table, "per output token", outcome.latency.tpot);
  table.print();
  if (outcome.replications > 1) fmt::print("  ±: half-width of the 95 % confidence interval over the replications\n");
}

void print_precision(const Outcome& outcome) {
  const PrecisionOutcome& precision = outcome.precision;
  if (precision.target > 0)
    fmt::print("  precision of {}: {} after {} replications; the widest interval is that of {}, ± {}\n", share(precision.target),
               precision.reached ? "reached" : "NOT reached", outcome.replications, precision.figure, share(precision.achieved));
  if (outcome.warmup_requests > 0)
    fmt::print("  {} measured requests still belonged to a warm-up (MSER-5) and are left out of the latencies; a longer warmup_s avoids that\n",
               grouped(static_cast<double>(outcome.warmup_requests)));
}

void print_objectives(const World& world, const Outcome& outcome) {
  terminal::print_heading("Objectives");
  Table table({{"workload"}, {"objective"}, {"simulated", true}, {"within the target", true}, {""}});
  for (std::size_t w = 0; w < outcome.workloads.size(); ++w) {
    const WorkloadOutcome& result = outcome.workloads[w];
    const Slo& slo = world.workloads[w].slo;
    table.add({result.workload, fmt::format("{} p{:g} <= {:g} ms", to_string(slo.metric), slo.percentile, slo.target_ms),
               with_interval(result.latency.perceived, result.slo_percentile_ms, result.slo_percentile_ci95_ms) + " ms", share(result.slo_attainment),
               result.slo_met ? "met" : "MISSED"});
    for (const PriorityClassOutcome& c : result.priority_classes)
      table.add({"  " + c.name, fmt::format("priority {}", c.priority), with_interval(c.latency.perceived, c.slo_percentile_ms, 0) + " ms",
                 share(c.within_target), ""});
  }
  table.print();
}

std::string age(double s) { return s < 10 ? fmt::format("{:.2f} s", s) : grouped(s) + " s"; }

// Shares of a thousandth and less are what these columns are about.
std::string small_share(double part) { return fmt::format("{:.3g} %", 100 * part); }

void print_features(const Outcome& outcome) {
  const FeaturesOutcome& features = outcome.features;
  if (features.stores.empty()) return;
  terminal::print_heading("Feature stores");
  Table table({{"store"},
               {"consistency"},
               {"reads", true},
               {"age, p50", true},
               {"p95", true},
               {"p99", true},
               {"max", true},
               {"over bound", true},
               {"missed", true},
               {"failed", true},
               {"remote", true},
               {"mean loss", true},
               {"conflicts a month", true}});
  for (const StoreOutcome& store : features.stores) {
    const StalenessSummary& s = store.staleness_s;
    table.add({store.store, store.consistency, grouped(static_cast<double>(store.reads)), age(s.p50), age(s.p95), age(s.p99), age(s.max),
               small_share(store.stale), small_share(store.missed), small_share(store.failed), small_share(store.remote),
               fmt::format("{:.4g}", store.mean_loss), grouped(store.conflicts_per_month)});
  }
  table.print();
  fmt::print(
      "  age: of the newest event in the values read, as the requests saw it; reads and writes added {} ms (mean) and {} ms (p99) to a request\n",
      milliseconds(features.latency_mean_ms), milliseconds(features.latency_p99_ms));
}

void print_pools(const Outcome& outcome) {
  terminal::print_heading("Pools");
  Table table({{"workload"},
               {"region"},
               {"offer"},
               {"replicas", true},
               {"busy", true},
               {"busy, p95", true},
               {"batch", true},
               {"requests", true},
               {"p95, ms", true}});
  for (const PoolOutcome& pool : outcome.pools) {
    table.add({pool.workload, pool.region, pool.offer, grouped(pool.replicas_mean), share(pool.utilization_mean), share(pool.utilization_p95),
               grouped(pool.batch_mean, 1), grouped(static_cast<double>(pool.requests.offered)),
               with_interval(pool.latency.perceived, pool.latency.perceived.p95, pool.latency.perceived.ci95)});
  }
  table.print();
  for (const PoolOutcome& pool : outcome.pools)
    if (pool.overloaded > 0)
      fmt::print(
          "  OVERLOADED: {} in {} does not keep up in {} of the windows: the longer they were, the longer its latencies; it needs more replicas\n",
          pool.workload, pool.region, share(pool.overloaded));
}

void print_continents(const Outcome& outcome) {
  terminal::print_heading("Where the users are");
  Table table({{"continent"}, {"requests", true}, {"mean, ms", true}, {"p50", true}, {"p95", true}, {"p99", true}, {"network, mean", true}});
  for (const ContinentOutcome& c : outcome.continents) {
    const LatencySummary& s = c.latency.perceived;
    table.add({c.continent, grouped(static_cast<double>(c.requests.offered)), with_interval(s, s.mean, s.mean_ci95),
               with_interval(s, s.p50, s.p50_ci95), with_interval(s, s.p95, s.ci95), with_interval(s, s.p99, s.p99_ci95),
               with_interval(c.latency.network, c.latency.network.mean, c.latency.network.mean_ci95)});
  }
  table.print();
}

}  // namespace

nlohmann::json cost_json(const Bill& bill, const Usage& usage) {
  nlohmann::json cost = nlohmann::json::parse(to_json(bill));
  cost["per_million_requests_usd"] = per_million_usd(bill, usage);
  return cost;
}

nlohmann::json result_json(const Outcome& outcome, const Bill& bill) {
  nlohmann::json result = nlohmann::json::parse(to_json(outcome));
  result["cost"] = cost_json(bill, outcome.usage);
  return result;
}

void print_outcome(const World& world, const Outcome& outcome) {
  const RequestCounts& r = outcome.requests;
  fmt::print("{}: seed {}, {} replications, {} simulated hours, {} requests ({} completed, {} rejected, {} timed out{})\n\n", outcome.scenario,
             outcome.seed, outcome.replications, grouped(outcome.simulated_hours, 2), grouped(static_cast<double>(r.offered)),
             grouped(static_cast<double>(r.completed)), grouped(static_cast<double>(r.rejected)), grouped(static_cast<double>(r.timed_out)),
             r.failed == 0 ? "" : fmt::format(", {} failed for want of features", grouped(static_cast<double>(r.failed))));
  print_latency(outcome);
  print_precision(outcome);
  print_objectives(world, outcome);
  print_continents(outcome);
  print_pools(outcome);
  print_features(outcome);
}

void print_bill(const Bill& bill, const Usage& usage) {
  terminal::print_heading("Bill of a month (730 h), USD before tax");
  Table table({{"region"}, {"service"}, {"item"}, {"quantity", true}, {"unit"}, {"price", true}, {"amount", true}, {"price of"}, {""}});
  for (const BillLine& line : bill.lines) {
    table.add({line.region == "global" ? line.provider : line.provider + ":" + line.region, line.service, line.item,
               grouped(line.quantity, line.quantity < 100 ? 2 : 0), line.price.unit, fmt::format("{:.6g}", line.price.usd), to_string(line.amount),
               line.price.date, line.price.mark});
  }
  table.rule();
  table.add({"total", "", "", "", "", "", to_string(bill.total()), "", ""});
  table.print();
  fmt::print("{} USD per million requests; price book {}\n", grouped(per_million_usd(bill, usage), 2), bill.price_book);
}

}  // namespace tradewind
