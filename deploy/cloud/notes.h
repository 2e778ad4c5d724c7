// What whoever applies the clouds' part of a bundle has to know beside it, whatever language it is written in.
#pragma once

#include <string>

#include "cloud/facts.h"

namespace tradewind::cloud {

// Sections of README.md: what to do before, how far the traffic goes where it was simulated to go, what is not there. `target`: "terraform" or
// "pulumi", whose folder has that name too.
std::string notes(const Context& context, const std::string& target);

}  // namespace tradewind::cloud
