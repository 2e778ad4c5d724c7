// The tables of a model as CSV.
#pragma once

#include <map>
#include <string>

#include "model/report_model.h"

namespace tradewind {

// RFC 4180: comma, CRLF, quotes where needed. A text cell that a spreadsheet would run as a formula gets a leading apostrophe.
std::map<std::string, std::string> render_csv(const ReportModel& model);

}  // namespace tradewind
