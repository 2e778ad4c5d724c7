// The parts of the page of a bill, in its order. Each writes a section, or nothing where the report does not have it.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "html/section.h"
#include "text/markup.h"
#include "tradewind/reports/bill_report.h"

namespace tradewind::html {

void bill_part(text::Markup& page, const BillReport& report);        // tree of provider, region and service; every line
void marks_part(text::Markup& page, const BillReport& report);       // prices that must be checked
void unit_costs_part(text::Markup& page, const BillReport& report);  // by provider, region, workload, continent, population
void purchase_part(text::Markup& page, const BillReport& report);    // load-duration curves and break-even
void months_part(text::Markup& page, const BillReport& report);
void tornado_part(text::Markup& page, const BillReport& report);
void waterfall_part(text::Markup& page, const BillReport& report);

// A chart below its legend, on narrow screens to be scrolled. `keys`: words and swatch of each colour, as legend_key() takes them.
using LegendKeys = std::vector<std::pair<std::string_view, std::string_view>>;
template <typename Draw>
void chart_with_legend(text::Markup& page, const LegendKeys& keys, const Draw& draw) {
  {
    const auto legend = page.scope("p", {{"class", "legend"}});
    for (const auto& [words, swatch] : keys) legend_key(page, words, swatch);
  }
  const auto figure = page.scope("figure", {{"class", "scroll"}});
  draw();
}

// Which of them a report has.
bool has_marks(const BillReport& report);
bool has_purchase(const BillReport& report);
bool has_tornado(const BillReport& report);

}  // namespace tradewind::html
