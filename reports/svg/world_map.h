// The world map: populations in the colour of the region that serves them, regions by load, the main flows between them.
#pragma once

#include "model/report_model.h"
#include "text/markup.h"

namespace tradewind::svg {

// One map for all points of the front; what depends on the point is in groups of class "on on-N".
void world_map(text::Markup& page, const ReportModel& model);

}  // namespace tradewind::svg
