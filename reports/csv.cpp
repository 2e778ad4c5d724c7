#include "csv.h"

#include "text/csv_writer.h"
#include "tradewind/planner/third_axis.h"

namespace tradewind {
namespace {

using text::CsvTable;

constexpr int ms_decimals = 3, share_decimals = 6;

std::string spaced_region_keys(const ReportModel& model, const ReportPoint& point) {
  std::string keys;
  for (const RegionLoad& load : point.load) keys += (keys.empty() ? "" : " ") + model.regions[load.region].key;
  return keys;
}

std::string front_rows(const ReportModel& model) {
  CsvTable table({"id",
                  "picked",
                  "latency_ms",
                  "latency_ci95_ms",
                  "monthly_usd",
                  "usd_per_million_requests",
                  "regions",
                  "instances",
                  "gpus",
                  "utilization",
                  "slo_attainment",
                  "slo_met",
                  "availability",
                  "gap",
                  "promised_latency_ms",
                  "promised_monthly_usd",
                  "region_keys",
                  "net_benefit_usd",
                  "net_benefit_low_usd",
                  "net_benefit_high_usd",
                  "third_axis",
                  "third_axis_value"});
  for (const ReportPoint& point : model.front) {
    table.cell(point.id).cell(point.picked ? "true" : "false").cell(point.latency_ms, ms_decimals).cell(point.ci95_ms, ms_decimals);
    table.cell(point.monthly.usd(), 2).cell(point.usd_per_million_requests(), 4).cell_count(point.load.size());
    table.cell_count(static_cast<std::uint64_t>(point.instances)).cell_count(static_cast<std::uint64_t>(point.gpus));
    table.cell(point.utilization, share_decimals).cell(point.outcome.slo_attainment, share_decimals).cell(point.slo_met ? "true" : "false");
    table.cell(point.outcome.availability, share_decimals).cell(point.gap, share_decimals).cell(point.promised_latency_ms, ms_decimals);
    table.cell(point.promised_monthly_usd, 2).cell(spaced_region_keys(model, point));
    for (const double Benefit::*usd : {&Benefit::net_usd, &Benefit::net_low_usd, &Benefit::net_high_usd}) {
      if (point.benefit)
        table.cell((*point.benefit).*usd, 2);
      else
        table.cell("");
    }
    table.cell(words_of(model.third_axis).name);
    if (point.third)
      table.cell(*point.third, words_of(model.third_axis).decimals);
    else
      table.cell("");
    table.end_row();
  }
  return table.text();
}

std::string candidates_table(const ReportModel& model) {
  CsvTable table({"id", "on_front", "latency_ms", "monthly_usd"});
  for (const ReportPoint& point : model.front)
    table.cell(point.id).cell("true").cell(point.latency_ms, ms_decimals).cell(point.monthly.usd(), 2).end_row();
  for (const DominatedPoint& point : model.dominated)
    table.cell(point.id).cell("false").cell(point.latency_ms, ms_decimals).cell(point.monthly.usd(), 2).end_row();
  return table.text();
}

std::string bill_table(const ReportModel& model) {
  CsvTable table({"id", "provider", "region", "service", "item", "workload", "quantity", "unit", "usd_per_unit", "amount_usd", "price_date",
                  "price_source", "mark"});
  for (const ReportPoint& point : model.front)
    for (const BillLine& line : point.bill.lines) {
      table.cell(point.id).cell(line.provider).cell(line.region).cell(line.service).cell(line.item).cell(line.workload);
      table.cell(line.quantity, 6).cell(line.price.unit).cell(line.price.usd, 8).cell(line.amount.usd(), 2);
      table.cell(line.price.date).cell(line.price.source).cell(line.price.mark).end_row();
    }
  return table.text();
}

void latency_cells(CsvTable& table, const RequestCounts& requests, const Latencies& latency) {
  table.cell_count(requests.offered).cell_count(requests.completed);
  const auto cells = [&table](const LatencySummary& summary, std::initializer_list<double LatencySummary::*> figures) {
    for (const auto figure : figures) {
      if (summary.count > 0)
        table.cell(summary.*figure, ms_decimals);
      else
        table.cell("");
    }
  };
  using S = LatencySummary;
  cells(latency.perceived, {&S::mean, &S::p50, &S::p90, &S::p95, &S::p99, &S::ci95});
  for (const S* part : {&latency.network, &latency.queue, &latency.service}) cells(*part, {&S::mean});
  cells(latency.e2e, {&S::mean, &S::p95});
  table.end_row();
}

const std::vector<std::string_view> latency_names = {"offered",          "completed",        "perceived_mean_ms", "perceived_p50_ms",
                                                     "perceived_p90_ms", "perceived_p95_ms", "perceived_p99_ms",  "perceived_p95_ci95_ms",
                                                     "network_mean_ms",  "queue_mean_ms",    "service_mean_ms",   "e2e_mean_ms",
                                                     "e2e_p95_ms"};

CsvTable latency_table(std::vector<std::string_view> keys) {
  keys.insert(keys.end(), latency_names.begin(), latency_names.end());
  return CsvTable(keys);
}

std::string population_table(const ReportModel& model) {
  CsvTable table = latency_table({"id", "population", "continent"});
  for (const ReportPoint& point : model.front)
    for (const PopulationOutcome& population : point.outcome.populations) {
      table.cell(point.id).cell(population.population).cell(population.continent);
      latency_cells(table, population.requests, population.latency);
    }
  return table.text();
}

std::string continent_table(const ReportModel& model) {
  CsvTable table = latency_table({"id", "continent"});
  for (const ReportPoint& point : model.front)
    for (const ContinentOutcome& continent : point.outcome.continents) {
      table.cell(point.id).cell(continent.continent);
      latency_cells(table, continent.requests, continent.latency);
    }
  return table.text();
}

std::string pool_table(const ReportModel& model) {
  CsvTable table({"id", "workload", "region", "instance_type", "gpu", "replicas", "instances", "gpus", "request_share", "utilization_mean",
                  "utilization_p95", "batch_mean"});
  for (const ReportPoint& point : model.front)
    for (const ReportPool& pool : point.pools) {
      table.cell(point.id).cell(pool.workload).cell(pool.region).cell(pool.offer).cell(pool.gpu);
      for (const int count : {pool.replicas, pool.instances, pool.gpus}) table.cell_count(static_cast<std::uint64_t>(count));
      table.cell(pool.request_share, share_decimals).cell(pool.outcome.utilization_mean, share_decimals);
      table.cell(pool.outcome.utilization_p95, share_decimals).cell(pool.outcome.batch_mean, ms_decimals).end_row();
    }
  return table.text();
}

std::string features_table(const ReportModel& model) {
  CsvTable table({"id", "store", "consistency", "reads", "writes", "staleness_p50_s", "staleness_p95_s", "staleness_p99_s", "staleness_max_s",
                  "over_bound", "missed", "failed_reads", "failed_writes", "remote_values_per_read", "mean_loss", "conflicts_per_month"});
  for (const ReportPoint& point : model.front)
    for (const StoreOutcome& store : point.outcome.features.stores) {
      table.cell(point.id).cell(store.store).cell(store.consistency).cell_count(store.reads).cell_count(store.writes);
      const StalenessSummary& age = store.staleness_s;
      for (const double s : {age.p50, age.p95, age.p99, age.max}) table.cell(s, 6);
      for (const double share : {store.stale, store.missed, store.failed, store.failed_writes, store.remote}) table.cell(share, share_decimals);
      table.cell(store.mean_loss, share_decimals).cell(store.conflicts_per_month, 3).end_row();
    }
  return table.text();
}

}  // namespace

std::map<std::string, std::string> render_csv(const ReportModel& model) {
  return {{"front.csv", front_rows(model)},
          {"candidates.csv", candidates_table(model)},
          {"bill.csv", bill_table(model)},
          {"latency_by_population.csv", population_table(model)},
          {"latency_by_continent.csv", continent_table(model)},
          {"pools.csv", pool_table(model)},
          {"feature_stores.csv", features_table(model)}};
}

}  // namespace tradewind
