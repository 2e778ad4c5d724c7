#include "observability/dashboards.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "kubernetes/manifests.h"
#include "names.h"

namespace tradewind::observability {
namespace {

using Json = nlohmann::ordered_json;

constexpr int columns = 24, panel_width = 8, panel_height = 8;
const Json data_source = {{"type", "prometheus"}, {"uid", "${datasource}"}};

struct Query {
  std::string expression, legend;
};

// Panels in rows, left to right. Titles and legends are texts of this tool and DNS labels: Grafana would fill in variables in others.
class Dashboard {
 public:
  Dashboard(const std::string& title, const std::string& uid) {
    json_ = {{"uid", uid},
             {"title", title},
             {"tags", {"tradewind"}},
             {"timezone", "utc"},
             {"editable", true},
             {"schemaVersion", 39},
             {"version", 1},
             {"refresh", "1m"},
             {"time", {{"from", "now-24h"}, {"to", "now"}}},
             {"templating", {{"list", {{{"name", "datasource"}, {"type", "datasource"}, {"query", "prometheus"}, {"label", "Data source"}}}}}},
             {"panels", Json::array()}};
  }

  void row(const std::string& title) {
    next_line();
    add({{"type", "row"}, {"title", title}, {"collapsed", false}, {"panels", Json::array()}}, columns, 1);
    next_line();
  }

  void lines(const std::string& title, const std::string& unit, const std::vector<Query>& queries, const std::string& description = "") {
    if (x_ + panel_width > columns) next_line();
    Json panel = {{"type", "timeseries"}, {"title", title}};
    if (!description.empty()) panel["description"] = description;
    panel["datasource"] = data_source;
    panel["fieldConfig"] = {{"defaults", {{"unit", unit}, {"min", 0}}}, {"overrides", dashed_forecast()}};
    panel["options"] = {{"legend", {{"displayMode", "list"}, {"placement", "bottom"}}}, {"tooltip", {{"mode", "multi"}}}};
    panel["targets"] = targets(queries, false);
    add(std::move(panel), panel_width, panel_height);
  }

  void table(const std::string& title, const std::vector<Query>& queries) {
    next_line();
    add({{"type", "table"},
         {"title", title},
         {"datasource", data_source},
         {"fieldConfig", {{"defaults", {{"decimals", 2}}}, {"overrides", Json::array()}}},
         {"transformations", {{{"id", "merge"}, {"options", Json::object()}}}},
         {"targets", targets(queries, true)}},
        columns, panel_height);
    next_line();
  }

  std::string text() const { return json_.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

 private:
  static Json dashed_forecast() {
    return {{{"matcher", {{"id", "byRegexp"}, {"options", "forecast.*|objective|knee"}}},
             {"properties", {{{"id", "custom.lineStyle"}, {"value", {{"fill", "dash"}, {"dash", {10, 10}}}}}}}}};
  }

  static Json targets(const std::vector<Query>& queries, bool at_once) {
    Json list = Json::array();
    for (const Query& query : queries) {
      Json target = {{"refId", std::string(1, static_cast<char>('A' + list.size()))}, {"datasource", data_source}, {"expr", query.expression}};
      if (!query.legend.empty()) target["legendFormat"] = query.legend;
      if (at_once) target.update({{"instant", true}, {"format", "table"}});
      list.push_back(std::move(target));
    }
    return list;
  }

  void add(Json panel, int width, int height) {
    panel["id"] = json_["panels"].size() + 1;
    panel["gridPos"] = {{"x", x_}, {"y", y_}, {"w", width}, {"h", height}};
    json_["panels"].push_back(std::move(panel));
    x_ += width;
    height_ = std::max(height_, height);
  }

  void next_line() {
    y_ += height_;
    x_ = height_ = 0;
  }

  Json json_;
  int x_ = 0, y_ = 0, height_ = 0;
};

std::string figure(const WorkloadInRegion& at, const char* series, const char* name) {
  return fmt::format("tradewind:{}{{figure=\"{}\",workload=\"{}\",region=\"{}\"}}", series, name, at.pool.name, at.region.name);
}

void add_workload(Dashboard& dashboard, const WorkloadInRegion& at) {
  const Slo& slo = at.pool.workload->slo;
  dashboard.row(at.pool.name);
  dashboard.lines("Requests/s", "reqps",
                  {{at.recorded("tradewind:requests:rate5m"), "actual"},
                   {figure(at, "forecast", "mean_requests_per_s"), "forecast, mean"},
                   {figure(at, "forecast", "busiest_requests_per_s"), "forecast, busiest hour"}});
  dashboard.lines(
      "Late or failed requests", "percentunit",
      {{at.recorded("tradewind:late:ratio_5m"), "5 minutes"},
       {at.recorded("tradewind:late:ratio_1h"), "1 hour"},
       {fmt::format("vector({:g})", 1 - slo.percentile / 100), "objective"}},
      fmt::format("The objective: p{:g} of the {} within {} ms, as users feel it.", slo.percentile, to_string(slo.metric), slo.target_ms));
  dashboard.lines("Latency at the server", "ms",
                  {{at.server.latency_ms, "actual"},
                   {fmt::format("vector({:g})", server_target_ms(at.pool)), "objective"},
                   {figure(at, "forecast", "server_latency_ms"), "forecast"}},
                  fmt::format("Actual: {}.", at.server.latency_is));
  dashboard.lines("Replicas", "none", {{figure(at, "actual", "replicas"), "actual"}, {figure(at, "forecast", "replicas"), "forecast"}});
  std::vector<Query> load{{at.recorded("tradewind:requests_per_replica:rate5m"), "actual"}};
  if (at.pool.expected.knee_rps > 0) load.push_back({fmt::format("vector({:.4g})", at.pool.expected.knee_rps), "knee"});
  dashboard.lines("Requests/s a replica", "reqps", load, "The knee, as simulated for one replica: from there on the objective breaks.");
  dashboard.lines("GPU instances", "currencyUSD",
                  {{figure(at, "actual", "usd_per_hour"), "actual, a day's mean"}, {figure(at, "forecast", "usd_per_hour"), "forecast"}},
                  "USD an hour.");
}

}  // namespace

std::string region_dashboard(const ExportInput& input, const RegionPlan& region) {
  Dashboard dashboard(label_value(input.world.name) + ", " + region.name, dns_label(kubernetes::namespace_name(input.world) + "-" + region.name, 40));
  for (const PoolPlan& pool : region.pools) add_workload(dashboard, workload_in(input, region, pool));
  return dashboard.text();
}

std::string global_dashboard(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  Dashboard dashboard(label_value(input.world.name) + ", all regions", dns_label(kubernetes::namespace_name(input.world) + "-global", 40));
  dashboard.table("Actual, as multiple of the forecast", {{"sum by (workload, region, figure) (tradewind:actual_to_forecast:ratio)", ""}});
  for (const PoolPlan& workload : workload_plans(regions)) {
    const auto by_region = [&](const char* series) { return fmt::format("{}{{workload=\"{}\"}}", series, workload.name); };
    const auto of_figure = [&](const char* name) { return fmt::format("tradewind:actual{{figure=\"{}\",workload=\"{}\"}}", name, workload.name); };
    dashboard.row(workload.name);
    dashboard.lines("Requests/s", "reqps", {{by_region("tradewind:requests:rate5m"), "{{region}}"}});
    dashboard.lines("Late or failed requests, 1 hour", "percentunit",
                    {{by_region("tradewind:late:ratio_1h"), "{{region}}"},
                     {fmt::format("vector({:g})", 1 - workload.workload->slo.percentile / 100), "objective"}});
    dashboard.lines("Replicas", "none", {{of_figure("replicas"), "{{region}}"}});
  }
  dashboard.row("Money");
  dashboard.lines("GPU instances", "currencyUSD",
                  {{"tradewind:actual{figure=\"usd_per_hour\",region=\"all\"}", "actual"},
                   {"tradewind:forecast{figure=\"usd_per_hour\",region=\"all\"}", "forecast"}},
                  "USD an hour.");
  return dashboard.text();
}

}  // namespace tradewind::observability
