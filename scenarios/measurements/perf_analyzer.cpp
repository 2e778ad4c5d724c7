// Tables of Triton's perf_analyzer (-f FILE), which measures classic models: a row for each load, in microseconds, sorted by throughput. What stands
// in which column: triton-inference-server/perf_analyzer, src/report_writer.cc.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "measurements/distributions.h"
#include "measurements/formats.h"
#include "tradewind/scenarios/csv.h"

namespace tradewind::measurements {
namespace {

constexpr double ms_per_us = 1e-3;

class PerfTable {
 public:
  PerfTable(std::string_view text, const std::string& file) : table_(text, file), closed_(has("Concurrency")) {}

  std::size_t rows() const { return table_.rows(); }
  bool closed() const { return closed_; }
  bool has(std::string_view column) const { return std::ranges::find(table_.columns(), column) != table_.columns().end(); }
  // Nothing where there is no such column, or nothing in it. Throws InvalidInput for what is no number.
  std::optional<double> number(std::size_t row, std::string_view column) const {
    return has(column) ? table_.optional_number(row, table_.column(column)) : std::nullopt;
  }
  // Clients or requests/s.
  double load(std::size_t row) const { return table_.number(row, table_.column(closed_ ? "Concurrency" : "Request Rate")); }
  double items_per_s(std::size_t row) const { return table_.number(row, table_.column("Inferences/Second")); }

  // Percentile and its column: "p95 latency".
  std::vector<std::pair<double, std::string>> percentiles() const {
    std::vector<std::pair<double, std::string>> found;
    for (const std::string& column : table_.columns()) {
      double percentile = 0;
      const char *begin = column.data() + 1, *end = column.data() + column.size();
      if (!column.starts_with('p') || !column.ends_with(" latency")) continue;
      const auto parsed = std::from_chars(begin, end, percentile);
      if (parsed.ec == std::errc{} && std::string_view(parsed.ptr, end) == " latency" && percentile >= 50 && percentile < 100)
        found.emplace_back(percentile, column);
    }
    return found;
  }

  // Mean latency of the clients, ms: as the verbose table has it, or all of its parts. Not known without the server's part, or where that is longer
  // than the clients waited ("due to small sample size", says perf_analyzer): then the rest, Network+Server, is 0.
  std::optional<double> mean_ms(std::size_t row) const {
    if (const auto mean_us = number(row, "Avg latency"); mean_us && *mean_us > 0) return *mean_us * ms_per_us;
    if (number(row, network).value_or(0) <= 0) return std::nullopt;
    return outside_ms(row) + sum_ms(row, {"Server Queue"}) + batch_ms(row);
  }
  double outside_ms(std::size_t row) const { return sum_ms(row, {"Client Send", network, "Client Recv"}); }
  // "Server Compute" in tables before 2020.
  double batch_ms(std::size_t row) const {
    return sum_ms(row, {"Server Compute Input", "Server Compute Infer", "Server Compute Output", "Server Compute", "Server Cache Miss"});
  }

  static constexpr std::string_view network = "Network+Server Send/Recv";

 private:
  double sum_ms(std::size_t row, std::initializer_list<std::string_view> columns) const {
    double sum_us = 0;
    for (const std::string_view column : columns) sum_us += number(row, column).value_or(0);
    return sum_us * ms_per_us;
  }

  CsvTable table_;
  bool closed_;
};

// Items of a request by Little's law, of the row that comes closest to what its load says: throughput x latency / clients, or throughput / request
// rate. Clients that pause and servers that fall behind only make it smaller. 0 = not known.
double implied_items(const PerfTable& table) {
  double most = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const double load = table.load(row), latency_s = table.mean_ms(row).value_or(0) * 1e-3;
    if (load > 0) most = std::max(most, table.items_per_s(row) * (table.closed() ? latency_s : 1) / load);
  }
  return most;
}

// A small whole number or a power of two, if it is near one; else 0.
int recognised_items(double implied) {
  constexpr double near = 0.05, small = 8;
  if (!(implied > 0) || implied > 1e6) return 0;
  const double whole = implied < small ? std::round(implied) : std::exp2(std::round(std::log2(implied)));
  return whole >= 1 && std::abs(implied / whole - 1) <= near ? static_cast<int>(whole) : 0;
}

struct Items {
  int each = 0;  // of a request
  std::string note, unusable;
};

// Of a row: as the table says it (model_analyzer and others add a column), as told, or as recognised.
Items items_of(const PerfTable& table, std::size_t row, double implied, const UnstatedLoad& unstated) {
  constexpr double idle_at_most = 0.5, more_at_most = 1.15;
  Items items;
  for (const char* column : {"Batch", "Batch Size", "batch_size"})
    if (const auto stated = table.number(row, column); stated && *stated >= 1 && *stated <= 1e6) items.each = static_cast<int>(*stated);
  if (items.each == 0) items.each = unstated.items;
  if (items.each == 0) {
    items.each = recognised_items(implied);
    if (items.each == 0)
      items.unusable = implied > 0
                           ? fmt::format("the table does not say how many items a request had, about {:.3g} by its throughput: give --batch", implied)
                           : "the table does not say how many items a request had: give --batch";
    else
      items.note = fmt::format("{} item{} a request, by its throughput", items.each, items.each == 1 ? "" : "s");
  } else if (implied > more_at_most * items.each || (implied > 0 && implied < idle_at_most * items.each)) {
    items.unusable = fmt::format("{} items a request, where throughput and load say about {:.3g}", items.each, implied);
  }
  return items;
}

// What makes the figures of a row none of the model and its batcher.
std::string why_unusable(const PerfTable& table, std::size_t row) {
  const double load = table.load(row);
  if (load <= 0 || (table.closed() && load != std::floor(load))) return fmt::format("a load of {:g}", load);
  if (table.closed() && load > 1500) return "more clients than are simulated (1500)";
  if (table.items_per_s(row) <= 0) return "no inference was completed";
  if (table.has("Response Throughput")) return "a decoupled model, which answers a request in several parts";
  if (table.number(row, "Server Cache Hit").value_or(0) > 0) return "answers came from Triton's response cache";
  if (table.percentiles().empty() && table.number(row, "Client Send") == 0 && table.number(row, "Client Recv") == 0)
    return "the table of one step of an ensemble, whose load is that of the whole";
  return "";
}

// perf_analyzer measures windows of a load that goes on. How many requests they held it does not write: as many are simulated as are needed to know
// the figures.
void set_load(MeasuredRun& run, const PerfTable& table, std::size_t row, const UnstatedLoad& unstated) {
  const double load = table.load(row);
  if (!table.closed()) {
    run.rate_rps = load;
    run.burstiness = unstated.poisson ? 1 : at_once;
    run.warm_up = 500;
    run.requests = 5000;
    run.notes.emplace_back(unstated.poisson ? "requests come at random, as told" : "requests are evenly spaced, as perf_analyzer's are by default");
    return;
  }
  const auto clients = static_cast<std::uint64_t>(std::clamp(load, 0.0, 1e6));
  run.rate_rps = clients > 0 ? at_once : 0;
  run.max_concurrency = clients;
  run.warm_up = std::max<std::uint64_t>(300, 3 * clients);
  run.requests = std::max<std::uint64_t>(1200, 9 * clients);
  run.cut_off = clients;
}

void take_row(const PerfTable& table, std::size_t row, double implied, Intake& intake) {
  MeasuredRun run = intake.new_run("perf_analyzer");
  Findings findings{.unusable = why_unusable(table, row)};
  if (findings.unusable.empty()) {
    const Items items = items_of(table, row, implied, intake.unstated());
    findings.unusable = items.unusable;
    if (!items.note.empty()) run.notes.push_back(items.note);
    run.items = items.each;
  }
  set_load(run, table, row, intake.unstated());
  if (run.items > 0) findings.completed_rps = table.items_per_s(row) / run.items;
  run.prompt.quantiles = {{1, std::max(run.items, 1)}};
  run.output.quantiles = {{1, 1}};
  run.batch_ms = table.batch_ms(row);
  const auto mean_ms = table.mean_ms(row);
  if (mean_ms) run.outside_ms = table.outside_ms(row);
  if (!mean_ms && table.has(PerfTable::network)) run.notes.emplace_back("the server's times add up to more than its clients waited: no mean");
  add_figure(run, MeasuredKind::e2e, 0, mean_ms);
  for (const auto& [percentile, column] : table.percentiles()) add_figure(run, MeasuredKind::e2e, percentile, table.number(row, column), ms_per_us);
  intake.take(std::move(run), findings);
}

}  // namespace

bool is_perf_analyzer(std::string_view text) {
  const std::string_view header = text.substr(0, text.find('\n'));
  const auto names = [&](std::string_view column) { return header.find(column) != header.npos; };
  return names("Inferences/Second") && (names("Concurrency") || names("Request Rate"));
}

void read_perf_analyzer(std::string_view text, Intake& intake) {
  const PerfTable table(text, intake.file());
  std::vector<std::size_t> by_load(table.rows());
  for (std::size_t row = 0; row < by_load.size(); ++row) by_load[row] = row;
  std::ranges::stable_sort(by_load, {}, [&](std::size_t row) { return table.load(row); });
  const double implied = implied_items(table);
  for (const std::size_t row : by_load) take_row(table, row, implied, intake);
}

}  // namespace tradewind::measurements
