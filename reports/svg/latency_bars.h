// Bars that fit into a table cell of any width: positions are shares of the width.
#pragma once

#include "model/report_model.h"
#include "text/markup.h"

namespace tradewind::svg {

// p99 behind p95 behind p50, on a scale from 0 to full_ms; a mark at target_ms unless it is 0.
void percentile_bar(text::Markup& page, const LatencySummary& latency, double full_ms, double target_ms);

// Network, queue and service, stacked, on a scale from 0 to full_ms.
void parts_bar(text::Markup& page, const LatencyParts& parts, double full_ms);

}  // namespace tradewind::svg
