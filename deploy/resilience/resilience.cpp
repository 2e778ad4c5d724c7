// The target "resilience": drills for the failures that were simulated, and a load test with the scenario's demand.
#include <algorithm>
#include <iterator>

#include "markdown.h"
#include "resilience/drills.h"
#include "resilience/load_test.h"
#include "target.h"

namespace tradewind {
namespace resilience {
namespace {

Bundle files(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  Bundle bundle = chaos_mesh(input, regions);
  std::ranges::move(litmus(input, regions), std::back_inserter(bundle));
  std::ranges::move(load_test(input, regions), std::back_inserter(bundle));
  return bundle;
}

constexpr const char* what_is_in = R"(## What is in `resilience/`

- `chaos/<provider>-<region>`: Chaos Mesh experiments for the cluster there, one for each simulated failure that a cluster can play; the head of each
  says what is expected. Apply one at a time, with people watching, and hold what happens against it and against the runbook. The loss of a region takes
  its pods, not its network; that of a zone a third of the pods, wherever they run; a lost GPU its replica. Of a slow replica the answers are held back,
  by the simulated factor at the median. Lost answers are lost to the kubelet's probes too. A broken registry cuts pods off from the hub, not nodes from
  images. Metrics are cut off between the namespaces `keda` and `monitoring`. Incidents of several faults are workflows.
- `chaos/load-test`: broken name service, as the load test feels it: apply it in the cluster that runs the load test.
- `litmus/<provider>-<region>`: the single faults for Litmus, which plays a lost pod as one that no packet reaches. It needs the experiments
  `pod-network-loss` and `pod-http-latency` of its hub, and the account `litmus-admin` that Litmus' own agent (chart `litmus-agent`) makes, all in
  the namespace `litmus`. Use one of the two tools.
- `load`: a k6 script that replays the busiest day of the scenario's demand, an hour in 2.5 minutes, a tenth of it by default (`SPEED`, `SHARE`).
  It fails when an objective is not met or more requests fail than it leaves. Set `BASE_URL` in `job.yaml` and, for classic models, `request` in `demand.json`; it runs as well by
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
    .made_for = "Chaos Mesh 2.6+, Litmus 3, k6 1.0+",
    .files = resilience::files,
    .readme = resilience::readme,
    .tells_failures = true};

}  // namespace tradewind
