// The OpenTelemetry collector of a region: takes traces and metrics of gateways and applications, says where they come from, counts spans by latency.
#pragma once

#include "region_plan.h"
#include "yaml.h"

namespace tradewind::observability {

// An object of the OpenTelemetry operator. What it sends on goes to the endpoint in the secret `otlp`, which the bundle only names.
yaml::Map collector(const ExportInput& input, const RegionPlan& region);

}  // namespace tradewind::observability
