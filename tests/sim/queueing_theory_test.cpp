// Servers, pools and draws against the closed formulas of open queues.
#include <catch2/catch_test_macros.hpp>

#include "sim/support_queueing.h"

using namespace tradewind;
using namespace tradewind::test;
using serving::BatchServerSettings;
using serving::DynamicBatcher;

namespace {

double erlang_c(int servers, double offered) {
  double blocking = 1;  // Erlang B by recursion
  for (int k = 1; k <= servers; ++k) blocking = offered * blocking / (k + offered * blocking);
  return blocking / (1 - offered / servers * (1 - blocking));
}

// An item takes a microsecond of the GPU.
BatchModel microseconds() {
  BatchModel model;
  model.ms_per_item = 0.001;
  return model;
}

// One request at a time, whatever its items: M/G/1. `instances` share the GPU: with many of them, M/G/1-PS.
BatchServer one_by_one(int instances = 1, int max_waiting = 0) {
  return {.kind = BatchServer::Kind::torchserve, .max_batch_size = 1, .instances = instances, .max_waiting = max_waiting};
}

// Service times of mean 1 s, by their squared coefficient of variation.
constexpr double hyperexponential_scv = 4;  // two exponential phases with balanced means (Allen, Probability, Statistics and Queueing Theory, 1990)
std::int32_t constant_us(const random::Uniforms&) { return 1'000'000; }
std::int32_t exponential_second_us(const random::Uniforms& u) { return exponential_us(1e6, u[0]); }
std::int32_t hyperexponential_us(const random::Uniforms& u) {
  const double p = 0.5 * (1 + std::sqrt((hyperexponential_scv - 1) / (hyperexponential_scv + 1)));
  return exponential_us(u[1] <= p ? 0.5e6 / p : 0.5e6 / (1 - p), u[0]);
}

struct Law {
  const char* name;
  std::int32_t (*service_us)(const random::Uniforms&);
  double scv;
};
const Law laws[] = {
    {"constant", constant_us, 0}, {"exponential", exponential_second_us, 1}, {"hyperexponential", hyperexponential_us, hyperexponential_scv}};

auto items(const Law& law) {
  return [&law](std::uint32_t number, const random::Uniforms& u) { return serving::Job{number, law.service_us(u), 1}; };
}

}  // namespace

TEST_CASE("M/M/c waits as long as Erlang C says") {
  for (const auto& [servers, utilization] : {std::pair{1, 0.7}, {4, 0.8}, {16, 0.9}}) {
    const double rate = servers * utilization;
    const Station::Settings settings{static_cast<std::size_t>(servers)};
    const auto waits = over_seeds([&](std::uint64_t seed) { return measure<Station>(settings, {rate, 40000, seed}, items(laws[1])).mean_wait_s; });
    check_theory("M/M/" + std::to_string(servers), waits, erlang_c(servers, rate) / (servers * (1 - utilization)), 0.12);
  }
}

TEST_CASE("a server without batching waits as long as Pollaczek and Khinchine say: M/D/1, M/M/1, M/G/1") {
  const BatchServerSettings settings(microseconds(), one_by_one(), 1);
  for (const double utilization : {0.5, 0.8})
    for (const Law& law : laws) {
      const auto waits = over_seeds([&](std::uint64_t seed) {
        return measure<DynamicBatcher>(settings, {utilization, 40000, seed}, items(law)).mean_wait_s;
      });
      check_theory(law.name, waits, utilization * (1 + law.scv) / 2 / (1 - utilization), 0.15);
    }
}

TEST_CASE("M/M/1/K rejects what finds K in the system") {
  const int room = 4;  // one in service, three waiting
  const BatchServerSettings settings(microseconds(), one_by_one(1, room - 1), 1);
  for (const double load : {0.8, 1.3}) {
    const auto shares = over_seeds([&](std::uint64_t seed) {
      const Measured measured = measure<DynamicBatcher>(settings, {load, 40000, seed}, items(laws[1]));
      return static_cast<double>(measured.rejected) / (measured.rejected + measured.accepted);
    });
    check_theory("rejected share", shares, (1 - load) * std::pow(load, room) / (1 - std::pow(load, room + 1)), 0.03);
  }
}

TEST_CASE("instances that share the GPU are a processor-sharing queue: the mean time is the same for every law of the service (M/G/1-PS)") {
  const BatchServerSettings settings(microseconds(), one_by_one(100), 1);  // more than 100 at once: one in 10^16
  const double utilization = 0.7;
  for (const Law& law : laws) {
    const auto times = over_seeds([&](std::uint64_t seed) {
      return measure<DynamicBatcher>(settings, {utilization, 20000, seed}, items(law)).mean_time_s;
    });
    check_theory(law.name, times, 1 / (1 - utilization), 0.12);
  }
}

// An iteration of b sequences takes b ms and gives each one token: the GPU is shared by the token.
TEST_CASE("continuous batching in its limit is a processor-sharing queue") {
  IterationModel iteration;
  iteration.ms_per_token = 1;
  VllmServer server;
  server.max_num_seqs = 1024;
  server.max_num_batched_tokens = 100'000;
  server.max_model_len = 100'000;
  server.prefix_caching = server.async_scheduling = false;
  server.enforce_eager = true;  // no padding of small batches
  const serving::LlmServerSettings settings(iteration, server, 10'000'000);
  const double utilization = 0.6;
  for (const Law& law : laws) {
    const auto job = [&](std::uint32_t number, const random::Uniforms& u) {
      return serving::Job{number, 1, 1 + law.service_us(u) / 1000};  // 1000 tokens of 1 ms on average, and the half of one that rounding takes
    };
    const auto times = over_seeds([&](std::uint64_t seed) {
      return measure<serving::LlmServer>(settings, {utilization, 10000, seed}, job).mean_time_s;
    });
    check_theory(law.name, times, 1 / (1 - utilization), 0.12);
  }
}

TEST_CASE("the number in a pool is throughput times time spent (Little), and no request is lost") {
  const auto check = [](const Measured& measured) {
    CHECK(std::abs(measured.mean_in_system / (measured.throughput_rps * measured.mean_time_s) - 1) < 0.005);
    CHECK(measured.completed == measured.accepted);
  };
  check(measure<Station>({3}, {2.1, 200000}, items(laws[1])));

  const BatchServer batches{.max_batch_size = 16, .preferred_batch_sizes = {4, 8}, .max_queue_delay_us = 20'000, .instances = 2};
  BatchModel model;
  model.base_ms = 10;
  model.ms_per_item = 1;
  const BatchServerSettings batcher(model, batches, 1);
  const auto request = [](std::uint32_t number, const random::Uniforms& u) {
    return serving::Job{number, 1 + static_cast<std::int32_t>(u[0] * 3), 1};
  };
  check(measure<DynamicBatcher>(batcher, {500, 100000}, request, 3));

  IterationModel iteration;
  iteration.base_ms = 6.2;
  iteration.ms_per_token = 0.0172;
  const serving::LlmServerSettings llm(iteration, {}, 10000);
  const auto prompt = [](std::uint32_t number, const random::Uniforms& u) {
    return serving::Job{number, 1 + static_cast<std::int32_t>(u[0] * 4000), 1};
  };
  check(measure<serving::LlmServer>(llm, {16, 50000}, prompt, 2));
}
