#include <fmt/format.h>

#include "html/section.h"
#include "text/numbers.h"

namespace tradewind::html {
namespace {

// Shares of a thousandth and less are what these columns are about.
std::string small_share(double share) { return fmt::format("{:.3g}\u00a0%", 100 * share); }

void store_row(text::Markup& page, const StoreOutcome& store) {
  const auto row = page.scope("tr");
  page.element("th", store.store, {{"scope", "row"}}).element("td", store.consistency);
  number(page, text::grouped(static_cast<double>(store.reads)));
  for (const double age_s : {store.staleness_s.p50, store.staleness_s.p95, store.staleness_s.p99, store.staleness_s.max})
    number(page, text::duration(1000 * age_s));
  for (const double share : {store.stale, store.missed, store.failed, store.failed_writes}) number(page, small_share(share));
  number(page, text::decimal(store.remote, 3));
  number(page, text::decimal(store.mean_loss, 4));
  number(page, text::grouped(store.conflicts_per_month));
}

}  // namespace

void features_section(text::Markup& page, const ReportModel& model) {
  if (model.front.empty() || model.front.front().outcome.features.stores.empty()) return;
  const auto section = page.scope("section");
  heading(page, "features", "Feature stores",
          "Ages of the newest event in the values that requests read, as they saw them: not as the store has them.");
  for (std::size_t at = 0; at < model.front.size(); ++at) {
    const FeaturesOutcome& features = model.front[at].outcome.features;
    const auto scroll = page.scope("div", {{"class", on(at, "scroll")}});
    page.element("p",
                 fmt::format("Reads and writes add {} to a request in the mean, {} at the 99th percentile.", text::duration(features.latency_mean_ms),
                             text::duration(features.latency_p99_ms)),
                 {{"class", "small"}});
    const auto table = page.scope("table");
    page.element("caption", "Feature stores with " + model.front[at].id + ".");
    header_row(page, {"Store", "Consistency", "#Reads", "#Age, p50", "#p95", "#p99", "#Oldest", "#Over the bound", "#Found nothing", "#Failed reads",
                      "#Failed writes", "#Remote values a read", "#Mean loss", "#Conflicts a month"});
    const auto body = page.scope("tbody");
    for (const StoreOutcome& store : features.stores) store_row(page, store);
  }
}

}  // namespace tradewind::html
