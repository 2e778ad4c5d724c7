// Random scenarios whose every name attacks, read as a user's file is, and exported with all targets: whatever is written parses back, has legal
// names, and no text of others stands where a shell, a template or another language would take it for its own.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <regex>
#include <set>
#include <sstream>

#include "deploy/files.h"
#include "deploy/typescript_reader.h"
#include "deploy/yaml_reader.h"
#include "tradewind/deploy/bundle.h"
#include "tradewind/scenarios/traffic_managers.h"

using namespace tradewind;
using nlohmann::json;
using test::Files;

namespace {

// In every attack, so that it is found again wherever it went.
constexpr const char* token = "pwn";

class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return random_() % n; }
  bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }

  // A name as the reader takes it: lower-case letters, digits, inner hyphens; many of them words and numbers of YAML.
  std::string name() {
    static const std::vector<std::string> words = {"no",  "y", "n",     "on",      "off",         "null", "true",      "1e3", "0x1f", "007",
                                                   "0o7", "1", "9pool", "default", "kube-system", "a--b", "namespace", "all", "chat", "x"};
    return unique(words[below(words.size())]);
  }

  // A name that no file may have, as a world made in memory could.
  std::string attack() {
    static const std::vector<std::string> attacks = {"pwn\"; id; \"",
                                                     "pwn'$(id)'",
                                                     "pwn`id`",
                                                     "{{ pwn }}",
                                                     "{{pwn | printf}}",
                                                     "${pwn}",
                                                     "%{ if pwn }",
                                                     "pwn\nkind: Secret",
                                                     "!!pwn/object",
                                                     "&pwn *pwn",
                                                     "- pwn",
                                                     "pwn: no",
                                                     "pwn # no",
                                                     "pwn \xf0\x9f\x98\x80",
                                                     "\xe4\xba\xac pwn",
                                                     "pwn\\\" } }",
                                                     "pwn</script>",
                                                     "pwn|sh",
                                                     "../../pwn",
                                                     "pwn\t\r\n---\n",
                                                     "$pwn",
                                                     "[[pwn]]",
                                                     "pwn\x01\x7f",
                                                     "\xe2\x80\xae pwn",
                                                     "pwn, x=y",
                                                     "pwn\"} or up{",
                                                     "PWN pwn_.",
                                                     "-pwn-",
                                                     "9pwn",
                                                     "pwn\xc2\x85next",
                                                     "pwn\xef\xbb\xbf",
                                                     "@pwn",
                                                     "",
                                                     " ",
                                                     ".",
                                                     std::string(300, 'p')};
    return unique(attacks[below(attacks.size())]);
  }

  json scenario() {
    taken_.clear();
    json file = {{"name", name()}, {"description", attack()}};
    file["populations"] = json::array(
        {{{"metros", {{"countries", {"DE", "US", "JP"}}, {"top", 1 + below(4)}}}, {"users_share", 0.0005 * (1.0 + static_cast<double>(below(20)))}}});
    std::vector<std::string> workloads;
    for (std::size_t i = 0, count = 1 + below(2); i < count; ++i) {
      file["workloads"].push_back(workload());
      workloads.push_back(file["workloads"].back()["name"]);
    }
    // All clouds together, or one alone, which its own services reach.
    const std::vector<std::vector<std::string>> clouds = {
        {"aws:us-east-1", "aws:eu-central-1"}, {"gcp:europe-west4", "gcp:us-central1"}, {"azure:westeurope", "azure:japaneast"}};
    regions_.clear();
    const std::size_t only = chance(60) ? clouds.size() : below(clouds.size());
    for (std::size_t i = 0; i < clouds.size(); ++i)
      if (only == clouds.size() || only == i) regions_.insert(regions_.end(), clouds[i].begin(), clouds[i].end());
    file["regions"] = {{"names", regions_}};
    const auto managers = traffic_managers();
    file["traffic"] = {{"manager", managers[below(managers.size())].id}};
    if (chance(20)) file["offers"] = {{"purchase", chance(80) ? "spot" : "reserved_1y"}};
    if (chance(60)) file["data"] = {{"artifacts", artifacts(workloads)}};
    if (chance(40)) add_features(file);
    if (chance(40)) file["rollouts"] = json::array({rollout(workloads)});
    if (chance(30)) file["residency"] = json::array({{{"name", name()}, {"metros", {{"countries", {"DE"}}}}, {"jurisdictions", {"eea"}}}});
    if (chance(30)) file["incidents"] = json::array({{{"name", name()}, {"faults", json::array({{{"kind", "region"}, {"region", home()}}})}}});
    return file;
  }

  // Every name of the world becomes an attack.
  void spoil(World& world) {
    taken_.clear();
    world.name = attack();
    for (Workload& workload : world.workloads) {
      workload.name = attack();
      if (auto* llm = std::get_if<LlmServing>(&workload.serving)) {
        llm->model = attack();
        for (PriorityClass& one : llm->priority_classes) one.name = attack();
      } else {
        std::get<ClassicServing>(workload.serving).model = attack();
      }
    }
    for (Region& region : world.regions) region.city = attack(), region.country_iso2 = attack();
    for (Population& population : world.populations) population.name = attack();
    for (Artifact& artifact : world.data.artifacts) artifact.name = attack();
    for (EventStream& stream : world.data.streams) stream.name = attack();
    for (FeatureStore& store : world.data.feature_stores) store.name = attack();
    for (Rollout& rollout : world.rollouts) rollout.name = attack();
    for (ResidencyRule& rule : world.residency_rules) rule.name = attack();
    for (Incident& incident : world.incidents) incident.name = attack();
  }

  // Some of the regions, in each a pool of every workload that runs there.
  Topology topology(const World& world) {
    Topology topology;
    for (std::uint32_t region = 0; region < world.regions.size(); ++region) {
      if (region > 0 && chance(50)) continue;
      for (std::uint32_t workload = 0; workload < world.workloads.size(); ++workload) {
        std::vector<std::uint32_t> offers;
        for (const ServingOption& option : world.serving_options)
          if (option.workload == workload && world.offers[option.offer].region == region) offers.push_back(option.offer);
        if (!offers.empty()) topology.pools.push_back({workload, offers[below(offers.size())], 1 + static_cast<int>(below(5))});
      }
    }
    return topology;
  }

  ExportInput input(const World& world, const Topology& topology) {
    ExportInput input{world, topology, attack(), attack(), 412.3, 1234.5};
    for (const Pool& pool : topology.pools) {
      ExpectedPool seen;
      seen.batch_mean = static_cast<double>(below(40)), seen.knee_rps = static_cast<double>(below(3)), seen.latency_p95_ms = 300,
      seen.network_p50_ms = 40;
      input.expected_pools.push_back(seen);
      const Region& region = world.regions[world.offers[pool.offer].region];
      input.bill.lines.push_back({region.provider, region.id, "gpu instances", "", world.workloads[pool.workload].name, 730, {}, {123456}});
    }
    for (std::size_t kind = 0; kind < fault_kinds; ++kind) {
      const std::string group(to_string(static_cast<FaultKind>(kind)));
      ExpectedFailure failure{group + " " + world.regions[world.offers[topology.pools.front().offer].region].key(), group};
      failure.hardest_hit = attack();
      input.failures.push_back(failure);
    }
    for (const Incident& incident : world.incidents) input.failures.push_back({"incident " + incident.name, "incident"});
    input.failures.push_back({attack(), "incident"});
    for (const Artifact& artifact : world.data.artifacts)
      for (const std::uint32_t region : open_regions(world, topology))
        if (region != artifact.home)
          input.data.hops.push_back({artifact.name, world.regions[artifact.home].key(), world.regions[region].key(), 9, true, 9, 9});
    for (const EventStream& stream : world.data.streams) input.data.streams.push_back({stream.name, world.regions.front().key(), 1, 2, 3, 4});
    return input;
  }

  // Names of the present world that no language may meet as they are.
  std::vector<std::string> attacks() const {
    std::vector<std::string> list;
    std::ranges::copy_if(taken_, std::back_inserter(list), [](const std::string& text) {
      return text.find(token) != std::string::npos && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos;
    });
    return list;
  }

 private:
  std::string unique(std::string text) {
    while (!taken_.insert(text).second) text += std::to_string(taken_.size());  // a digit at the end is legal in every name
    return text;
  }

  json workload() {
    json body = {{"name", name()}, {"requests_per_user_day", 1 + below(20)}};
    if (chance(60)) {
      body["slo"] = {{"metric", chance(50) ? "ttft" : "e2e"}, {"percentile", chance(50) ? 95 : 99}, {"target_ms", 300 + 100 * below(40)}};
      body["llm"] = {{"model", chance(50) ? "Llama-3.1-8B" : "Qwen3-8B"},
                     {"prompt_tokens", {{"p50", 500}, {"p95", 1500}, {"max", 3000}}},
                     {"output_tokens", {{"p50", 100}, {"p95", 300}, {"max", 800}}}};
      if (chance(30)) body["llm"]["server"] = {{"scheduling_policy", "priority"}};
      if (body["llm"].contains("server"))
        body["llm"]["priority_classes"] =
            json::array({{{"name", name()}, {"priority", 0}, {"share", 0.5}}, {{"name", name()}, {"priority", 1}, {"share", 0.5}}});
    } else {
      static const std::vector<std::pair<std::string, json>> servers = {{"triton", {{"max_batch_size", 16}, {"max_queue_delay_microseconds", 500}}},
                                                                        {"tensorflow_serving", {{"max_batch_size", 16}}},
                                                                        {"torchserve", {{"batch_size", 8}}}};
      const auto& [kind, server] = servers[below(servers.size())];
      body["slo"] = {{"metric", "e2e"}, {"percentile", 99}, {"target_ms", 100 + 50 * below(10)}};
      body["classic"] = {{"model", "TFT electricity"}, {"request_bytes", 4000}, {"response_bytes", 500}, {kind, server}};
    }
    if (chance(30)) body["autoscaling"] = {{"min_replicas", 1}, {"max_replicas", 8}, {"target_requests", 8}};
    if (chance(50)) {
      body["nodes"] = {{"provisioner", "karpenter"}, {"max_zone_skew", 1}};
      if (chance(50)) body["nodes"].update({{"consolidate", true}, {"max_unavailable", 2}});
    }
    return body;
  }

  json artifacts(const std::vector<std::string>& workloads) {
    static const std::map<std::string, std::vector<std::string>> services = {
        {"aws", {"s3", "s3_time_control"}}, {"gcp", {"gcs_turbo"}}, {"azure", {"azure_object_replication"}}};
    std::vector<std::string> ways = {"star", "fastest"};
    if (regions_.size() == 2) ways = services.at(regions_.front().substr(0, regions_.front().find(':')));
    json list = json::array();
    for (std::size_t i = 0, count = 1 + below(2); i < count; ++i) {
      const std::string& way = ways[below(ways.size())];
      json artifact = {{"name", name()},          {"workload", workloads[below(workloads.size())]},
                       {"size_gb", 16},           {"home", home()},
                       {"versions_per_month", 2}, {"replication", way}};
      if (way == "s3") artifact.update({{"target_s", 900}, {"target_percentile", 99}});
      list.push_back(artifact);
    }
    return list;
  }

  // A stream, a store that follows it and one that is materialised, for the first workload.
  void add_features(json& file) {
    static const std::vector<std::string> ways = {"mirror_maker_2", "cluster_link", "stretched"};
    const std::string stream = name(), fed = name(), batch = name(), &way = ways[below(ways.size())];
    json body = {{"name", stream},      {"home", home()},    {"events_per_s", 100}, {"mirror_events_per_s", 300},
                 {"ingest_delay_s", 2}, {"replication", way}};
    if (way != "stretched") body["active_active"] = chance(50);
    if (way == "cluster_link" && chance(50)) body["offset_sync_s"] = 30;
    file["data"]["streams"] = json::array({body});
    file["data"]["feature_stores"] =
        json::array({{{"name", fed}, {"home", body["home"]}, {"stream", stream}},
                     {{"name", batch}, {"home", home()}, {"materialization", {{"interval_s", 900}, {"pipeline_s", 60}}}}});
    file["workloads"][0]["features"] = json::array({{{"store", fed}}, {{"store", batch}}});
  }

  json rollout(const std::vector<std::string>& workloads) {
    static const std::vector<std::string> strategies = {"rolling", "blue_green", "canary"};
    const std::string& strategy = strategies[below(3)];
    json body = {{"name", name()}, {"workload", workloads[below(workloads.size())]}, {"strategy", strategy}};
    if (strategy == "canary") body["steps"] = json::array({{{"weight_percent", 10}, {"pause_s", 300}}, {{"weight_percent", 50}, {"pause_s", 300}}});
    if (chance(50)) body["analysis"] = {{"interval_s", 60}};
    return body;
  }

  std::string home() { return regions_[below(regions_.size())]; }

  std::mt19937 random_;
  std::set<std::string> taken_;
  std::vector<std::string> regions_;  // candidates of the present scenario
};

std::vector<std::string> all_targets() {
  std::vector<std::string> names;
  for (const ExportTarget& target : export_targets()) names.push_back(target.name);
  return names;
}

// Every string of a document with the key that leads to it.
template <class Visit>
void each_string(const json& document, const Visit& visit, const std::string& key = "") {
  if (document.is_string()) visit(key, document.get<std::string>());
  if (document.is_array())
    for (const json& item : document) each_string(item, visit, key);
  if (document.is_object())
    for (const auto& [name, value] : document.items()) each_string(value, visit, name);
}

bool is_label(const std::string& text) {
  static const std::regex label("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
  return text.size() <= 253 && std::regex_match(text, label);
}

// Kubernetes objects: names and labels by its rules.
void check_object(const json& object) {
  if (!object.is_object() || !object.contains("kind") || !object.contains("metadata")) return;
  static const std::regex value("([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?");
  CHECK(is_label(object["metadata"]["name"]));
  const json labels = object["metadata"].value("labels", json::object());
  for (const auto& [key, label] : labels.items()) {
    const std::string text = label;
    CHECK(text.size() <= 63);
    CHECK(std::regex_match(text, value));
  }
}

// A text of others inside Terraform's JSON: no template of its own. "$${" and "%%{" are the escapes.
bool opens_template(const std::string& text) {
  static const std::regex attack(R"((^|[^$%])[$%]\{\s*(if\s+)?pwn)");
  return std::regex_search(text, attack);
}

// A template of a chart without the actions that the exporter writes. What is left must be YAML, and begin no action of its own.
std::string without_actions(const std::string& text) {
  static const std::regex lines(R"(( *)(\{\{- (with index \.Values\.workloads "[a-z0-9-]+"|end|toYaml \$\.Values\.labels \| nindent \d+) \}\}\n))");
  static const std::regex values(R"(\{\{-? (toYaml|toJson|include|\$\.Files\.Get) [A-Za-z0-9_$. |"/-]+\}\})"), brace(R"(\{\{ `\{\{` \}\})");
  return std::regex_replace(std::regex_replace(std::regex_replace(text, lines, ""), values, "x"), brace, "");
}

void check_file(const std::string& path, std::string text, const std::vector<std::string>& attacks) {
  static const std::regex safe_path("[A-Za-z0-9._/-]+");
  CHECK(std::regex_match(path, safe_path));
  CHECK(path.find("..") == std::string::npos);
  if (path.find("/templates/") != std::string::npos && path.ends_with(".yaml")) {
    text = without_actions(text);
    CHECK(text.find("{{") == std::string::npos);
  }
  // No reader of YAML takes this character, and kubectl puts files into YAML.
  static const std::regex by_kubectl("(data-plane|gateway|kserve|kubernetes|observability|resilience|rollouts)/.*");
  if (std::regex_match(path, by_kubectl))
    CHECK((text.find('\x7f') == std::string::npos && (path.ends_with(".json") || text.find("\\u007F") == std::string::npos)));
  if (path.ends_with(".yaml")) {
    json document;
    REQUIRE_NOTHROW(document = test::YamlReader::read(text));
    check_object(document);
    each_string(document, [&](const std::string& key, const std::string& value) {
      if (key == "hostnames") CHECK(is_label(value));
      static const std::set<std::string> languages = {"expr", "query", "series", "summary", "command", "successCondition", "name"};
      if (!languages.contains(key)) return;
      for (const std::string& attack : attacks) CHECK(value.find(attack) == std::string::npos);
    });
  } else if (path.ends_with(".json")) {
    json document;
    REQUIRE_NOTHROW(document = json::parse(text));
    if (path.ends_with(".tf.json")) each_string(document, [](const std::string&, const std::string& value) { CHECK_FALSE(opens_template(value)); });
    if (path.ends_with("dashboard.json"))
      each_string(document, [](const std::string& key, const std::string& value) {
        if (key == "expr") CHECK(value.find('$') == std::string::npos);
        if (key == "title" || key == "legendFormat" || key == "description") CHECK(value.find_first_of("$[`") == std::string::npos);
      });
  } else if (path.ends_with("plan.ts")) {
    CHECK_NOTHROW(test::TypescriptReader::constants(text));
  } else if (path.ends_with(".ts")) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) CHECK((line.starts_with("//") || line.find(token) == std::string::npos));
  } else if (path.ends_with(".md")) {
    CHECK(text.find("\nkind: Secret") == std::string::npos);
    CHECK(text.find("pwn</script>") == std::string::npos);
  } else if (path.ends_with(".html")) {
    CHECK(text.find("pwn</script>") == std::string::npos);
  } else if (path.ends_with(".sh") || path.ends_with(".tf")) {
    CHECK(text.find(token) == std::string::npos);  // the same in every bundle
  }
}

}  // namespace

TEST_CASE("random scenarios give bundles that parse and name what they may, also when every name attacks", "[export][fuzz]") {
  Generator generator(20261127);
  int exported = 0, refused = 0;
  // What a target writes for some scenarios alone: each was among the random ones.
  std::vector<std::string> unseen = {"-node-pool.yaml",
                                     "-compute-class.yaml",
                                     "mirror-maker-2.yaml",
                                     "confluent/links.tf.json",
                                     "sync-",
                                     "feature-store-",
                                     "-rollout.yaml",
                                     "kserve/regions/",
                                     "monitors/datadog/",
                                     "monitors/newrelic/",
                                     "resilience/litmus/",
                                     "resilience/chaos/",
                                     "components/aws-karpenter.ts",
                                     "components/cloudflare.ts"};
  for (int round = 0; exported < 300 && round < 1200; ++round) {
    const std::string text = generator.scenario().dump();
    const LoadedScenario loaded = load_scenario_text(text, "fuzz.json");
    INFO(text);
    if (has_errors(loaded.problems)) {
      CHECK_FALSE(loaded.problems.front().expected.empty());
      ++refused;
      continue;
    }
    World world = loaded.world;
    if (generator.chance(60)) generator.spoil(world);
    const Topology topology = generator.topology(world);
    const ExportInput input = generator.input(world, topology);
    Bundle bundle;
    try {
      bundle = export_bundle(input, all_targets());
    } catch (const std::invalid_argument& error) {
      CHECK(std::string(error.what()).size() > 20);  // a sentence that says why: a traffic manager that does not reach a region
      ++refused;
      continue;
    }
    ++exported;
    // For validators outside of this program: each bundle in a folder of its own.
    if (const char* folder = std::getenv("TRADEWIND_FUZZ_BUNDLES")) write_bundle(bundle, std::filesystem::path(folder) / std::to_string(exported));
    std::set<std::string> paths;
    for (const BundleFile& file : bundle) {
      INFO(file.path << "\n" << file.contents);
      CHECK(paths.insert(file.path).second);
      std::erase_if(unseen, [&](const std::string& part) { return file.path.find(part) != std::string::npos; });
      check_file(file.path, file.contents, generator.attacks());
    }
  }
  INFO(refused << " were refused");
  CHECK(unseen.empty());
  CHECK(exported == 300);
  CHECK(refused < 600);
}

TEST_CASE("names that attack are refused by the reader with a sentence, wherever they stand", "[export][fuzz]") {
  const json file = json::parse(R"({"name": "s", "populations": [{"metros": {"countries": ["DE"], "top": 1}, "users_share": 0.001}],
    "workloads": [{"name": "chat", "requests_per_user_day": 5, "slo": {"metric": "ttft", "target_ms": 800},
      "llm": {"model": "Llama-3.1-8B", "prompt_tokens": {"p50": 500, "p95": 1500, "max": 3000}, "output_tokens": {"p50": 100, "p95": 300, "max": 800},
              "priority_classes": [{"name": "a", "priority": 0, "share": 1}]}}],
    "regions": {"names": ["aws:eu-central-1"]},
    "data": {"artifacts": [{"name": "w", "workload": "chat", "size_gb": 16, "home": "aws:eu-central-1", "versions_per_month": 2}]},
    "rollouts": [{"name": "r", "workload": "chat", "strategy": "rolling"}],
    "incidents": [{"name": "i", "faults": [{"kind": "region", "region": "aws:eu-central-1"}]}]})");
  REQUIRE_FALSE(has_errors(load_scenario_text(file.dump(), "good.json").problems));
  for (const char* place : {"/name", "/workloads/0/name", "/workloads/0/llm/model", "/workloads/0/llm/priority_classes/0/name",
                            "/data/artifacts/0/name", "/rollouts/0/name", "/incidents/0/name", "/regions/names/0"})
    for (const std::string& attack :
         {std::string("a\"b"), std::string("a\nb"), std::string("$(id)"), std::string("{{ a }}"), std::string("${a}"), std::string("!!a"),
          std::string("\xe4\xba\xac"), std::string("A"), std::string("-a"), std::string(300, 'x'), std::string()}) {
      json bad = file;
      bad[json::json_pointer(place)] = attack;
      const LoadedScenario loaded = load_scenario_text(bad.dump(), "bad.json");
      INFO(place << " " << attack);
      REQUIRE(has_errors(loaded.problems));
      CHECK_FALSE(loaded.problems.front().expected.empty());
    }
}
