// Secrets are named, fetched from the cloud's own store, and never written.
#include <catch2/catch_test_macros.hpp>

#include "deploy/kustomize.h"
#include "deploy/worlds.h"

using namespace tradewind;
using nlohmann::json;
using test::Files;

namespace {

Files exported(const World& world) {
  const Topology topology = test::tiny_topology(world, {0, 1, 2}, 2);
  return test::files_of(export_bundle({world, topology, "spring", "t7"}, {"kubernetes"}));
}

}  // namespace

TEST_CASE("the secret that pods read is fetched from the store of their cloud", "[secrets]") {
  const Files files = exported(test::chat());
  const json container = test::read_yaml(files, "kubernetes/base/chat/deployment.yaml")["spec"]["template"]["spec"]["containers"][0];
  json wanted;
  for (const json& variable : container["env"])
    if (variable.contains("valueFrom")) wanted = variable["valueFrom"]["secretKeyRef"];
  for (const auto& [region, provider] :
       std::map<std::string, std::string>{{"aws-us-east-1", "aws"}, {"gcp-europe-west4", "gcpsm"}, {"azure-japaneast", "azurekv"}}) {
    INFO(region);
    const auto objects = test::Kustomize::build(files, "kubernetes/secrets/" + region);
    const json secret = objects.at("ExternalSecret/hugging-face-token");
    CHECK(secret["spec"]["target"]["name"] == wanted["name"]);
    CHECK(secret["spec"]["data"][0]["secretKey"] == wanted["key"]);
    const json store = objects.at("SecretStore/" + secret["spec"]["secretStoreRef"]["name"].get<std::string>());
    CHECK(store["spec"]["provider"].contains(provider));
    const bool by_account = region.starts_with("gcp") || region.starts_with("azure");
    CHECK(objects.contains("ServiceAccount/secret-reader") == by_account);
  }
}

TEST_CASE("without a workload that reads a secret none is fetched", "[secrets]") {
  for (const auto& [path, text] : exported(test::fraud(BatchServer::Kind::triton))) CHECK_FALSE(path.starts_with("kubernetes/secrets/"));
}
