// The chart against the overlays: with the values of a region it makes the same objects. Both are rendered here as far as bundles use them; what helm
// and kubectl make of them, docs/bundle.md tells.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <regex>

#include "deploy/kustomize.h"
#include "deploy/worlds.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
using test::Files;
using test::read_yaml;

namespace {

Files exported(const World& world, const Topology& topology) {
  return test::files_of(export_bundle({world, topology, "spring", "t7", 412.34, 12345.67}, {"helm"}));
}

// Block style, as toYaml has it, for the reader of the tests.
std::string to_yaml(const json& value, std::size_t indent) {
  const std::string margin = "\n" + std::string(indent, ' ');
  std::string text;
  if (value.is_object() && !value.empty()) {
    for (const auto& [key, inner] : value.items())
      text += margin + json(key).dump() + ":" + (inner.is_structured() && !inner.empty() ? to_yaml(inner, indent + 2) : " " + inner.dump());
  } else if (value.is_array() && !value.empty()) {
    for (const json& item : value) {
      std::string nested = item.is_structured() ? to_yaml(item, indent + 2) : margin + "  " + item.dump();
      nested[indent + 1] = '-';
      text += nested;
    }
  }
  return text;
}

// The chart's templates with the values of one region.
class Helm {
 public:
  Helm(const Files& files, std::string chart, const json& values) : files_(files), chart_(std::move(chart)), values_(values) {}

  std::map<std::string, json> render() {
    std::map<std::string, json> objects;
    for (const auto& [path, text] : files_) {
      if (!path.starts_with(chart_ + "templates/") || !path.ends_with(".yaml")) continue;
      static const std::regex guard(R"re(^\{\{- with index \.Values\.workloads "([^"]+)" \}\}\n([^]*)\{\{- end \}\}\n$)re");
      std::smatch match;
      INFO(path << "\n" << text);
      REQUIRE(std::regex_match(text, match, guard));
      if (!values_["workloads"].contains(match[1].str())) continue;
      pool_ = values_["workloads"][match[1].str()];
      const json object = test::YamlReader::read(filled(match[2]));
      CHECK(objects.emplace(test::Kustomize::key(object), object).second);
    }
    return objects;
  }

 private:
  // ".scaling.threshold" of the workload, "$.Values.pick" of all.
  json value(std::string path) const {
    json at = path.starts_with("$") ? values_ : pool_;
    path = path.substr(path.starts_with("$") ? 9 : 1);  // "$.Values."
    for (std::size_t start = 0, end; start < path.size(); start = end + 1) {
      end = std::min(path.find('.', start), path.size());
      at = at.at(path.substr(start, end - start));
    }
    return at;
  }

  std::string filled(const std::string& text) const {
    static const std::regex action(R"(\s*\{\{- toYaml (\S+) \| nindent (\d+) \}\}|\{\{ (toJson|include|\$\.Files\.Get|`\{\{`)( [^}]*)?\}\})");
    std::string out;
    auto last = text.cbegin();
    for (std::sregex_iterator it(text.begin(), text.end(), action), end; it != end; ++it) {
      out.append(last, (*it)[0].first);
      out += one(*it);
      last = (*it)[0].second;
    }
    return out.append(last, text.cend());
  }

  std::string one(const std::smatch& action) const {
    if (action[1].matched) return to_yaml(value(action[1]), std::stoul(action[2]));
    const std::string argument = action[4].str();
    if (action[3] == "toJson") return value(argument.substr(1, argument.size() - 2)).dump();
    if (action[3] == "`{{`") return "{{";
    const std::string name = argument.substr(2, argument.rfind('"') - 2);
    if (action[3] == "include") return name.substr(name.find('.') + 1);
    return json(files_.at(chart_ + name)).dump();
  }

  const Files& files_;
  std::string chart_;
  json values_, pool_;
};

// The chart and the overlays of a bundle, region by region.
void check_same(const Files& files, const std::string& chart, const std::vector<std::string>& regions) {
  for (const std::string& region : regions) {
    INFO(region);
    std::map<std::string, json> overlay = test::Kustomize::build(files, "kubernetes/overlays/" + region);
    std::erase_if(overlay, [](const auto& object) { return object.first.starts_with("Namespace/") || object.first.starts_with("PriorityClass/"); });
    const std::map<std::string, json> rendered = Helm(files, chart, read_yaml(files, chart + "regions/" + region + ".yaml")).render();
    CHECK(rendered.size() == overlay.size());
    for (const auto& [name, object] : overlay) {
      INFO(name);
      REQUIRE(rendered.contains(name));
      CHECK(rendered.at(name) == object);
    }
  }
}

const std::vector<std::string> regions = {"aws-us-east-1", "gcp-europe-west4", "azure-japaneast"};

}  // namespace

TEST_CASE("the chart makes the objects of each overlay", "[helm]") {
  for (const auto kind : {BatchServer::Kind::triton, BatchServer::Kind::tensorflow_serving, BatchServer::Kind::torchserve}) {
    World world = test::chat_and_fraud(kind);
    check_same(exported(world, test::chat_and_fraud_topology(world)), "helm/inference-chat/", regions);
  }
}

TEST_CASE("the chart follows nodes, spot and autoscaling", "[helm]") {
  World world = test::chat_and_fraud(BatchServer::Kind::triton);
  world.workloads[0].nodes.provisioner = Provisioner::karpenter;
  world.purchase = Purchase::spot;
  Autoscaling scaling;
  scaling.min_replicas = 0;
  scaling.max_replicas = 20;
  scaling.target_requests = 12;
  scaling.activation_requests = 2;
  scaling.fallback = FallbackReplicas{5, 9};
  world.workloads[1].autoscaling = scaling;
  check_same(exported(world, test::chat_and_fraud_topology(world)), "helm/inference-chat/", regions);
}

TEST_CASE("what a name has of a template stays text in the chart", "[helm]") {
  World world = test::chat_and_fraud(BatchServer::Kind::triton);
  std::get<LlmServing>(world.workloads[0].serving).model = "a {{ .Values.x }} {{`{{` b";
  const Files files = exported(world, test::chat_and_fraud_topology(world));
  check_same(files, "helm/inference-chat/", regions);
  CHECK_THAT(files.at("helm/inference-chat/templates/chat-deployment.yaml"), !ContainsSubstring("{{ .Values.x"));
}

TEST_CASE("without values the chart installs nothing", "[helm]") {
  const World world = test::chat();
  const Files files = exported(world, test::tiny_topology(world, {0}, 2));
  CHECK(Helm(files, "helm/inference-chat/", read_yaml(files, "helm/inference-chat/values.yaml")).render().empty());
  CHECK(read_yaml(files, "helm/inference-chat/Chart.yaml")["name"] == "inference-chat");
}
