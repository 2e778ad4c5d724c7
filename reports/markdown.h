// A summary for a pull request or a wiki.
#pragma once

#include <string>

#include "model/report_model.h"

namespace tradewind {

std::string render_markdown(const ReportModel& model);

}  // namespace tradewind
