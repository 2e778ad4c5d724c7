// Names of processes that can be told apart from later ones with the same number.
#pragma once

#include <string>

namespace tradewind::sharing {

// The kernel and the name space in which this process has its number, the number, and when it began.
std::string own_process();

// Whether a process of such a name has certainly ended. False also where that cannot be known: on another machine, in another name space.
bool has_ended(const std::string& process);

}  // namespace tradewind::sharing
