#include "html/section.h"
#include "model/explanation.h"

namespace tradewind::html {
namespace {

// Characters of a value past which its cell may break into lines.
constexpr std::size_t longest_unbroken = 15;

void comparison(text::Markup& page, const ReportModel& model) {
  const auto scroll = page.scope("div", {{"class", "scroll"}});
  const auto table = page.scope("table", {{"class", "comparison"}});
  page.element("caption", "The points side by side.");
  {
    const auto head = page.scope("thead");
    const auto names = page.scope("tr");
    page.element("td", "");
    for (const ReportPoint* point : compared_points(model))
      page.element("th", point->id + ", " + role_of(*point), {{"scope", "col"}, {"class", "num"}});
  }
  const auto rows = page.scope("tbody");
  for (const ComparisonRow& row : compare(model)) {
    const auto line = page.scope("tr");
    page.element("th", row.figure, {{"scope", "row"}});
    for (const std::string& value : row.values) number(page, value, value.size() > longest_unbroken ? "wrap" : "");
  }
}

}  // namespace

void reasons_section(text::Markup& page, const ReportModel& model) {
  const auto section = page.scope("section");
  const std::vector<Reason> reasons = explain(model);
  if (reasons.empty()) {
    heading(page, "reasons", "Why one point",
            "One topology is both the fastest and the cheapest that was found: the scenario has no trade-off to choose from.");
    return;
  }
  heading(page, "reasons", "Why the cheapest and the fastest differ",
          "Worked out from the simulated figures of " + model.fastest().id + ", the fastest point, and " + model.cheapest().id + ", the cheapest.");
  const auto columns = page.scope("div", {{"class", "columns"}});
  {
    const auto list = page.scope("dl", {{"class", "reasons"}});
    for (const Reason& reason : reasons) {
      const auto pair = page.scope("div");
      page.element("dt", reason.topic).element("dd", reason.sentence);
    }
  }
  comparison(page, model);
}

}  // namespace tradewind::html
