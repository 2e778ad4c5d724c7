#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <random>
#include <regex>
#include <set>

#include "deploy/read_yaml.h"
#include "deploy/worlds.h"
#include "names.h"
#include "tradewind/deploy/bundle.h"

using namespace tradewind;
using nlohmann::json;
using test::chat;
using test::Files;
using test::fraud;

namespace {

Files export_files(const ExportInput& input) { return test::files_of(export_bundle(input, {"kubernetes"})); }

Files export_files(const World& world, const Topology& topology, const std::vector<ExpectedPool>& pools = {}) {
  return export_files({world, topology, "spring", "t7", 412.34, 12345.67, pools});
}

std::vector<std::string> strings(const json& list) { return list.get<std::vector<std::string>>(); }

bool has(const json& list, const std::string& text) {
  const auto all = strings(list);
  return std::find(all.begin(), all.end(), text) != all.end();
}

const json& container(const json& deployment) { return deployment["spec"]["template"]["spec"]["containers"][0]; }

// Kubernetes replaces $(NAME), and takes $$ for a dollar.
bool expands_nothing(const std::string& argument) { return std::regex_replace(argument, std::regex("\\$\\$"), "").find("$(") == std::string::npos; }

json patched(const json& object, const json& patch) { return object.patch(patch); }

}  // namespace

TEST_CASE("every open region has an overlay, and only the workloads that run there", "[kubernetes]") {
  const World world = test::chat_and_fraud();
  const Files files = export_files(world, test::chat_and_fraud_topology(world));
  const json us = test::read_yaml(files, "kubernetes/overlays/aws-us-east-1/kustomization.yaml");
  const json europe = test::read_yaml(files, "kubernetes/overlays/gcp-europe-west4/kustomization.yaml");
  CHECK(strings(us["resources"]) ==
        std::vector<std::string>{"../../namespace", "../../base/chat", "chat-image.yaml", "../../base/fraud", "fraud-image.yaml"});
  CHECK(strings(europe["resources"]) == std::vector<std::string>{"../../namespace", "../../base/chat", "chat-image.yaml"});
  CHECK(files.contains("kubernetes/overlays/azure-japaneast/fraud-scaling.yaml"));
  CHECK_FALSE(files.contains("kubernetes/overlays/gcp-europe-west4/fraud-scaling.yaml"));
  CHECK_FALSE(export_files(world, test::tiny_topology(world, {0}, 1)).contains("kubernetes/overlays/gcp-europe-west4/kustomization.yaml"));
}

TEST_CASE("everything that a kustomization names is in the bundle", "[kubernetes]") {
  const World world = test::chat_and_fraud();
  const Files files = export_files(world, test::chat_and_fraud_topology(world));
  for (const auto& [path, text] : files) {
    if (!path.ends_with("/kustomization.yaml")) continue;
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    const json kustomization = test::read_yaml(files, path);
    const auto is_there = [&](const std::string& name) {
      const std::string target = (folder / name).lexically_normal().string();
      return files.contains(target) || files.contains(target + "/kustomization.yaml");
    };
    for (const auto& resource : kustomization["resources"]) CHECK(is_there(resource));
    for (const auto& patch : kustomization.value("patches", json::array())) CHECK(is_there(patch["path"]));
    for (const auto& generator : kustomization.value("configMapGenerator", json::array()))
      for (const auto& file : generator.value("files", json::array())) CHECK(is_there(file));
  }
}

TEST_CASE("vLLM is told the number format where it cannot read it from the checkpoint", "[kubernetes]") {
  const auto args_of = [](const std::string& dtype) {
    World world = chat();
    std::get<LlmServing>(world.workloads[0].serving).dtype = dtype;
    return container(test::read_yaml(export_files(world, test::tiny_topology(world, {0}, 3)), "kubernetes/base/chat/deployment.yaml"))["args"];
  };
  CHECK(has(args_of("fp16"), "--dtype=float16"));
  CHECK((has(args_of("fp8"), "--dtype=auto") && has(args_of("fp8"), "--quantization=fp8")));
  for (const char* dtype : {"int8", "int4", "mxfp4"}) {  // AWQ, GPTQ and W8A8 are made beforehand: no flag makes them
    INFO(dtype);
    const json args = args_of(dtype);
    CHECK(has(args, "--dtype=auto"));
    CHECK_FALSE(has(args, "--quantization=fp8"));
    CHECK(args[0] == "Llama-3.1-8B");  // not the 16-bit checkpoint, which would be served in 16 bits
  }
}

TEST_CASE("vLLM runs with the settings that were simulated", "[kubernetes]") {
  World world = chat();
  auto& llm = std::get<LlmServing>(world.workloads[0].serving);
  llm.server = {.max_num_seqs = 96,
                .max_num_batched_tokens = 4096,
                .chunked_prefill = false,
                .prefix_caching = false,
                .async_scheduling = false,
                .enforce_eager = true,
                .scheduling_policy = SchedulingPolicy::priority,
                .block_size = 32,
                .max_model_len = 4096,
                .gpu_memory_utilization = 0.85};
  llm.tensor_parallel = 2;
  const json deployment = test::read_yaml(export_files(world, test::tiny_topology(world, {0}, 3)), "kubernetes/base/chat/deployment.yaml");
  const json args = container(deployment)["args"];
  CHECK(args[0] == "meta-llama/Llama-3.1-8B-Instruct");
  for (const char* flag : {"--max-num-seqs=96", "--max-num-batched-tokens=4096", "--no-enable-chunked-prefill", "--block-size=32",
                           "--max-model-len=4096", "--tensor-parallel-size=2", "--dtype=bfloat16", "--no-enable-prefix-caching",
                           "--no-async-scheduling", "--enforce-eager", "--scheduling-policy=priority", "--gpu-memory-utilization=0.85"}) {
    INFO(flag);
    CHECK(has(args, flag));
  }
  CHECK_FALSE(deployment["spec"].contains("replicas"));
}

TEST_CASE("a start may take as long as the weights need, and a stop as long as the longest answer", "[kubernetes]") {
  World world = chat();
  const Topology topology = test::tiny_topology(world, {0}, 1);
  const auto start_s = [&] {
    const json probe = container(test::read_yaml(export_files(world, topology), "kubernetes/base/chat/deployment.yaml"))["startupProbe"];
    return probe["periodSeconds"].get<int>() * probe["failureThreshold"].get<int>();
  };
  // 2 x (19.2 s + 16.0605 GB x (3.199 + 10) s/GB) = 462.4 s
  CHECK(start_s() == 470);
  // A replica that goes away too early pays for its start again; the API takes an hour at most.
  const auto scale_down_window_s = [&]() -> int {
    const json spec = test::read_yaml(export_files(world, topology), "kubernetes/base/chat/scaled-object.yaml")["spec"];
    return spec["advanced"]["horizontalPodAutoscalerConfig"]["behavior"]["scaleDown"]["stabilizationWindowSeconds"];
  };
  const auto triple_weights = [&] {
    for (ServingOption& option : world.serving_options) std::get<IterationModel>(option.timing).weights_bytes *= 3;
  };
  CHECK(scale_down_window_s() == 600);
  triple_weights();
  CHECK(scale_down_window_s() == start_s());
  triple_weights();
  CHECK(start_s() > 3600);
  CHECK(scale_down_window_s() == 3600);

  const json spec = test::read_yaml(export_files(world, topology), "kubernetes/base/chat/deployment.yaml")["spec"]["template"]["spec"];
  const int wait_s = spec["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"];
  CHECK(has(spec["containers"][0]["args"], "--shutdown-timeout=100"));  // 1000 tokens at 10 a second
  CHECK(spec["terminationGracePeriodSeconds"].get<int>() > wait_s + 100);
  std::get<LlmServing>(world.workloads[0].serving).output_tokens.max = 100000;
  CHECK(test::read_yaml(export_files(world, topology),
                        "kubernetes/base/chat/deployment.yaml")["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] == 600);
}

TEST_CASE("a rollout is given up only once a node, its image and the longest start could have come", "[kubernetes]") {
  constexpr int node_and_image_s = 900;  // half as much again as the ten minutes that are reported for a node of GPUs with image and weights
  std::vector<World> worlds = {chat(), chat(), fraud(BatchServer::Kind::triton), fraud(BatchServer::Kind::tensorflow_serving),
                               fraud(BatchServer::Kind::torchserve)};
  for (ServingOption& option : worlds[1].serving_options) std::get<IterationModel>(option.timing).weights_bytes *= 9;
  std::set<int> deadlines;
  for (const World& world : worlds) {
    const json spec = test::read_yaml(export_files(world, test::tiny_topology(world, {0}, 1)),
                                      "kubernetes/base/" + world.workloads[0].name + "/deployment.yaml")["spec"];
    const json probe = spec["template"]["spec"]["containers"][0]["startupProbe"];
    CHECK(spec["progressDeadlineSeconds"] == node_and_image_s + probe["periodSeconds"].get<int>() * probe["failureThreshold"].get<int>());
    deadlines.insert(spec["progressDeadlineSeconds"].get<int>());
  }
  CHECK(deadlines.size() == 3);  // of the weights, of nine times as much, of classic models
}

TEST_CASE("replicas share an instance, and GPUs are requested and limited alike", "[kubernetes]") {
  World world = chat();
  world.offers[0] = {0, "p5.48xlarge", "h100-sxm-80gb", 8, 192, 2048};
  world.serving_options[0].gpus_per_replica = 2;
  world.serving_options[0].replicas_per_instance = 4;
  const Files files = export_files(world, test::tiny_topology(world, {0}, 6));
  const json pod = test::read_yaml(files, "kubernetes/overlays/aws-us-east-1/chat-deployment.yaml")["spec"]["template"]["spec"];
  const json resources = pod["containers"][0]["resources"];
  CHECK(resources["requests"]["nvidia.com/gpu"] == "2");
  CHECK(resources["limits"]["nvidia.com/gpu"] == "2");
  CHECK(resources["requests"]["cpu"] == "38400m");    // 80 % of 192 / 4
  CHECK(resources["requests"]["memory"] == "409Gi");  // 80 % of 2048 / 4
  CHECK(resources["limits"]["memory"] == resources["requests"]["memory"]);
  CHECK(pod["nodeSelector"]["node.kubernetes.io/instance-type"] == "p5.48xlarge");
  CHECK(pod["nodeSelector"]["topology.kubernetes.io/region"] == "us-east-1");
  CHECK(json::parse(files.at("EXPECTED.json"))["pools"][0]["instances"] == 2);
}

TEST_CASE("the autoscaler starts from the plan and stops at the headroom", "[kubernetes]") {
  World world = chat();
  for (std::size_t population = 0; population < 3; ++population) world.rate_rps[0](population, 100) = 4;  // one hour at twice the rest
  const Topology topology = test::tiny_topology(world, {0, 1}, 5);
  const auto scaled = [&](const std::vector<ExpectedPool>& pools) {
    const Files files = export_files(world, topology, pools);
    return patched(test::read_yaml(files, "kubernetes/base/chat/scaled-object.yaml"),
                   test::read_yaml(files, "kubernetes/overlays/aws-us-east-1/chat-scaling.yaml"))["spec"];
  };
  const json spec = scaled({{10}, {20}});
  CHECK(spec["minReplicaCount"] == 5);
  CHECK(spec["maxReplicaCount"] == 8);
  CHECK(spec["fallback"]["replicas"] == 5);
  CHECK(spec["triggers"][0]["metricType"] == "AverageValue");
  // Batch 10 at the mean of (167 x 2 + 4) / 168 requests/s, the busiest hour at 4: 1.5 x 10 x 4 / 2.0119 = 29.8
  CHECK(spec["triggers"][0]["metadata"]["threshold"] == "30");
  CHECK(scaled({{100}, {20}})["triggers"][0]["metadata"]["threshold"] == "102");  // 80 % of 128 sequences
  CHECK(scaled({})["triggers"][0]["metadata"]["threshold"] == "102");
  world.constraints.max_instances_per_region = 6;
  CHECK(scaled({})["maxReplicaCount"] == 6);
  world.constraints.max_instances_per_region = 2;
  CHECK(scaled({})["maxReplicaCount"] == 5);
}

TEST_CASE("spread over zones and disruption budget are those of the simulated nodes", "[kubernetes]") {
  World world = chat();
  const auto exported = [&](const char* file) {
    return test::read_yaml(export_files(world, test::tiny_topology(world, {0}, 3)), std::string("kubernetes/base/chat/") + file);
  };
  const auto spread = [&] { return exported("deployment.yaml")["spec"]["template"]["spec"]["topologySpreadConstraints"][0]; };
  CHECK(spread()["whenUnsatisfiable"] == "ScheduleAnyway");
  CHECK(exported("disruption-budget.yaml")["spec"]["maxUnavailable"] == 1);
  world.workloads[0].nodes = {.max_zone_skew = 2, .max_unavailable = 3};
  CHECK(spread()["whenUnsatisfiable"] == "DoNotSchedule");
  CHECK(spread()["maxSkew"] == 2);
  CHECK(exported("disruption-budget.yaml")["spec"]["maxUnavailable"] == 3);
  world.workloads[0].nodes = {.max_unavailable_percent = 25};
  CHECK(exported("disruption-budget.yaml")["spec"]["maxUnavailable"] == "25%");
}

TEST_CASE("the scenario's own autoscaling is taken over", "[kubernetes]") {
  World world = chat();
  Autoscaling scaling;
  scaling.min_replicas = 0;
  scaling.max_replicas = 20;
  scaling.target_requests = 12;
  scaling.activation_requests = 2;
  scaling.cooldown_period_s = 400;
  scaling.polling_interval_s = 20;
  scaling.scale_down.window_s = 120;
  scaling.scale_up.policies = {{PolicyType::pods, 3, 30}};
  scaling.fallback = FallbackReplicas{5, 9};
  scaling.schedule = {{0, 90, 7}, {6 * 1440 + 60, 10080, 4}};  // Monday 00:00 to 01:30, Sunday 01:00 to its end
  world.workloads[0].autoscaling = scaling;
  const Files files = export_files(world, test::tiny_topology(world, {0}, 5));
  const json spec = patched(test::read_yaml(files, "kubernetes/base/chat/scaled-object.yaml"),
                            test::read_yaml(files, "kubernetes/overlays/aws-us-east-1/chat-scaling.yaml"))["spec"];
  CHECK(spec["minReplicaCount"] == 0);
  CHECK(spec["maxReplicaCount"] == 20);
  CHECK(spec["cooldownPeriod"] == 400);
  CHECK(spec["pollingInterval"] == 20);
  CHECK(spec["fallback"] == json({{"failureThreshold", 5}, {"replicas", 9}}));
  CHECK(spec["triggers"][0]["metadata"]["threshold"] == "12");
  CHECK(spec["triggers"][0]["metadata"]["activationThreshold"] == "2");
  const json behavior = spec["advanced"]["horizontalPodAutoscalerConfig"]["behavior"];
  CHECK(behavior["scaleDown"]["stabilizationWindowSeconds"] == 120);
  CHECK(behavior["scaleUp"]["policies"] == json::parse(R"([{"type": "Pods", "value": 3, "periodSeconds": 30}])"));
  REQUIRE(spec["triggers"].size() == 3);
  CHECK_THAT(spec["triggers"][0]["metadata"]["query"].get<std::string>(), Catch::Matchers::ContainsSubstring("num_requests_running"));
  world.workloads[0].autoscaling->metric = ScalingMetric::waiting_requests;
  const json waiting = test::read_yaml(export_files(world, test::tiny_topology(world, {0}, 5)), "kubernetes/base/chat/scaled-object.yaml");
  CHECK(waiting["spec"]["triggers"][0]["metadata"]["query"] ==
        "sum(vllm:num_requests_waiting{namespace=\"inference-chat\",app_kubernetes_io_instance=\"chat\"})");
  CHECK(spec["triggers"][1]["metadata"]["start"] == "0 0 * * 1");
  CHECK(spec["triggers"][1]["metadata"]["end"] == "30 1 * * 1");
  CHECK(spec["triggers"][1]["metadata"]["desiredReplicas"] == "7");
  CHECK(spec["triggers"][2]["metadata"]["start"] == "0 1 * * 0");
  CHECK(spec["triggers"][2]["metadata"]["end"] == "0 0 * * 1");
}

TEST_CASE("a selector finds the pods of its Deployment", "[kubernetes]") {
  for (const World& world :
       {chat(), fraud(BatchServer::Kind::triton), fraud(BatchServer::Kind::tensorflow_serving), fraud(BatchServer::Kind::torchserve)}) {
    const Files files = export_files(world, test::tiny_topology(world, {0}, 2));
    const std::string base = "kubernetes/base/" + world.workloads[0].name + "/";
    const json deployment = test::read_yaml(files, base + "deployment.yaml");
    const json labels = deployment["spec"]["template"]["metadata"]["labels"];
    CHECK(labels.size() == 2);
    CHECK(deployment["spec"]["selector"]["matchLabels"] == labels);
    CHECK(test::read_yaml(files, base + "service.yaml")["spec"]["selector"] == labels);
    CHECK(test::read_yaml(files, base + "disruption-budget.yaml")["spec"]["selector"]["matchLabels"] == labels);
    CHECK(test::read_yaml(files, base + "network-policy.yaml")["spec"]["podSelector"]["matchLabels"] == labels);
    CHECK(test::read_yaml(files, base + "pod-monitor.yaml")["spec"]["selector"]["matchLabels"] == labels);
    const json overlay = test::read_yaml(files, "kubernetes/overlays/aws-us-east-1/" + world.workloads[0].name + "-deployment.yaml");
    CHECK(container(overlay)["name"] == container(deployment)["name"]);
  }
}

TEST_CASE("pods keep to the restricted Pod Security Standard", "[kubernetes]") {
  for (const World& world :
       {chat(), fraud(BatchServer::Kind::triton), fraud(BatchServer::Kind::tensorflow_serving), fraud(BatchServer::Kind::torchserve)}) {
    const Files files = export_files(world, test::tiny_topology(world, {0}, 2));
    const json spec = test::read_yaml(files, "kubernetes/base/" + world.workloads[0].name + "/deployment.yaml")["spec"]["template"]["spec"];
    CHECK(spec["securityContext"]["runAsNonRoot"] == true);
    CHECK(spec["securityContext"]["runAsUser"] != 0);
    CHECK(spec["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault");
    CHECK(spec["automountServiceAccountToken"] == false);
    std::vector<json> containers(spec["containers"].begin(), spec["containers"].end());
    if (spec.contains("initContainers")) containers.insert(containers.end(), spec["initContainers"].begin(), spec["initContainers"].end());
    for (const json& one : containers) {
      CHECK(one["securityContext"]["allowPrivilegeEscalation"] == false);
      CHECK(one["securityContext"]["capabilities"]["drop"] == json::array({"ALL"}));
      CHECK_THAT(one["image"].get<std::string>(), Catch::Matchers::ContainsSubstring(":") && !Catch::Matchers::EndsWith(":latest"));
    }
  }
}

TEST_CASE("classic servers get their batcher as it was simulated", "[kubernetes]") {
  const auto config = [](const World& world, const std::string& file) {
    return export_files(world, test::tiny_topology(world, {0}, 1)).at("kubernetes/base/fraud/" + file);
  };
  const auto server = [](World& world) -> BatchServer& { return std::get<ClassicServing>(world.workloads[0].serving).server; };

  World triton = fraud(BatchServer::Kind::triton);
  CHECK_THAT(config(triton, "config.pbtxt"), !Catch::Matchers::ContainsSubstring("preferred") && !Catch::Matchers::ContainsSubstring("timeout"));
  server(triton).preferred_batch_sizes = {8, 16};
  server(triton).queue_timeout_us = 50000;
  CHECK(config(triton, "config.pbtxt") == R"(name: "dlrm"
max_batch_size: 32

dynamic_batching {
  preferred_batch_size: [ 8, 16 ]
  max_queue_delay_microseconds: 2000
  default_queue_policy {
    timeout_action: REJECT
    default_timeout_microseconds: 50000
    max_queue_size: 10
  }
}

instance_group [
  {
    count: 2
    kind: KIND_GPU
  }
]
)");

  server(triton).delays_expired = true;
  CHECK_THAT(config(triton, "config.pbtxt"), Catch::Matchers::ContainsSubstring("    timeout_action: DELAY\n"));

  World tensorflow = fraud(BatchServer::Kind::tensorflow_serving);
  CHECK(config(tensorflow, "batching_parameters.txt") ==
        "max_batch_size { value: 32 }\nbatch_timeout_micros { value: 2000 }\nnum_batch_threads { value: 2 }\nmax_enqueued_batches { value: 10 }\n");
  server(tensorflow).split_up_to = 100;
  CHECK(config(tensorflow, "batching_parameters.txt") ==
        "max_batch_size { value: 100 }\nbatch_timeout_micros { value: 2000 }\nnum_batch_threads { value: 2 }\nmax_enqueued_batches { value: 10 }\n"
        "enable_large_batch_splitting { value: true }\nmax_execution_batch_size { value: 32 }\n");

  server(tensorflow).allowed_batch_sizes = {8, 32};
  CHECK_THAT(config(tensorflow, "batching_parameters.txt"), Catch::Matchers::EndsWith("allowed_batch_sizes: 8\nallowed_batch_sizes: 32\n"));

  const std::string torch = config(fraud(BatchServer::Kind::torchserve), "config.properties");
  CHECK_THAT(torch, Catch::Matchers::ContainsSubstring("\njob_queue_size=10\n"));
  const std::string models = torch.substr(torch.find("\nmodels=") + 8);
  CHECK(json::parse(models)["dlrm"]["1.0"] == json::parse(R"({"defaultVersion": true, "marName": "dlrm.mar", "minWorkers": 2, "maxWorkers": 2,
                                                              "batchSize": 32, "maxBatchDelay": 2})"));
}

TEST_CASE("the model's place is one value in each overlay, in the form of the cloud", "[kubernetes]") {
  const World world = fraud(BatchServer::Kind::triton);
  const Files files = export_files(world, test::tiny_topology(world, {0, 1, 2}, 1));
  const auto place = [&](const std::string& region) {
    return test::read_yaml(files, "kubernetes/overlays/" + region + "/kustomization.yaml")["configMapGenerator"][0]["literals"][0].get<std::string>();
  };
  CHECK(place("aws-us-east-1") == "MODEL_STORAGE_URI=s3://CHANGE-ME/fraud/dlrm");
  CHECK(place("gcp-europe-west4") == "MODEL_STORAGE_URI=gs://CHANGE-ME/fraud/dlrm");
  CHECK(place("azure-japaneast") == "MODEL_STORAGE_URI=https://CHANGE-ME.blob.core.windows.net/fraud/dlrm");
  CHECK_THAT(files.at("README.md"), Catch::Matchers::ContainsSubstring("gs://CHANGE-ME/fraud/dlrm"));
}

TEST_CASE("costs can be told apart by label", "[kubernetes]") {
  const World world = chat();
  const Files files = export_files(world, test::tiny_topology(world, {0, 1}, 1));
  const json labels = test::read_yaml(files, "kubernetes/overlays/gcp-europe-west4/kustomization.yaml")["labels"];
  CHECK(labels[0]["includeTemplates"] == true);
  CHECK(labels[0]["pairs"] == json({{"provider", "gcp"}, {"region", "europe-west4"}, {"scenario", "chat"}, {"study", "spring"}}));
  CHECK(labels[1] == json({{"pairs", {{"pick", "t7"}}}}));
  CHECK(test::read_yaml(files, "kubernetes/base/chat/kustomization.yaml")["labels"][0]["pairs"]["workload"] == "chat");
}

TEST_CASE("no secret is written, only named", "[kubernetes]") {
  const World world = test::chat_and_fraud();
  for (const auto& [path, text] : export_files(world, test::chat_and_fraud_topology(world))) {
    INFO(path);
    CHECK(text.find("kind: Secret\n") == std::string::npos);
  }
}

TEST_CASE("the figures that were simulated stand in the bundle", "[kubernetes]") {
  const World world = chat();
  const Files files = export_files(world, test::tiny_topology(world, {0, 1}, 3));
  const json expected = json::parse(files.at("EXPECTED.json"));
  CHECK(expected["latency_ms"] == 412.3);
  CHECK(expected["monthly_usd"] == 12345.67);
  CHECK(expected["pools"].size() == 2);
  CHECK(expected["pools"][0]["busiest_hour_rps"] == 4.0);  // New York and Tokyo: 2 requests/s each
  CHECK_THAT(files.at("README.md"), Catch::Matchers::ContainsSubstring("412.3 ms") && Catch::Matchers::ContainsSubstring("12345.67 USD"));
}

TEST_CASE("what cannot be deployed is refused in a full sentence", "[kubernetes]") {
  World world = chat();
  const Topology topology = test::tiny_topology(world, {0}, 1);
  CHECK_THROWS_WITH(export_bundle({world, topology, "s", "t1"}, {"cobol"}), Catch::Matchers::ContainsSubstring("'kubernetes'"));
  CHECK_THROWS_AS(export_files(world, Topology{}), std::invalid_argument);
  world.offers[0].instance_type = "p5 \"large\"";
  CHECK_THROWS_WITH(export_files(world, topology), Catch::Matchers::ContainsSubstring("node label"));
  world.offers[0].instance_type = "p5";
  world.serving_options.clear();
  CHECK_THROWS_AS(export_files(world, topology), std::invalid_argument);
}

// A world holds only UTF-8: the reader of scenarios sees to it.
TEST_CASE("hostile names in a world give manifests that parse and name what they mean", "[kubernetes]") {
  constexpr const char* safe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./-";
  std::mt19937 random(5);
  const auto name = [&random] {
    static const std::vector<std::string> parts = {"no", "1e3", ": ", " #", "\n", "\"", "'",         "{{", "}}", "$(HOME)", "- ", "\xf0\x9f\x98\x80",
                                                   "|",  "../", "`",  "a",  "Z",  "\\", "\r\n---\n", "*"};
    std::string text;
    for (unsigned i = 0, size = 1 + random() % 6; i < size; ++i) text += parts[random() % parts.size()];
    return text;
  };
  for (int i = 0; i < 300; ++i) {
    World world = test::chat_and_fraud();
    std::get<LlmServing>(world.workloads[0].serving).model = name();
    std::get<LlmServing>(world.workloads[0].serving).dtype = name();
    std::get<ClassicServing>(world.workloads[1].serving).model = name();
    std::get<ClassicServing>(world.workloads[1].serving).server.kind = i % 2 == 0 ? BatchServer::Kind::triton : BatchServer::Kind::tensorflow_serving;
    world.name = name();
    for (Workload& workload : world.workloads) workload.name = name() + workload.name;
    for (Region& region : world.regions) region.city = region.country_iso2 = name();
    world.regions[0].provider = name();
    const Topology topology = test::chat_and_fraud_topology(world);
    const Files files = export_files({world, topology, name(), name()});
    for (const auto& [path, text] : files) {
      INFO(path << "\n" << text);
      CHECK(path.find_first_not_of(safe) == std::string::npos);
      if (path.ends_with(".yaml")) REQUIRE_NOTHROW(test::YamlReader::read(text));
      if (path.ends_with(".json") && path != "topology.json") REQUIRE(json::accept(text));
    }
    const json args = container(test::read_yaml(files, "kubernetes/base/" + dns_label(world.workloads[0].name) + "/deployment.yaml"))["args"];
    for (const auto& argument : args) CHECK(expands_nothing(argument));
  }
}
