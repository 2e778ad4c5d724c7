// A fixed number of clients, each of whom thinks, sends a request and waits for the answer: machine repair, or Engset's finite source with waiting.
#include <catch2/catch_test_macros.hpp>
#include <queue>

#include "sim/support_queueing.h"

using namespace tradewind;
using namespace tradewind::test;

namespace {

// Answers a second of `clients` who think 1 / `think_rate` s on average, before `servers` exponential ones of mean 1 s: birth and death by the number
// of requests at the servers (Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory, section on finite-source queues).
double finite_source_rps(int clients, int servers, double think_rate) {
  double weight = 1, sum = 1, served = 0;
  for (int n = 1; n <= clients; ++n) {
    weight *= (clients - n + 1) * think_rate / std::min(n, servers);
    sum += weight;
    served += weight * std::min(n, servers);
  }
  return served / sum;
}

struct Answers {
  double rps = 0, mean_time_s = 0;
};

template <class Server>
Answers closed_loop(const typename Server::Settings& settings, int clients, double think_rate, std::uint64_t seed) {
  constexpr int answers = 40000, warmup = answers / 10;
  const typename serving::PoolOf<Server>::Group group{&settings, 1};
  serving::PoolOf<Server> pool(std::span(&group, 1), Balancing::round_robin);
  const random::Stream draws(seed, 0, random::Purpose::sizes, 0, 0);
  std::uint64_t drawn = 0;
  std::vector<Time> sent(static_cast<std::size_t>(clients));
  using Thought = std::pair<Time, std::uint32_t>;  // when a client has thought
  std::priority_queue<Thought, std::vector<Thought>, std::greater<>> thinking;
  const auto think = [&](Time now, std::uint32_t client) {
    thinking.emplace(now + Time{exponential_us(1e6 / think_rate, draws.draw(drawn++)[0])} * 1000, client);
  };
  for (std::uint32_t client = 0; client < sent.size(); ++client) think(0, client);
  int answered = 0;
  Time measured_from = 0, last = 0, spent = 0;
  while (answered < answers) {
    if (!thinking.empty() && thinking.top().first <= pool.next_wake()) {
      const auto [now, client] = thinking.top();
      thinking.pop();
      sent[client] = now;
      pool.arrive(now, {client, exponential_us(1e6, draws.draw(drawn++)[1]), 1}, 1);
      continue;
    }
    for (const serving::Completion& done : pool.wake()) {
      last = done.end;
      if (++answered == warmup) measured_from = last;
      if (answered > warmup) spent += done.end - sent[done.request];
      think(done.end, done.request);
    }
  }
  const double counted = answered - warmup;
  return {counted / kernel::to_s(last - measured_from), kernel::to_s(spent) / counted};
}

template <class Server>
void check_closed(const std::string& name, const typename Server::Settings& settings, int clients, int servers, double think_rate) {
  std::vector<double> rates, times;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const Answers answers = closed_loop<Server>(settings, clients, think_rate, seed);
    rates.push_back(answers.rps);
    times.push_back(answers.mean_time_s);
  }
  const double rps = finite_source_rps(clients, servers, think_rate);
  check_theory(name + ", answers a second", rates, rps, 0.01);
  check_theory(name + ", time", times, clients / rps - 1 / think_rate, 0.02);
}

}  // namespace

TEST_CASE("a closed loop of clients is the machine repair model") {
  check_closed<Station>("12 clients, 3 servers", {3}, 12, 3, 0.3);

  BatchModel model;
  model.ms_per_item = 0.001;
  const BatchServer one_by_one{.kind = BatchServer::Kind::torchserve, .max_batch_size = 1};
  const serving::BatchServerSettings fifo(model, one_by_one, 1);
  check_closed<serving::DynamicBatcher>("5 clients, one server", fifo, 5, 1, 0.25);

  // By the number in the system, processor sharing of exponential work is the same chain.
  BatchServer sharing = one_by_one;
  sharing.instances = 5;
  const serving::BatchServerSettings shared(model, sharing, 1);
  check_closed<serving::DynamicBatcher>("5 clients, one shared server", shared, 5, 1, 0.25);
}
