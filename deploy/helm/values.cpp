#include "helm/values.h"

#include "kubernetes/manifests.h"
#include "kubernetes/nodes.h"
#include "kubernetes/scaling.h"
#include "names.h"

namespace tradewind::helm {
namespace {

using yaml::Map;
using yaml::note;

Map pool_values(const ExportInput& input, const RegionPlan& region, const PoolPlan& pool) {
  const kubernetes::Server server = kubernetes::server_of(pool, kubernetes::series_selector(input.world, pool));
  Map values = {{"nodeSelector", kubernetes::node_selector(region, pool)},
                {"tolerations", kubernetes::node_tolerations(region, pool)},
                {"resources", kubernetes::all_resources(pool, server)},
                {"scaling", kubernetes::scaling_values(pool)}};
  if (!pool.workload->is_llm())
    values.add("modelStorageUri",
               note("SET THIS: the folder of the model in the object storage of this region.", kubernetes::model_storage_placeholder(region, pool)));
  return values;
}

}  // namespace

Map region_values(const ExportInput& input, const RegionPlan& region) {
  Map workloads;
  for (const PoolPlan& pool : region.pools) workloads.add(pool.name, pool_values(input, region, pool));
  return {{"labels", kubernetes::region_labels(input, region)}, {"pick", label_value(input.pick)}, {"workloads", workloads}};
}

}  // namespace tradewind::helm
