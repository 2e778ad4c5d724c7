#include "elasticity/startup.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <stdexcept>

#include "elasticity/hpa.h"
#include "elasticity/keda.h"
#include "elasticity/spot_market.h"
#include "faults/random_faults.h"
#include "tradewind/scenarios/elasticity_timings.h"

using namespace tradewind;
using namespace tradewind::elasticity;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("an engine is ready when the measured ones were", "[elasticity]") {
  // run-ai/runai-model-streamer, docs/src/benchmarks.md (2026-04-29): Llama-3-8B, 15 GB, process start to ready, vLLM 0.5.5. Tensorizer from S3
  // (65.18 s) is left out: its fixed part is unlike the other seven.
  struct Case {
    Loader loader;
    Storage storage;
    double ready_s;
  };
  for (const Case& of : {Case{Loader::safetensors, Storage::gp3, 66.13}, Case{Loader::run_ai_streamer, Storage::gp3, 35.08},
                         Case{Loader::tensorizer, Storage::gp3, 36.19}, Case{Loader::safetensors, Storage::io2, 62.69},
                         Case{Loader::run_ai_streamer, Storage::io2, 28.28}, Case{Loader::tensorizer, Storage::io2, 30.88},
                         Case{Loader::run_ai_streamer, Storage::s3, 23.18}}) {
    const StartUp times = start_up(NodeStart::gce, {.image_on_node = true, .model_gb = 15, .loader = of.loader, .storage = of.storage});
    CHECK_THAT(times.model_load.mean_s() + times.warm_up.mean_s(), WithinAbs(of.ready_s, 3.6));
  }
  CHECK_THROWS_AS(load_seconds_per_gb(Loader::safetensors, Storage::s3), std::out_of_range);
}

TEST_CASE("a GPU pod on a new node starts as the sources say", "[elasticity]") {
  // Karpenter on EKS with a small image: 84 s cold, 7 s warm. One set-up of a blog.
  const StartUp eks = start_up(NodeStart::eks_karpenter, {.image_on_node = true});
  CHECK_THAT(eks.provision.mean_s() + 7, WithinAbs(84, 1e-9));
  // Cluster Autoscaler's FAQ: 3 to 4 minutes for a node on GCE.
  const StartUp gce = start_up(NodeStart::gce, {.image_on_node = true});
  CHECK_THAT(gce.provision.seconds(1e-9, 1), WithinAbs(180, 0.01));
  CHECK_THAT(gce.provision.seconds(1, 1), WithinAbs(240, 0.01));
  // A vendor's illustration of node, image and weights: 8 to 10 minutes. 15 GB at 0.1 GB/s, 70 B parameters in bf16 by a streamer.
  const StartUp whole = start_up(NodeStart::gce, {.image_gb = 15, .image_gb_per_s = 0.1, .model_gb = 140, .loader = Loader::run_ai_streamer});
  const double total = whole.provision.mean_s() + whole.image_pull.mean_s() + whole.model_load.mean_s() + whole.warm_up.mean_s();
  CHECK(total > 480);
  CHECK(total < 600);
  CHECK_THROWS_AS(start_up(NodeStart::gce, {}), std::invalid_argument);
}

TEST_CASE("defaults of autoscalers are the documented ones", "[elasticity]") {
  const auto is = [](Time time, std::string_view name) { return kernel::to_s(time) == elasticity_timing(name).value; };
  const HpaSettings hpa;
  CHECK(is(hpa.sync_period, "hpa_sync_period"));
  CHECK(hpa.tolerance * 100 == elasticity_timing("hpa_tolerance").value);
  CHECK(is(hpa.behavior->up.stabilization_window, "hpa_up_window"));
  CHECK(is(hpa.behavior->down.stabilization_window, "hpa_down_window"));
  const KedaSettings keda;
  CHECK(is(keda.polling_interval, "keda_polling_interval"));
  CHECK(is(keda.cooldown, "keda_cooldown"));
  CHECK(keda.max_replicas == elasticity_timing("keda_max_replicas").value);
  const ClusterSettings cluster;
  CHECK(is(cluster.grace_period, "pod_termination_grace_period"));
  CHECK(is(cluster.provisioning.scan_interval, "ca_scan_interval"));
  CHECK(is(cluster.provisioning.unneeded_time, "ca_unneeded_time"));
  CHECK(is(cluster.provisioning.delay_after_add, "ca_delay_after_add"));
  CHECK(is(cluster.provisioning.max_provision, "ca_max_provision"));
  CHECK(is(NodePool{}.notice, "spot_notice_aws"));
  CHECK(SpotCorrelation{}.inside == elasticity_timing("spot_correlation_inside").value);
  CHECK(SpotCorrelation{}.across == elasticity_timing("spot_correlation_across").value);
  double gpu_failures = 0;
  for (const char* cause : {"gpu_failures_faulty_gpu", "gpu_failures_hbm", "gpu_failures_sram", "gpu_failures_processor"})
    gpu_failures += elasticity_timing(cause).value;
  CHECK_THAT(faults::llama3_gpu_hours / faults::h100_gpu_mtbf_hours, WithinRel(gpu_failures, 1e-12));
  CHECK_THAT(faults::llama3_gpu_hours / faults::h100_any_mtbf_hours, WithinRel(elasticity_timing("gpu_failures_54_days").value, 1e-12));
  for (const ElasticityTiming& timing : elasticity_timings()) CHECK((!timing.source.empty() && !timing.unit.empty()));
}
