#include "tradewind/scenarios/world.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numeric>
#include <random>

#include "tradewind/scenarios/files.h"

using namespace tradewind;
using Catch::Approx;
namespace fs = std::filesystem;

namespace {

const fs::path examples = fs::path(TRADEWIND_SOURCE_DIR) / "scenarios/examples";

const std::string workload =
    R"({"name": "chat", "requests_per_user_day": 4, "profile": "net_web", "weekend_factor": 0.6, "slo": {"metric": "ttft", "target_ms": 800},
  "llm": {"model": "Llama-3.1-8B", "prompt_tokens": {"p50": 100, "p95": 400, "max": 2000}, "output_tokens": {"p50": 100, "p95": 300, "max": 1000}}})";

LoadedScenario load(const std::string& populations, const std::string& regions, const std::string& more = "",
                    const std::string& workloads = workload) {
  return load_scenario_text(
      "{\"name\": \"x\", \"populations\": [" + populations + "], \"regions\": " + regions + ", \"workloads\": [" + workloads + "]" + more + "}",
      "x.json");
}

// The world of a scenario that must have no error.
World world_of(const std::string& populations, const std::string& regions, const std::string& more = "", const std::string& workloads = workload) {
  LoadedScenario loaded = load(populations, regions, more, workloads);
  for (const Problem& problem : loaded.problems) UNSCOPED_INFO(to_string(problem));
  REQUIRE_FALSE(has_errors(loaded.problems));
  return loaded.world;
}

std::vector<std::string> population_names(const World& world) {
  std::vector<std::string> names;
  for (const Population& population : world.populations) names.push_back(population.name);
  return names;
}

double weekly_requests(const World& world, std::size_t w, std::size_t p) {
  double requests = 0;
  for (std::size_t hour = 0; hour < hours_per_week; ++hour) requests += world.rate_rps[w](p, hour) * 3600;
  return requests;
}

std::string replaced(std::string text, const std::string& part, const std::string& with) { return text.replace(text.find(part), part.size(), with); }

}  // namespace

TEST_CASE("the example scenarios are valid without a warning") {
  for (const auto& entry : fs::directory_iterator(examples)) {
    if (entry.is_directory() || entry.path().filename() == "scenario.schema.json") continue;
    const LoadedScenario loaded = load_scenario(entry.path());
    for (const Problem& problem : loaded.problems) UNSCOPED_INFO(to_string(problem));
    CHECK(loaded.problems.empty());
    CHECK(loaded.text == read_file(entry.path()));
  }
}

TEST_CASE("the chat example is the question that it promises") {
  const World world = load_world(examples / "chat.json");
  CHECK(world.populations.size() == 200);
  double total_rps = 0;
  for (std::size_t p = 0; p < world.populations.size(); ++p) total_rps += weekly_requests(world, 0, p) / (hours_per_week * 3600.0);
  CHECK(total_rps == Approx(350).margin(5));
  CHECK(world.week_of == "2026-01-12");
  CHECK(world.rtt_ms.rows() == world.populations.size());
  CHECK(world.rtt_ms.columns() == world.regions.size());
}

TEST_CASE("metros are chosen by rank, country, continent and name, and filters combine") {
  CHECK(population_names(world_of(R"({"metros": 2})", R"({"providers": ["aws"]})")) == std::vector<std::string>{"Tokyo, JP", "Jakarta, ID"});
  CHECK(population_names(world_of(R"({"metros": ["Paris", "London, GB"]})", R"({"providers": ["aws"]})")) ==
        std::vector<std::string>{"London, GB", "Paris, FR"});
  const World german = world_of(R"({"metros": {"countries": ["DE", "FR"], "exclude_countries": ["FR"], "top": 3}})", R"({"providers": ["aws"]})");
  REQUIRE(german.populations.size() == 3);
  for (const Population& population : german.populations) CHECK(population.country_iso2 == "DE");
  for (const Population& population : world_of(R"({"metros": {"continents": ["africa"]}})", R"({"providers": ["aws"]})").populations)
    CHECK(population.continent == "africa");
}

TEST_CASE("regions are chosen by provider, continent, country and name, and filters combine") {
  const World named = world_of(R"({"metros": 1})", R"(["gcp:europe-west4", "aws:us-east-1"])");
  REQUIRE(named.regions.size() == 2);
  const World european = world_of(R"({"metros": 1})", R"({"providers": ["gcp"], "continents": ["europe"], "exclude": ["gcp:europe-west4"]})");
  CHECK(european.regions.size() > 3);
  for (const Region& region : european.regions) CHECK((region.provider == "gcp" && region.continent == "europe" && region.id != "europe-west4"));
}

TEST_CASE("users of a metro send what the scenario says, in a week, in every workload") {
  const World world = world_of(R"({"metros": 150, "users_share": 0.02})", R"({"providers": ["aws"]})", R"(, "calendar": {"week_of": "2026-03-29"})");
  const auto metros = Catalogue::shipped().metros();
  for (std::size_t p = 0; p < world.populations.size(); ++p) {
    CHECK(world.populations[p].users == Approx(0.02 * metros[p].internet_users));
    CHECK(weekly_requests(world, 0, p) == Approx(world.populations[p].users * 4 * 7));
    for (std::size_t hour = 0; hour < hours_per_week; ++hour) CHECK(world.rate_rps[0](p, hour) >= 0);
  }
}

TEST_CASE("round trips are the catalogue's") {
  const World world = world_of(R"({"metros": 3})", R"(["aws:us-east-1", "aws:ap-northeast-1"])");
  const Catalogue& catalogue = Catalogue::shipped();
  for (std::size_t r = 0; r < world.regions.size(); ++r)
    CHECK(world.rtt_ms(0, r) == catalogue.metro_rtt(catalogue.metros()[0], *catalogue.find_region("aws", world.regions[r].id)).ms);
}

TEST_CASE("an offer serves a workload when its GPU can run the model, with one replica for each group of GPUs") {
  const std::string two_gpus = replaced(workload, "\"model\": \"Llama-3.1-8B\"", "\"model\": \"Llama-3.1-8B\", \"tensor_parallel\": 2");
  const World world = world_of(R"({"metros": 1})", R"(["aws:us-east-1"])", R"(, "offers": {"gpus": ["h100-sxm-80gb"]})",
                               workload + "," + replaced(two_gpus, "chat", "chat-2"));
  REQUIRE_FALSE(world.offers.empty());
  for (std::uint32_t offer = 0; offer < world.offers.size(); ++offer) {
    CHECK(world.offers[offer].gpu == "h100-sxm-80gb");
    const int gpus = world.offers[offer].gpu_count;
    const ServingOption* one = world.serving(0, offer);
    REQUIRE(one != nullptr);
    CHECK((one->replicas_per_instance == gpus && one->gpus_per_replica == 1));
    const auto& timing = std::get<IterationModel>(one->timing);
    CHECK((timing.gpu == "h100-sxm-80gb" && timing.model == "Llama-3.1-8B" && timing.dtype == "bf16" && timing.tensor_parallel == 1));
    CHECK(one->kv_blocks == Catalogue::shipped().kv_capacity({.gpu = "h100-sxm-80gb", .model = "Llama-3.1-8B"}, {}).blocks);
    const ServingOption* two = world.serving(1, offer);
    CHECK((two == nullptr) == (gpus < 2));
    if (two != nullptr) CHECK((two->replicas_per_instance == gpus / 2 && std::get<IterationModel>(two->timing).tensor_parallel == 2));
  }
}

TEST_CASE("a classic model runs with the backend that is fastest for one request") {
  const std::string classic =
      R"({"name": "rank", "requests_per_user_day": 1, "profile": "net_web", "slo": {"metric": "e2e", "target_ms": 100},
          "classic": {"model": "Wide and Deep", "items_per_request": 64, "request_bytes": 100, "response_bytes": 100}})";
  const World world = world_of(R"({"metros": 1})", R"({"providers": ["aws"]})", R"(, "offers": {"gpus": ["t4"]})", classic);
  REQUIRE_FALSE(world.serving_options.empty());
  for (const ServingOption& option : world.serving_options) {
    const auto& chosen = std::get<BatchModel>(option.timing);
    CHECK(option.replicas_per_instance == world.offers[option.offer].gpu_count);
    for (const BatchModel& model : Catalogue::shipped().batch_models())
      if (model.gpu == "t4" && model.model == "Wide and Deep")
        CHECK(chosen.base_ms + 64 * chosen.ms_per_item <= model.base_ms + 64 * model.ms_per_item);
  }
}

TEST_CASE("a classic model of one's own runs as it was measured, on the GPUs where it was") {
  const auto classic = [](const std::string& measured) {
    return R"({"name": "rank", "requests_per_user_day": 1, "profile": "net_web", "slo": {"metric": "e2e", "target_ms": 100},
          "classic": {"request_bytes": 100, "response_bytes": 100, "items_per_request": 10, "measured": [)" +
           measured + "]}}";
  };
  const std::string t4 = R"({"model": "ours", "gpu": "T4", "backend": "TensorRT", "base_ms": 2, "ms_per_item": 0.5, "base_gpu_share": 0.25,
                             "frontend_ms": 1.5, "batch_max": 8})";
  const std::string slower = R"({"model": "ours", "gpu": "t4", "backend": "ONNX", "base_ms": 4, "ms_per_item": 0.5, "batch_max": 8})";
  const LoadedScenario loaded = load(R"({"metros": 1})", R"({"providers": ["aws"]})", R"(, "offers": {"gpus": ["t4", "v100-sxm-32gb", "a10g-24gb"]})",
                                     classic(slower + ", " + t4));
  for (const Problem& problem : loaded.problems) UNSCOPED_INFO(to_string(problem));
  REQUIRE_FALSE(has_errors(loaded.problems));
  REQUIRE_FALSE(loaded.world.serving_options.empty());
  CHECK(std::get<ClassicServing>(loaded.world.workloads[0].serving).model == "ours");
  for (const ServingOption& option : loaded.world.serving_options) {
    const auto& timing = std::get<BatchModel>(option.timing);
    CHECK(loaded.world.offers[option.offer].gpu == "t4");
    CHECK((timing.backend == "TensorRT" && timing.batch_ms(10) == 7 && timing.base_gpu_share == 0.25 && timing.frontend_ms == 1.5));
  }
  const auto noted = [&](const std::string& text) {
    return std::ranges::any_of(loaded.notes, [&](const std::string& note) { return note.find(text) != std::string::npos; });
  };
  CHECK(noted("ours was not measured on it"));
  CHECK(noted("batches of up to 8"));
  const auto found = [&](const std::string& measured) {
    const LoadedScenario wrong = load(R"({"metros": 1})", R"({"providers": ["aws"]})", "", classic(measured));
    return wrong.problems.empty() ? "" : wrong.problems.front().pointer + ": " + wrong.problems.front().found;
  };
  CHECK(found(t4 + ", " + t4) == "/workloads/0/classic/measured/1: a second entry for t4 with the backend \"TensorRT\"");
  CHECK(found(t4 + ", " + replaced(slower, "ours", "theirs")) == "/workloads/0/classic/measured/1/model: \"theirs\" beside \"ours\"");
  CHECK(found(replaced(replaced(slower, R"("base_ms": 4)", R"("base_ms": 0)"), "0.5", "0")) ==
        "/workloads/0/classic/measured/0: batches that take no time");
  CHECK(found("") == "/workloads/0/classic/measured: a list of 0");
}

TEST_CASE("servers are translated to the common form of dynamic batching") {
  const std::string head = R"({"name": "rank", "requests_per_user_day": 1, "profile": "net_web", "slo": {"metric": "e2e", "target_ms": 100},
          "classic": {"model": "Wide and Deep", "items_per_request": 4, "request_bytes": 100, "response_bytes": 100, )";
  const auto workload = [&](const std::string& settings) {
    return world_of(R"({"metros": 1})", R"({"providers": ["aws"]})", "", head + settings + "}}").workloads[0];
  };
  const auto server = [&](const std::string& settings) { return std::get<ClassicServing>(workload(settings).serving).server; };

  const BatchServer triton = server(R"("triton": {"max_batch_size": 32, "preferred_batch_size": [16, 8], "max_queue_delay_microseconds": 700,
                                                  "instance_count": 2, "max_queue_size": 50, "default_timeout_microseconds": 9000})");
  CHECK((triton.kind == BatchServer::Kind::triton && triton.max_batch_size == 32 && triton.max_queue_delay_us == 700 && triton.instances == 2));
  CHECK((triton.preferred_batch_sizes == std::vector{8, 16} && triton.max_waiting == 50 && triton.queue_timeout_us == 9000));
  CHECK((triton.max_enqueued_batches == 0 && triton.split_up_to == 0));

  CHECK_FALSE(triton.delays_expired);
  CHECK(server(R"("triton": {"default_timeout_microseconds": 9000, "timeout_action": "delay"})").delays_expired);

  const std::string tensorflow = R"("tensorflow_serving": {"max_batch_size": 128, "batch_timeout_micros": 500, "num_batch_threads": 3,
                                                           "max_enqueued_batches": 7)";
  const BatchServer whole = server(tensorflow + "}");
  CHECK((whole.kind == BatchServer::Kind::tensorflow_serving && whole.max_batch_size == 128 && whole.max_queue_delay_us == 500));
  CHECK((whole.instances == 3 && whole.max_enqueued_batches == 7 && whole.max_waiting == 0 && whole.split_up_to == 0));
  const BatchServer split = server(tensorflow + R"(, "enable_large_batch_splitting": true, "max_execution_batch_size": 50})");
  CHECK((split.max_batch_size == 50 && split.split_up_to == 128));
  CHECK(server(tensorflow + R"(, "enable_large_batch_splitting": true})").max_batch_size == 128);
  CHECK((server(tensorflow + R"(, "allowed_batch_sizes": [8, 128]})").allowed_batch_sizes == std::vector{8, 128}));

  const BatchServer torch = server(R"("torchserve": {"batch_size": 8, "max_batch_delay": 20, "workers": 2, "job_queue_size": 30})");
  CHECK((torch.kind == BatchServer::Kind::torchserve && torch.max_batch_size == 8 && torch.max_queue_delay_us == 20000 && torch.instances == 2));
  CHECK((torch.max_waiting == 30 && torch.counts_requests() && torch.waits_from_pickup()));
  CHECK(server(R"("torchserve": {"batch_size": 8, "max_batch_delay": 0})").max_batch_size == 2);

  CHECK(workload(R"("torchserve": {"balancing": "power_of_two"})").balancing == Balancing::power_of_two);
  CHECK(workload(R"("tensorflow_serving": {"balancing": "least_outstanding"})").balancing == Balancing::least_outstanding);
  CHECK(workload(R"("triton": {})").balancing == Balancing::round_robin);
}

TEST_CASE("settings that the servers themselves refuse") {
  const auto problem = [](const std::string& settings) {
    const auto loaded = load(R"({"metros": 1})", R"({"providers": ["aws"]})", "",
                             R"({"name": "rank", "requests_per_user_day": 1, "profile": "net_web", "slo": {"metric": "e2e", "target_ms": 100},
        "classic": {"model": "Wide and Deep", "items_per_request": 100, "request_bytes": 100, "response_bytes": 100, )" +
                                 settings + "}}");
    return has_errors(loaded.problems) ? loaded.problems.front().pointer : "";
  };
  const std::string classic = "/workloads/0/classic";
  CHECK(problem(R"("triton": {"max_batch_size": 100})").empty());
  CHECK(problem(R"("triton": {"max_batch_size": 99})") == classic + "/items_per_request");
  CHECK(problem(R"("triton": {"max_batch_size": 200, "timeout_action": "delay"})") == classic + "/triton/timeout_action");
  const std::string padding = R"("tensorflow_serving": {"max_batch_size": 200, "allowed_batch_sizes": )",
                    at = classic + "/tensorflow_serving/allowed_batch_sizes";
  CHECK(problem(padding + "[50, 200]}").empty());
  CHECK(problem(padding + "[50, 50, 200]}") == at + "/1");
  CHECK(problem(padding + "[0, 200]}") == at + "/0");
  CHECK(problem(padding + "[50, 100]}") == at);
  CHECK(problem(R"("triton": {"max_batch_size": 200, "preferred_batch_size": [100, 201]})") == classic + "/triton/preferred_batch_size/1");
  CHECK(problem(R"("triton": {"max_batch_size": 200, "preferred_batch_size": [0]})") == classic + "/triton/preferred_batch_size/0");
  CHECK(problem(R"("torchserve": {"batch_size": 1})").empty());
  CHECK(problem(R"("tensorflow_serving": {"max_batch_size": 99})") == classic + "/items_per_request");
  CHECK(problem(R"("tensorflow_serving": {"enable_large_batch_splitting": true, "max_execution_batch_size": 10})").empty());
  CHECK(problem(R"("tensorflow_serving": {"max_execution_batch_size": 10})") == classic + "/tensorflow_serving/max_execution_batch_size");
  CHECK(problem(R"("tensorflow_serving": {"max_batch_size": 200, "enable_large_batch_splitting": true, "max_execution_batch_size": 201})") ==
        classic + "/tensorflow_serving/max_execution_batch_size");
}

TEST_CASE("what is left out, and why, is said in notes") {
  const LoadedScenario loaded = load(R"({"metros": 1})", R"({"providers": ["aws"], "continents": ["north-america"]})");
  REQUIRE_FALSE(has_errors(loaded.problems));
  bool t4 = false;
  for (const std::string& note : loaded.notes) t4 = t4 || note.find("g4dn.xlarge for chat: t4: does not compute in bf16") != std::string::npos;
  CHECK(t4);
}

TEST_CASE("requests longer than the model takes are a warning") {
  const std::string short_server = replaced(workload, "\"model\": \"Llama-3.1-8B\"", R"("model": "Llama-3.1-8B", "server": {"max_model_len": 8192})");
  const LoadedScenario loaded = load(R"({"metros": 1})", R"({"providers": ["aws"]})", "", replaced(short_server, "\"max\": 2000", "\"max\": 9000"));
  REQUIRE(loaded.problems.size() == 1);
  CHECK(loaded.problems[0].severity == Severity::warning);
  CHECK(loaded.problems[0].found.find("max_model_len of 8192") != std::string::npos);
}

TEST_CASE("a format of weights goes from the scenario to times, memory and offers") {
  const auto world_in = [](const std::string& llm) {
    return world_of(R"({"metros": 1})", R"(["aws:us-east-1"])", R"(, "offers": {"gpus": ["h100-sxm-80gb", "l4-24gb"]})",
                    replaced(workload, "\"model\": \"Llama-3.1-8B\"", llm));
  };
  const auto option_of = [](const World& world, const std::string& gpu) {
    for (std::uint32_t offer = 0; offer < world.offers.size(); ++offer)
      if (world.offers[offer].gpu == gpu) return world.serving(0, offer);
    return static_cast<const ServingOption*>(nullptr);
  };
  const World half = world_in(R"("model": "Llama-3.1-8B")");
  const auto& half_timing = std::get<IterationModel>(option_of(half, "h100-sxm-80gb")->timing);
  for (const std::string dtype : {"fp8", "int8", "int4"}) {
    INFO(dtype);
    const World world = world_in(R"("model": "Llama-3.1-8B", "dtype": ")" + dtype + '"');
    CHECK(std::get<LlmServing>(world.workloads[0].serving).dtype == dtype);
    const ServingOption& option = *option_of(world, "h100-sxm-80gb");
    const auto& timing = std::get<IterationModel>(option.timing);
    CHECK(timing.dtype == dtype);
    CHECK(timing.linear.at(1) < 0.75 * half_timing.linear.at(1));  // one token: the weights are read
    CHECK(option.kv_blocks > option_of(half, "h100-sxm-80gb")->kv_blocks);
  }
  CHECK(option_of(world_in(R"("model": "Qwen3-14B")"), "l4-24gb") == nullptr);  // 30 GB of weights
  CHECK(option_of(world_in(R"("model": "Qwen3-14B", "dtype": "int4")"), "l4-24gb") != nullptr);
}

TEST_CASE("a format that is not given is that of the name, else the published one, and explained") {
  const auto explained = [](const std::string& model) {
    const LoadedScenario loaded = load(R"({"metros": 1})", R"(["aws:us-east-1"])", "", replaced(workload, "Llama-3.1-8B", model));
    for (const FilledDefault& d : loaded.defaults)
      if (d.pointer.ends_with("/dtype")) return d.value + " " + d.source;
    return std::string();
  };
  CHECK(explained("GPT-OSS-20B") == "\"mxfp4\" format in which the weights are published");
  CHECK(explained("Llama-2-7B") == "\"fp16\" format in which the weights are published");
  CHECK(explained("Qwen/Qwen3-14B-AWQ") == "\"int4\" what the model's name says");
}

TEST_CASE("a max_model_len that is not given is the model's context, as far as memory goes") {
  const auto load_with = [](const std::string& llm) {
    return load(R"({"metros": 1})", R"(["aws:us-east-1"])", R"(, "offers": {"gpus": ["l4-24gb"]})",
                replaced(workload, "\"model\": \"Llama-3.1-8B\"", llm));
  };
  const LoadedScenario absent = load_with(R"("model": "Llama-3.1-8B")");
  REQUIRE_FALSE(has_errors(absent.problems));
  const auto& llm = std::get<LlmServing>(absent.world.workloads[0].serving);
  CHECK((llm.server.max_model_len == 131072 && llm.context_by_memory));
  CHECK(std::ranges::any_of(absent.defaults, [](const FilledDefault& d) {
    return d.pointer.ends_with("/server/max_model_len") && d.value == "131072" && d.source.starts_with("longest context of Llama-3.1-8B");
  }));
  const ServingOption* option = nullptr;
  for (std::uint32_t offer = 0; offer < absent.world.offers.size(); ++offer) option = absent.world.serving(0, offer);
  REQUIRE(option != nullptr);  // an L4 holds less than one such context, but every request of the workload
  CHECK(option->kv_blocks * 16 < 131072);
  CHECK(has_errors(load_with(R"("model": "Llama-3.1-8B", "server": {"max_model_len": 131072})").problems));  // vLLM would not start

  const LoadedScenario whole = load_with(R"("model": "Llama-3.1-8B", "server": {"chunked_prefill": false, "max_num_batched_tokens": 4096})");
  REQUIRE_FALSE(has_errors(whole.problems));
  CHECK(std::get<LlmServing>(whole.world.workloads[0].serving).server.max_model_len == 4096);
}

TEST_CASE("the mean of a token distribution is that of its cut and rounded draws") {
  std::mt19937_64 random(1);
  std::normal_distribution<double> normal;
  for (const TokenDistribution& tokens : {TokenDistribution{1020, 4083, 7000},
                                          {129, 451, 1000},
                                          {1, 2, 3},
                                          {1, 50, 20},
                                          {3, 3.5, 100},
                                          {300, 310, 305},
                                          {50, 5000, 1000000},
                                          {2000, 2000, 4000},
                                          {5000, 9000, 5000}}) {
    CAPTURE(tokens.p50, tokens.p95, tokens.max);
    const int draws = 400000;
    double sum = 0, squares = 0;
    for (int i = 0; i < draws; ++i) {
      const double x = std::clamp(std::round(std::exp(tokens.mu() + tokens.sigma() * normal(random))), 1.0, static_cast<double>(tokens.max));
      sum += x;
      squares += x * x;
    }
    const double mean = sum / draws, error = std::sqrt(std::max(0.0, squares / draws - mean * mean) / draws);
    CHECK(std::abs(tokens.mean() - mean) < 4.5 * error + 1e-9);
  }
}

TEST_CASE("a scenario loads to the same world every time") {
  const LoadedScenario a = load_scenario(examples / "chat.json"), b = load_scenario(examples / "chat.json");
  REQUIRE(a.world.serving_options.size() == b.world.serving_options.size());
  for (std::size_t i = 0; i < a.world.offers.size(); ++i)
    CHECK((a.world.offers[i].region == b.world.offers[i].region && a.world.offers[i].instance_type == b.world.offers[i].instance_type));
  CHECK(a.notes == b.notes);
  for (std::size_t p = 0; p < a.world.populations.size(); ++p) CHECK(a.world.rate_rps[0](p, 17) == b.world.rate_rps[0](p, 17));
}

TEST_CASE("bursts and conversations go from the scenario to the world") {
  const std::string talking =
      replaced(replaced(workload, R"("model":)", R"("session": {"mean_turns": 4, "think_time_p50_s": 60, "think_time_p95_s": 300}, "model":)"),
               R"("profile":)", R"("burstiness": 4, "profile":)");
  const auto load_talk = [](const std::string& text, const std::string& more = "") {
    return load(R"({"metros": 1})", R"(["aws:us-east-1"])", more, text);
  };
  const LoadedScenario loaded = load_talk(talking, R"(, "simulation": {"warmup_s": 300})");
  REQUIRE(loaded.problems.empty());
  const Workload& chat = loaded.world.workloads[0];
  CHECK(chat.burstiness == 4);
  CHECK(chat.session().mean_turns == 4);
  CHECK(chat.session().continues() == 0.75);
  CHECK(chat.session().mean_think_time_s() == Approx(60 * std::exp(0.5 * std::pow(std::log(5) / 1.6449, 2))).epsilon(1e-4));
  // The turns are what requests_per_user_day counts.
  CHECK(loaded.world.mean_rps(0, 0) == Approx(world_of(R"({"metros": 1})", R"(["aws:us-east-1"])").mean_rps(0, 0)));
  CHECK_FALSE(world_of(R"({"metros": 1})", R"(["aws:us-east-1"])").workloads[0].session().goes_on());

  const LoadedScenario brief = load_talk(talking);
  REQUIRE(brief.problems.size() == 1);
  CHECK(brief.problems[0].severity == Severity::warning);
  CHECK(brief.problems[0].pointer == "/workloads/0/llm/session/think_time_p95_s");
  const LoadedScenario swapped = load_talk(replaced(talking, R"("think_time_p95_s": 300)", R"("think_time_p95_s": 30)"));
  REQUIRE(has_errors(swapped.problems));
  CHECK(swapped.problems[0].pointer == "/workloads/0/llm/session/think_time_p95_s");
  // 0.25 is what vLLM's bench calls a burstiness of 4.
  CHECK(has_errors(load_talk(replaced(talking, R"("burstiness": 4)", R"("burstiness": 0.25)")).problems));
}

TEST_CASE("events multiply the requests of their metro areas in their hours") {
  const std::string metros = R"({"metros": ["Tokyo", "Paris, FR"]})", regions = R"(["aws:us-east-1"])";
  const World plain = world_of(metros, regions);
  const auto ratio = [&](const World& world, const std::string& metro, std::size_t hour) {
    const auto names = population_names(world);
    const auto p = static_cast<std::size_t>(std::ranges::find(names, metro) - names.begin());
    return world.rate_rps[0](p, hour) / plain.rate_rps[0](p, hour);
  };
  const auto with = [&](const std::string& event) { return world_of(metros, regions, R"(, "events": [{"name": "e", )" + event + "}]"); };

  const World launch = with(R"("day": "tuesday", "hour": 18, "clock": "utc", "duration_h": 3, "ramp_h": 2, "factor": 5)");
  for (const std::string metro : {"Tokyo, JP", "Paris, FR"})
    for (const auto& [hour, factor] : {std::pair{39, 1.0}, {40, 2.0}, {41, 4.0}, {42, 5.0}, {44, 5.0}, {45, 4.0}, {46, 2.0}, {47, 1.0}})
      CHECK(ratio(launch, metro, static_cast<std::size_t>(hour)) == Approx(factor));

  // Local time: 9:00 in Paris is 8:00 UTC in January, in Tokyo 0:00 UTC; on Monday in Tokyo 1:00 is on Sunday in UTC.
  const World local = with(R"("day": "monday", "hour": 1, "duration_h": 2, "factor": 0.5)");
  CHECK(ratio(local, "Paris, FR", 0) == Approx(0.5));
  CHECK(ratio(local, "Paris, FR", 2) == Approx(1));
  CHECK(ratio(local, "Tokyo, JP", 160) == Approx(0.5));
  CHECK(ratio(local, "Tokyo, JP", 1) == Approx(1));

  const World parts = with(R"("day": "sunday", "hour": 23.5, "clock": "utc", "duration_h": 1, "factor": 3, "metros": {"countries": ["FR"]})");
  CHECK(ratio(parts, "Paris, FR", 167) == Approx(2));
  CHECK(ratio(parts, "Paris, FR", 0) == Approx(2));
  CHECK(ratio(parts, "Paris, FR", 1) == Approx(1));
  CHECK(ratio(parts, "Tokyo, JP", 167) == Approx(1));
}

TEST_CASE("an event is noted, and warned of when nobody or no window meets it") {
  const auto loaded = [](const std::string& event, const std::string& more = "") {
    return load(R"({"metros": ["Tokyo"]})", R"(["aws:us-east-1"])", R"(, "events": [{"name": "match", )" + event + "}]" + more);
  };
  const std::string tuesday = R"("day": "tuesday", "hour": 18, "clock": "utc", "factor": 5, )";
  const auto warning = [&](const std::string& event, const std::string& more = "") {
    const LoadedScenario l = loaded(event, more);
    return l.problems.empty() ? std::string() : l.problems[0].pointer;
  };
  CHECK(warning(tuesday + R"("duration_h": 7)").empty());
  CHECK(warning(tuesday + R"("duration_h": 1)") == "/events/0");
  CHECK(warning(tuesday + R"("duration_h": 1)", R"(, "simulation": {"window_count": 168, "warmup_s": 30})").empty());
  CHECK(warning(tuesday + R"("duration_h": 7, "metros": {"countries": ["BR"]})") == "/events/0/metros");
  CHECK(has_errors(loaded(tuesday + R"("duration_h": 160, "ramp_h": 5)").problems));
  bool noted = false;
  for (const std::string& note : loaded(tuesday + R"("duration_h": 7)").notes)
    noted = noted || note == "event match: requests of 1 of 1 metro areas times 5 on tuesday from 18 h UTC for 7 h, with a ramp of 0 h";
  CHECK(noted);
}

TEST_CASE("requests grow by the month, compounded, in every hour alike") {
  const auto world = [](const std::string& calendar) { return world_of(R"({"metros": 20})", R"(["aws:us-east-1"])", calendar); };
  const World today = world("");
  CHECK(today.growth == 1);
  const World later = world(R"(, "calendar": {"growth_per_month": 0.05, "months_ahead": 12})");
  const World shrunk = world(R"(, "calendar": {"growth_per_month": -0.1, "months_ahead": 2.5})");
  for (std::size_t p = 0; p < today.populations.size(); ++p)
    for (std::size_t hour = 0; hour < hours_per_week; ++hour) {
      CHECK(later.rate_rps[0](p, hour) == Approx(today.rate_rps[0](p, hour) * std::pow(1.05, 12)));
      CHECK(shrunk.rate_rps[0](p, hour) == Approx(today.rate_rps[0](p, hour) * std::pow(0.9, 2.5)));
    }
  CHECK(world(R"(, "calendar": {"growth_per_month": 0.05})").rate_rps[0](0, 0) == today.rate_rps[0](0, 0));
}
