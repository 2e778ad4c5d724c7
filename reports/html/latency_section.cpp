#include <fmt/format.h>

#include <algorithm>

#include "html/section.h"
#include "svg/latency_bars.h"
#include "text/names.h"
#include "text/numbers.h"

namespace tradewind::html {
namespace {

constexpr std::size_t populations_charted = 20;

// One row of a chart in a table.
struct Row {
  std::string name;
  std::uint64_t requests = 0;
  const Latencies* latency = nullptr;
};

struct Scale {
  double percentiles_ms = 0, parts_ms = 0, target_ms = 0;
};

std::vector<Row> continent_rows(const Outcome& outcome) {
  std::vector<Row> rows;
  for (const ContinentOutcome& continent : outcome.continents)
    rows.push_back({text::readable(continent.continent), continent.requests.offered, &continent.latency});
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.requests > b.requests; });
  return rows;
}

std::vector<Row> population_rows(const Outcome& outcome) {
  std::vector<Row> rows;
  for (const PopulationOutcome& population : outcome.populations)
    rows.push_back({population.population, population.requests.offered, &population.latency});
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.requests > b.requests; });
  return rows;
}

// One scale for all points, so that a pick is seen as bars that shrink or grow.
template <typename RowsOf>
Scale common_scale(const ReportModel& model, RowsOf rows_of, std::size_t count) {
  Scale scale;
  for (const ReportPoint& point : model.front) {
    const std::vector<Row> rows = rows_of(point.outcome);
    for (std::size_t at = 0; at < std::min(rows.size(), count); ++at) {
      scale.percentiles_ms = std::max(scale.percentiles_ms, rows[at].latency->perceived.p99);
      scale.parts_ms = std::max(scale.parts_ms, parts_of(*rows[at].latency).total_ms());
    }
  }
  // A target is one line only where one workload sets it.
  if (model.workloads.size() == 1) scale.target_ms = model.workloads.front().slo.target_ms;
  return scale;
}

void bar_table(text::Markup& page, const std::string& caption, const std::vector<Row>& rows, std::size_t count, double all_requests,
               const Scale& scale) {
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table", {{"class", "bars"}});
  page.element("caption", caption);
  {
    const auto head = page.scope("thead");
    const auto names = page.scope("tr");
    page.element("th", "", {{"scope", "col"}});
    page.element("th", "Requests", {{"scope", "col"}, {"class", "num wide"}});
    page.element("th", "p50, p95, p99", {{"scope", "col"}, {"class", "bar-column"}});
    page.element("th", "p50", {{"scope", "col"}, {"class", "num wide"}});
    page.element("th", "p95", {{"scope", "col"}, {"class", "num"}});
    page.element("th", "p99", {{"scope", "col"}, {"class", "num"}});
    page.element("th", "Mean: network, queue, service", {{"scope", "col"}, {"class", "bar-column"}});
  }
  const auto body = page.scope("tbody");
  for (std::size_t at = 0; at < std::min(rows.size(), count); ++at) {
    const Row& row = rows[at];
    const auto line = page.scope("tr");
    page.element("th", row.name, {{"scope", "row"}});
    number(page, text::percent(all_requests > 0 ? static_cast<double>(row.requests) / all_requests : 0), "wide");
    {
      const auto cell = page.scope("td");
      svg::percentile_bar(page, row.latency->perceived, scale.percentiles_ms, scale.target_ms);
    }
    number(page, text::ms(row.latency->perceived.p50), "wide");
    number(page, text::ms(row.latency->perceived.p95));
    number(page, text::ms(row.latency->perceived.p99));
    const auto cell = page.scope("td");
    svg::parts_bar(page, parts_of(*row.latency), scale.parts_ms);
  }
}

void number_table(text::Markup& page, const std::string& summary, const std::vector<Row>& rows, const std::vector<std::string>& regions) {
  const auto details = page.scope("details");
  page.element("summary", summary);
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table", {{"class", "plain"}});
  header_row(page, {"", "Region", "#p50", "#p95", "#p99", "#Network", "#Queue", "#Service"});
  const auto body = page.scope("tbody");
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const LatencySummary& perceived = rows[at].latency->perceived;
    const LatencyParts parts = parts_of(*rows[at].latency);
    const auto line = page.scope("tr");
    page.element("td", rows[at].name).element("td", at < regions.size() ? regions[at] : "");
    for (const double value : {perceived.p50, perceived.p95, perceived.p99, parts.network_ms, parts.queue_ms, parts.service_ms})
      page.element("td", text::ms(value));
  }
}

// Keys of the regions that serve the populations of the rows.
std::vector<std::string> serving_regions(const ReportModel& model, const ReportPoint& point, const std::vector<Row>& rows) {
  std::vector<std::string> regions;
  for (const Row& row : rows) {
    const auto found = std::find_if(model.populations.begin(), model.populations.end(), [&](const Population& p) { return p.name == row.name; });
    regions.push_back(
        found == model.populations.end() ? "" : model.regions[point.service[static_cast<std::size_t>(found - model.populations.begin())].region].key);
  }
  return regions;
}

void workload_table(text::Markup& page, const ReportModel& model, const ReportPoint& point) {
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table");
  page.element("caption", "Objectives of the workloads at " + point.id + ".");
  header_row(page, {"Workload", "Objective", "#Simulated", "#Requests in target", "#Whole answer p95", "#Per further token p50", "Met"});
  const auto body = page.scope("tbody");
  for (const WorkloadOutcome& outcome : point.outcome.workloads) {
    const auto line = page.scope("tr");
    page.element("th", outcome.workload, {{"scope", "row"}});
    const auto workload = std::find_if(model.workloads.begin(), model.workloads.end(), [&](const Workload& w) { return w.name == outcome.workload; });
    const bool known = workload != model.workloads.end();
    page.element("td",
                 known ? fmt::format("{} {} ≤ {}", text::percentile_name(workload->slo.percentile),
                                     workload->slo.metric == LatencyMetric::ttft ? "first token" : "answer", text::duration(workload->slo.target_ms))
                       : "");
    number(page, outcome.latency.perceived.count > 0 ? text::duration(outcome.slo_percentile_ms) : "–");
    number(page, text::percent(outcome.slo_attainment));
    number(page, outcome.latency.e2e.count > 0 ? text::duration(outcome.latency.e2e.p95) : "–");
    number(page, known && workload->is_llm() && outcome.latency.tpot.count > 0 ? text::duration(outcome.latency.tpot.p50) : "–");
    const auto cell = page.scope("td");
    page.element("span", outcome.slo_met ? "met" : "missed", {{"class", outcome.slo_met ? "badge good" : "badge bad"}});
  }
}

void legend(text::Markup& page, const ReportModel& model) {
  const auto line = page.scope("p", {{"class", "legend"}});
  for (const auto& [kind, name] : std::initializer_list<std::pair<const char*, const char*>>{
           {"p50", "p50"}, {"p95", "p95"}, {"p99", "p99"}, {"network", "network"}, {"queue", "queue"}, {"service", "service"}}) {
    const auto item = page.scope("span", {{"class", "item"}});
    page.element("span", "", {{"class", std::string("swatch ") + kind}}).text(name);
  }
  if (model.workloads.size() != 1) return;
  const auto item = page.scope("span", {{"class", "item"}});
  page.element("span", "", {{"class", "swatch target"}}).text("objective");
}

}  // namespace

void latency_section(text::Markup& page, const ReportModel& model) {
  const auto section = page.scope("section");
  heading(page, "latency", "What the users feel",
          "Percentiles and parts of the " + model.latency_name +
              " as the users see it, in milliseconds. The parts are means; service is what network and queue leave over.");
  legend(page, model);
  const Scale continents = common_scale(model, continent_rows, 100), populations = common_scale(model, population_rows, populations_charted);
  for (std::size_t at = 0; at < model.front.size(); ++at) {
    const ReportPoint& point = model.front[at];
    const double all = static_cast<double>(point.outcome.requests.offered);
    const auto block = page.scope("div", {{"class", on(at)}});
    workload_table(page, model, point);
    const std::vector<Row> by_continent = continent_rows(point.outcome), by_population = population_rows(point.outcome);
    bar_table(page, "By continent, " + point.id + ".", by_continent, by_continent.size(), all, continents);
    number_table(page, "Continents in numbers", by_continent, {});
    bar_table(page, fmt::format("The {} populations with the most requests, {}.", std::min(populations_charted, by_population.size()), point.id),
              by_population, populations_charted, all, populations);
    number_table(page, fmt::format("All {} populations in numbers", by_population.size()), by_population,
                 serving_regions(model, point, by_population));
  }
}

}  // namespace tradewind::html
