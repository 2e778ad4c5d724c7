// The target "resilience": drills for the failures that were simulated, and a load test with the scenario's demand.
#include <fmt/format.h>

#include "markdown.h"
#include "resilience/experiments.h"
#include "resilience/load_test.h"
#include "target.h"

namespace tradewind {
namespace resilience {
namespace {

Bundle files(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  Bundle bundle = experiments(input, regions);
  for (BundleFile& file : load_test(input, regions)) bundle.push_back(std::move(file));
  return bundle;
}

constexpr const char* what_is_in = R"(## What is in `resilience/`

- `chaos/<provider>-<region>`: Chaos Mesh experiments for the cluster there, one for each simulated failure that a cluster can play; the head of each
  says what is expected. Apply one at a time, with people watching, and hold what happens against it and against the runbook. The loss of a region takes
  its pods, not its network; that of a zone a third of the pods, wherever they run.
- `load`: a k6 script that replays the busiest day of the scenario's demand, an hour in 2.5 minutes, a tenth of it by default (`SPEED`, `SHARE`).
  It fails when an objective is not met. Set `BASE_URL` in `job.yaml` and, for classic models, `request` in `demand.json`; it runs as well by
  `k6 run load.js`. All requests come from one place: compare with the part of the forecast without the network.

    kubectl apply -k resilience/load && kubectl -n load-test wait --for=condition=complete --timeout=2h job/load-test

)";

std::string readme(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  std::string text = what_is_in;
  const std::vector<std::string> left_out = without_experiment(input, regions);
  if (left_out.empty()) return text;
  text += "Simulated, but not an experiment here:\n\n";
  for (const std::string& name : left_out) text += "- " + markdown(name) + "\n";
  return text + "\n";
}

}  // namespace
}  // namespace resilience

const Target resilience_target = {
    .name = "resilience",
    .writes = "chaos experiments for the simulated failures with the expected effect; a load test with the scenario's demand",
    .made_for = "Chaos Mesh 2.6+, k6 1.0+",
    .files = resilience::files,
    .readme = resilience::readme,
    .tells_failures = true};

}  // namespace tradewind
