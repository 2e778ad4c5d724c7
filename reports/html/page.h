// The HTML report of a model.
#pragma once

#include <string>

#include "model/report_model.h"

namespace tradewind {

std::string render_html(const ReportModel& model);

}  // namespace tradewind
