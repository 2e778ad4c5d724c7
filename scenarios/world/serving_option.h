// How a workload runs on a GPU instance type, from the timings of the catalogue.
#pragma once

#include <optional>
#include <string>

#include "tradewind/scenarios/world.h"

namespace tradewind::resolution {

// The part of a server's settings that decides how many tokens its KV cache holds.
KvCacheSettings kv_cache_settings(const VllmServer& server);

// Finds the timing of a workload on an offer. Without one, `why_not` says why, in a phrase about the GPU: "t4: no timing of ...".
std::optional<ServingOption> serving_option(const Catalogue& catalogue, const Workload& workload, const Offer& offer, std::string& why_not);

}  // namespace tradewind::resolution
