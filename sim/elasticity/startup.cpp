#include "elasticity/startup.h"

#include <stdexcept>
#include <string>

#include "tradewind/scenarios/elasticity_timings.h"

namespace tradewind::elasticity {
namespace {

double seconds(std::string_view name) { return elasticity_timing(name).value; }

}  // namespace

double load_seconds_per_gb(Loader loader, Storage storage) {
  static constexpr std::string_view loaders[] = {"safetensors", "run_ai", "tensorizer"}, storages[] = {"gp3", "io2", "s3"};
  return seconds("load_" + std::string(loaders[static_cast<std::size_t>(loader)]) + "_" + std::string(storages[static_cast<std::size_t>(storage)]));
}

StartUp start_up(NodeStart node, const Artifacts& artifacts) {
  if (artifacts.image_gb < 0 || artifacts.model_gb < 0 || artifacts.driver_s < 0 || artifacts.compile_s < 0)
    throw std::invalid_argument("Sizes and times of a start must be at least 0.");
  if (!artifacts.image_on_node && !(artifacts.image_gb_per_s > 0)) throw std::invalid_argument("An image that is pulled needs a throughput.");
  using random::Durations;
  StartUp times;
  const ElasticityTiming& gce = elasticity_timing("ca_node_start_gce");
  times.provision = node == NodeStart::gce ? Durations::between(gce.min.value(), gce.max.value())
                                           : Durations::fixed(seconds("eks_gpu_pod_cold") - seconds("eks_gpu_pod_warm"));
  times.driver = Durations::fixed(artifacts.driver_s);
  times.image_pull = Durations::fixed(artifacts.image_on_node ? 0 : artifacts.image_gb / artifacts.image_gb_per_s);
  times.model_load = Durations::fixed(artifacts.model_gb * load_seconds_per_gb(artifacts.loader, artifacts.storage));
  times.warm_up = Durations::fixed(seconds("engine_start_fixed") + artifacts.compile_s);
  return times;
}

}  // namespace tradewind::elasticity
