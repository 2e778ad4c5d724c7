#include "html/bill_tables.h"
#include "html/section.h"

namespace tradewind::html {

void bill_section(text::Markup& page, const ReportModel& model) {
  const auto section = page.scope("section");
  heading(page, "bill", "The bill", "List prices from the price book " + model.price_book + ". Lines are whole cents and sum to the total exactly.");
  for (std::size_t at = 0; at < model.front.size(); ++at) {
    const ReportPoint& point = model.front[at];
    const std::vector<std::string> sources = price_sources(point.bill);
    const auto block = page.scope("div", {{"class", on(at)}});
    {
      const auto columns = page.scope("div", {{"class", "columns even"}});
      subtotals(page, "By service, USD a month.", by_service(point.bill), point.monthly);
      subtotals(page, "By provider, USD a month.", by_provider(point.bill), point.monthly);
    }
    lines_table(page, "Every line of the bill of " + point.id + ", USD for a month of 730 hours, before tax.", point.bill, sources);
    page.element("p", "Sources of the prices", {{"class", "label"}});
    source_list(page, sources);
  }
}

}  // namespace tradewind::html
