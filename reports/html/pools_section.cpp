#include <fmt/format.h>

#include "html/section.h"
#include "text/numbers.h"

namespace tradewind::html {

void pools_section(text::Markup& page, const ReportModel& model) {
  const auto section = page.scope("section");
  heading(page, "pools", "Pools", "A pool is the replicas of one model server on one instance type in one region.");
  for (std::size_t at = 0; at < model.front.size(); ++at) {
    const auto scroll = page.scope("div", {{"class", on(at, "scroll")}});
    const auto table = page.scope("table");
    page.element("caption", "Pools of " + model.front[at].id + ".");
    header_row(page, {"Region", "Workload", "Instance type", "GPU", "#Instances", "#Replicas", "#Requests", "#Busy", "#Busy, p95 of windows",
                      "#Batch", "Keeps up"});
    const auto body = page.scope("tbody");
    for (const ReportPool& pool : model.front[at].pools) {
      const auto row = page.scope("tr");
      page.element("th", pool.region, {{"scope", "row"}});
      page.element("td", pool.workload).element("td", pool.offer).element("td", pool.gpu);
      number(page, std::to_string(pool.instances));
      number(page, std::to_string(pool.replicas));
      number(page, text::percent(pool.request_share));
      number(page, text::percent(pool.outcome.utilization_mean));
      number(page, text::percent(pool.outcome.utilization_p95));
      number(page, text::decimal(pool.outcome.batch_mean, 1));
      const bool keeps_up = pool.outcome.overloaded == 0;
      const auto cell = page.scope("td");
      page.element("span", keeps_up ? "yes" : "not in " + text::percent(pool.outcome.overloaded) + " of the windows",
                   {{"class", keeps_up ? "badge good" : "badge bad"}});
    }
  }
}

}  // namespace tradewind::html
