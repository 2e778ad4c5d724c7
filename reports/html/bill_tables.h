// A bill as tables: every line with its price, where that is from and its mark; subtotals with bars.
#pragma once

#include <string>
#include <vector>

#include "model/bill_summary.h"
#include "text/markup.h"

namespace tradewind::html {

// `sources`: price_sources(bill).
void lines_table(text::Markup& page, const std::string& caption, const Bill& bill, const std::vector<std::string>& sources);
void subtotals(text::Markup& page, const std::string& caption, const std::vector<Subtotal>& parts, Cents total);
void source_list(text::Markup& page, const std::vector<std::string>& sources);

// A cell with a bar of a part of the whole.
void bar_cell(text::Markup& page, const std::string& name, Cents part, Cents whole);
// "12.34%"
std::string share_of(Cents part, Cents whole);

// A mark of a price.
void mark_badge(text::Markup& page, const std::string& mark);

}  // namespace tradewind::html
