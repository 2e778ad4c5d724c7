// The target "pulumi": what the target "terraform" makes, as a program in TypeScript.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cloud/notes.h"
#include "cloud/traffic.h"
#include "embedded/cloud_files.h"
#include "embedded/pulumi_components.h"
#include "markdown.h"
#include "names.h"
#include "pulumi/program.h"
#include "target.h"
#include "yaml.h"

namespace tradewind {
namespace pulumi {
namespace {

using yaml::List;
using yaml::Map;
using yaml::Node;
using yaml::note;

// Majors that the components are written for, and the minors that they were checked against.
struct Package {
  std::string_view name, version;
};
constexpr std::array<Package, 5> versions = {
    {{"aws", "^7.48.0"}, {"azure-native", "^3.28.0"}, {"cloudflare", "^6.22.0"}, {"gcp", "^9.37.0"}, {"pulumi", "^3.248.0"}}};

// Components that others import.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> needs = {{{"aws-region", "aws-karpenter"},
                                                                                  {"aws-region", "aws-network"},
                                                                                  {"aws-region", "aws-quotas"},
                                                                                  {"aws-region", "aws-roles"},
                                                                                  {"aws-network", "addresses"},
                                                                                  {"google-region", "addresses"},
                                                                                  {"google-region", "google-quotas"},
                                                                                  {"azure-region", "addresses"},
                                                                                  {"azure-region", "azure-roles"},
                                                                                  {"aws-budget", "budgets"},
                                                                                  {"azure-budget", "budgets"}}};

std::set<std::string> component_files(const Program& program) {
  std::set<std::string> files;
  for (const auto& [file, names] : program.components()) files.insert(file);
  if (files.contains("google-budget")) files.insert("budgets");
  // Twice, as what is needed may need more.
  for (int round = 0; round < 2; ++round)
    for (const auto& [file, other] : needs)
      if (files.contains(std::string(file))) files.insert(std::string(other));
  return files;
}

std::string project_name(const World& world) { return dns_label(world.name); }

std::string project_yaml(const ExportInput& input) {
  return yaml::text(Map{{"name", project_name(input.world)},
                        {"description", fmt::format("Point {} of study {}", input.pick, input.study_id)},
                        {"runtime", Map{{"name", "nodejs"}, {"options", Map{{"typescript", true}}}}}});
}

std::string package_json(const World& world, const Program& program) {
  Json dependencies = Json::object();
  for (const Package& package : versions)
    if (program.packages().contains(std::string(package.name))) dependencies["@pulumi/" + std::string(package.name)] = package.version;
  const Json json = {{"name", project_name(world)},
                     {"private", true},
                     {"main", "index.ts"},
                     {"dependencies", dependencies},
                     {"devDependencies", {{"@types/node", "^20.19.0"}, {"typescript", "^5.9.0"}}}};
  return json.dump(2) + "\n";
}

constexpr const char* tsconfig = R"({
  "compilerOptions": {
    "strict": true,
    "noImplicitReturns": true,
    "target": "ES2022",
    "module": "commonjs",
    "moduleResolution": "node",
    "esModuleInterop": true,
    "resolveJsonModule": true,
    "skipLibCheck": true,
    "outDir": "bin"
  },
  "files": ["index.ts"]
}
)";

Node example_of(const cloud::Setting& setting, const std::vector<RegionPlan>& regions) {
  if (setting.type == cloud::SettingType::text) return setting.example.get<std::string>();
  if (setting.type == cloud::SettingType::texts) return List{setting.example.front().get<std::string>()};
  Map map;
  for (const RegionPlan& region : regions) {
    if (setting.type == cloud::SettingType::texts_by_name)
      map.add(region.name, List{region.region->id + "-a"});
    else
      map.add(region.name, region.name + ".chat.example.com");
  }
  return map;
}

// Every setting that has to be said, with what it may look like.
std::string example_stack(const ExportInput& input, const std::vector<RegionPlan>& regions, const Program& program) {
  Map config;
  for (const auto& [name, setting] : program.settings()) {
    if (!setting.fallback.is_null() && !setting.later) continue;
    config.add(project_name(input.world) + ":" + camel_case(setting.name),
               note(setting.description + (setting.later ? " LEAVE OUT until then." : ""), example_of(setting, regions)));
  }
  return yaml::text(Map{{"config", config}}, "Copy to Pulumi.<stack>.yaml and set every value: these are examples.");
}

Bundle files(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const std::vector<WorkloadTraffic> traffic = traffic_plan(input, regions);
  const cloud::Context context{input, regions, traffic};
  const Program program = program_of(context);
  const std::string point = fmt::format("point {} of study {}", input.pick, input.study_id);
  Bundle bundle = {
      {"pulumi/Pulumi.yaml", project_yaml(input)},
      {"pulumi/Pulumi.example.yaml", example_stack(input, regions, program)},
      {"pulumi/package.json", package_json(input.world, program)},
      {"pulumi/tsconfig.json", tsconfig},
      {"pulumi/index.ts", program.index_ts("The regions, buckets, registries, budgets and traffic of " + point + ".")},
      {"pulumi/plan.ts", program.plan_ts("What was simulated and priced: " + point + ". Made by tradewind; plan and export again to change it.")}};
  for (const std::string& component : component_files(program))
    bundle.push_back({"pulumi/components/" + component + ".ts", std::string(embedded::pulumi_components(component + ".ts"))});
  if (context.has("azure")) bundle.push_back({"pulumi/check-azure-quotas.sh", std::string(embedded::cloud_files("check-azure-quotas.sh"))});
  if (context.has("aws")) bundle.push_back({"pulumi/components/karpenter-policy.json", std::string(embedded::cloud_files("karpenter-policy.json"))});
  return bundle;
}

constexpr const char* layout = R"(## What is in `pulumi/`

The same as in `terraform/`, as a program in TypeScript; apply one of the two.

- `plan.ts`: the facts: regions, pools with the planned instances as the least and the headroom as the most, traffic with the
  probes and times that were simulated, buckets, registries, budgets.
- `index.ts` hands them to `components/`, which are the same in every bundle.
- `Pulumi.example.yaml`: what has to be configured.

Quotas of AWS and Google Cloud are looked at in every preview: a warning tells which one does not suffice.

### Apply

1. In `pulumi/`: `npm install`, `pulumi stack init production`, and `Pulumi.production.yaml` after the example, without
   `{1}`. `pulumi up` makes the clusters; no users yet.
2. Apply the manifests to each cluster, and a gateway with TLS that answers `{0}` while its region can serve.
3. Configure `{1}` and run `pulumi up` again: users come.

| configuration | default | what it is |
|---|---|---|
)";

std::string readme(const ExportInput& input, const std::vector<RegionPlan>& regions) {
  const std::vector<WorkloadTraffic> traffic = traffic_plan(input, regions);
  const cloud::Context context{input, regions, traffic};
  const Program program = program_of(context);
  const bool zones = program.settings().contains("zones");
  std::string text = fmt::format(layout, cloud::health_path, zones ? "zones" : "endpoints");
  for (const auto& [name, setting] : program.settings())
    text += fmt::format("| `{}` | {} | {} |\n", camel_case(setting.name),
                        setting.fallback.is_null() ? "**required**" : fmt::format("`{}`", setting.fallback.dump()), markdown(setting.description));
  return text + "\n" + cloud::notes(context, "pulumi");
}

}  // namespace
}  // namespace pulumi

const Target pulumi_target = {"pulumi", "what terraform writes, as a program in TypeScript",
                              "Pulumi 3.248+, Node.js 20+; packages aws 7.48, gcp 9.37, azure-native 3.28, cloudflare 6.22", pulumi::files,
                              pulumi::readme};

}  // namespace tradewind
