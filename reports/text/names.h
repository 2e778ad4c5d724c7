// Identifiers of the catalogue and the bill as people write them.
#pragma once

#include <string>
#include <string_view>

namespace tradewind::text {

// "AWS" for "aws", "North America" for "north-america", "GPU instances" for "gpu instances"; what it does not know stays as it is.
std::string readable(std::string_view id);

}  // namespace tradewind::text
