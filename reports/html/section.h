// The sections of the HTML report, in the order of the page. What depends on the picked point is written once for each point of the front, in
// elements of class "on on-N"; style rules alone show those of the point whose radio button is checked, so that picking needs no script.
#pragma once

#include <string>
#include <string_view>

#include "model/report_model.h"
#include "text/markup.h"
#include "text/point_class.h"

namespace tradewind::html {

void masthead(text::Markup& page, const ReportModel& model);         // name, answer in a sentence, dates, warnings
void picker(text::Markup& page, const ReportModel& model);           // radio buttons, key figures
void front_section(text::Markup& page, const ReportModel& model);    // chart and table of the front
void map_section(text::Markup& page, const ReportModel& model);      // world map and regions
void reasons_section(text::Markup& page, const ReportModel& model);  // why cheapest and fastest differ
void latency_section(text::Markup& page, const ReportModel& model);  // by workload, continent, population
void pools_section(text::Markup& page, const ReportModel& model);
void features_section(text::Markup& page, const ReportModel& model);  // where requests read feature stores
void bill_section(text::Markup& page, const ReportModel& model);
void assumptions_section(text::Markup& page, const ReportModel& model);
void method_section(text::Markup& page, const ReportModel& model);  // method, glossary, reproducibility

// Style rules that show the parts of the picked point.
std::string picking_rules(const ReportModel& model);
// What the script needs to know, as JSON.
std::string script_data(const ReportModel& model);

using text::on;

// A numbered heading inside a section: <h2 id="...">.
void heading(text::Markup& page, std::string_view id, std::string_view title, std::string_view lead = {});

// One row of header cells; a name that starts with '#' heads a column of numbers.
void header_row(text::Markup& page, std::initializer_list<std::string_view> names);

// A pair in a list of facts, <dl class="facts">.
void fact(text::Markup& page, std::string_view name, std::string_view value);

// A colour and what it means, in <p class="legend">; `swatch`: class names.
void legend_key(text::Markup& page, std::string_view words, std::string_view swatch);

// A cell with a number.
void number(text::Markup& page, std::string_view value, std::string_view more_classes = {});

}  // namespace tradewind::html
