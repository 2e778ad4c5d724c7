// Reports of a study: one self-contained HTML file, Markdown, CSV tables.
#pragma once

#include <map>
#include <string>

#include "tradewind/planner/study.h"

namespace tradewind {

// One file that works offline, without JavaScript too, in light and dark, and on paper.
std::string html_report(const Study& study);
std::string markdown_report(const Study& study);
// File name -> contents: front.csv, candidates.csv, bill.csv, latency_by_population.csv, ...
std::map<std::string, std::string> csv_tables(const Study& study);

}  // namespace tradewind
