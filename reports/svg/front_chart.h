// The Pareto front as a chart: latency to the right, cost upwards.
#pragma once

#include "model/report_model.h"
#include "text/markup.h"

namespace tradewind::svg {

struct ChartSize {
  double width = 0, height = 0;
};

// `name` tells the chart's ids and class apart from another one on the page.
void front_chart(text::Markup& page, const ReportModel& model, ChartSize size, std::string_view name);

}  // namespace tradewind::svg
