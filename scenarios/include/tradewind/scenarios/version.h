// Version of the program, for reports and studies.
#pragma once

#include <string>

namespace tradewind {

std::string version();  // "0.1.0", with "+<commit>" where the build knew it

}  // namespace tradewind
