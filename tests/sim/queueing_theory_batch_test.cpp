// Bulk service: batches of at least a and at most b requests (Bailey 1954 for a = 1; Neuts, "A general class of bulk queues with Poisson input",
// Annals of Mathematical Statistics 38, 1967). Theory by the Markov chain embedded at the ends of batches, solved by iteration.
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <catch2/catch_test_macros.hpp>
#include <memory>

#include "sim/support_queueing.h"

using namespace tradewind;
using namespace tradewind::test;
using serving::BatchServerSettings;
using serving::DynamicBatcher;

namespace {

constexpr int longest = 200;  // queue; longer ones have no weight at these loads

// Service time of a batch of one size, and what comes meanwhile.
struct Service {
  double mean_s = 0, mean_square_s2 = 0;
  std::vector<double> arrivals = std::vector<double>(longest + 1);  // probability of so many
};

struct BulkQueue {
  double rate_rps = 1;
  int least = 1, most = 1;
  std::vector<Service> service;  // by batch size

  int batch(int queue) const { return std::clamp(queue, least, most); }
  int left(int queue) const { return std::max(queue - batch(queue), 0); }
};

std::vector<double> stationary(const BulkQueue& queue) {
  std::vector<double> now(longest + 1, 1.0 / (longest + 1)), next;
  for (double change = 1; change > 1e-13; now.swap(next)) {
    next.assign(longest + 1, 0);
    for (int q = 0; q <= longest; ++q)
      for (int more = 0; more <= longest; ++more)
        next[static_cast<std::size_t>(std::min(queue.left(q) + more, longest))] +=
            now[static_cast<std::size_t>(q)] * queue.service[static_cast<std::size_t>(queue.batch(q))].arrivals[static_cast<std::size_t>(more)];
    change = 0;
    for (std::size_t q = 0; q <= longest; ++q) change += std::abs(next[q] - now[q]);
  }
  return now;
}

struct Times {
  double wait_s = 0, in_service_s = 0;
};

// Means over requests: the queue's integral over a cycle from one end of a batch to the next (Little), and the service times of the batches by size.
Times theory(const BulkQueue& queue) {
  const std::vector<double> ends = stationary(queue);
  double cycle_s = 0, waiting = 0, requests = 0, service = 0;
  for (int q = 0; q <= longest; ++q) {
    const double weight = ends[static_cast<std::size_t>(q)];
    const Service& s = queue.service[static_cast<std::size_t>(queue.batch(q))];
    for (int present = q; present < queue.least; ++present) {  // until there are enough
      cycle_s += weight / queue.rate_rps;
      waiting += weight * present / queue.rate_rps;
    }
    cycle_s += weight * s.mean_s;
    waiting += weight * (queue.left(q) * s.mean_s + queue.rate_rps * s.mean_square_s2 / 2);
    requests += weight * queue.batch(q);
    service += weight * queue.batch(q) * s.mean_s;
  }
  return {waiting / cycle_s / queue.rate_rps, service / requests};
}

Service constant(double rate_rps, double seconds) {
  Service service{seconds, seconds * seconds};
  const boost::math::poisson_distribution<> arrivals(rate_rps * seconds);
  for (int k = 0; k <= longest; ++k) service.arrivals[static_cast<std::size_t>(k)] = boost::math::pdf(arrivals, k);
  return service;
}

// The sum of n exponential times.
Service erlang(double rate_rps, int n, double mean_s) {
  Service service{n * mean_s, n * (n + 1) * mean_s * mean_s};
  const boost::math::negative_binomial_distribution<> arrivals(n, 1 / (1 + rate_rps * mean_s));
  for (int k = 0; k <= longest; ++k) service.arrivals[static_cast<std::size_t>(k)] = boost::math::pdf(arrivals, k);
  return service;
}

template <class MakeService>
BulkQueue bulk_queue(double rate_rps, int least, int most, const MakeService& service) {
  BulkQueue queue{rate_rps, least, most, std::vector<Service>(static_cast<std::size_t>(most) + 1)};
  for (int n = least; n <= most; ++n) queue.service[static_cast<std::size_t>(n)] = service(n);
  return queue;
}

// A batch starts with at least `least` requests and takes what waits, up to `most`: every size between is preferred, and no wait is ever over.
BatchServer neuts(int least, int most) {
  BatchServer server{.max_batch_size = most, .max_queue_delay_us = 2'000'000'000};
  for (int size = least; size <= most; ++size) server.preferred_batch_sizes.push_back(size);
  return server;
}

void check_bulk(const std::string& name, const BulkQueue& queue, const BatchServerSettings& settings, const auto& job) {
  std::vector<double> waits, services;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const Measured measured = measure<DynamicBatcher>(settings, {queue.rate_rps, 40000, seed}, job);
    waits.push_back(measured.mean_wait_s);
    services.push_back(measured.mean_time_s - measured.mean_wait_s);
  }
  const Times expected = theory(queue);
  check_theory(name + ", wait", waits, expected.wait_s, 0.06);
  check_theory(name + ", service", services, expected.in_service_s, 0.02);
}

// The time of a batch is exponential, whatever its size: a new one is drawn before each event, and the batch that starts takes it.
class ExponentialBatches {
 public:
  struct Settings {
    double mean_s;
    BatchServer server;
    std::uint64_t seed;
  };
  explicit ExponentialBatches(const Settings& settings)
      : mean_s_(settings.mean_s),
        settings_(std::make_shared<BatchServerSettings>(BatchModel{}, settings.server, 1)),
        server_(*settings_),
        draws_(settings.seed, 0, random::Purpose::sizes, 1, 0) {}

  bool arrive(Time now, const serving::Job& job) {
    draw();
    return server_.arrive(now, job);
  }
  void wake(Time now) {
    draw();
    server_.wake(now);
  }
  Time next_wake() const { return server_.next_wake(); }
  std::span<const serving::Completion> completed() const { return server_.completed(); }
  serving::ServerLoad load(Time now) const { return server_.load(now); }

 private:
  void draw() { settings_->model.base_ms = -1000 * mean_s_ * std::log(draws_.draw(drawn_++)[0]); }

  double mean_s_;
  std::shared_ptr<BatchServerSettings> settings_;
  DynamicBatcher server_;
  random::Stream draws_;
  std::uint64_t drawn_ = 0;
};

// Mean wait in M/M^[a,b]/1: with r the root in (0,1) of mu r^(b+1) - (lambda + mu) r + lambda = 0, n wait while a batch is served with a probability
// proportional to r^n, and q < a while none is with one proportional to mu/lambda (1 - r^(q+1)) / (1 - r) (Neuts 1967; J. Medhi, Stochastic Models in
// Queueing Theory, 2nd edition, 2003, section 4.4).
double neuts_wait_s(double rate_rps, double mean_s, int least, int most) {
  const double mu = 1 / mean_s;
  double r = 0;
  for (int i = 0; i < 10000; ++i) r = (rate_rps + mu * std::pow(r, most + 1)) / (rate_rps + mu);
  double weight = 1 / (1 - r), waiting = r / (1 - r) / (1 - r);
  for (int q = 0; q < least; ++q) {
    const double idle = mu / rate_rps * (1 - std::pow(r, q + 1)) / (1 - r);
    weight += idle;
    waiting += q * idle;
  }
  return waiting / weight / rate_rps;
}

}  // namespace

TEST_CASE("the theory of bulk queues gives Pollaczek and Khinchine for batches of one") {
  const Times times = theory(bulk_queue(0.8, 1, 1, [](int) { return constant(0.8, 1); }));
  CHECK(std::abs(times.wait_s - 2) < 1e-6);
  CHECK(times.in_service_s == 1);
}

TEST_CASE("batches of a to b requests wait as Bailey and Neuts say: M/D^[a,b]/1, the service growing with the batch") {
  BatchModel model;
  model.base_ms = 500;
  model.ms_per_item = 100;
  const auto single = [](std::uint32_t number, const random::Uniforms&) { return serving::Job{number, 1, 1}; };
  struct Case {
    int least, most;
    double rate_rps;
  };
  for (const Case& c : {Case{1, 8, 4.0}, {4, 8, 1.0}, {4, 8, 5.0}, {8, 8, 5.0}}) {
    const BulkQueue queue = bulk_queue(c.rate_rps, c.least, c.most, [&](int n) { return constant(c.rate_rps, 0.5 + 0.1 * n); });
    const BatchServerSettings settings(model, neuts(c.least, c.most), 1);
    check_bulk("[" + std::to_string(c.least) + "," + std::to_string(c.most) + "]", queue, settings, single);
  }
}

TEST_CASE("batches of requests of exponential size wait as the embedded chain says: M/E_n^[1,b]/1") {
  BatchModel model;
  model.ms_per_item = 0.001;
  const BatchServer server{.kind = BatchServer::Kind::torchserve, .max_batch_size = 4};
  const BatchServerSettings settings(model, server, 1);
  const auto job = [](std::uint32_t number, const random::Uniforms& u) { return serving::Job{number, exponential_us(1e6, u[0]), 1}; };
  check_bulk("[1,4]", bulk_queue(0.7, 1, 4, [](int n) { return erlang(0.7, n, 1); }), settings, job);
}

TEST_CASE("batches of exponential time wait as the root of the characteristic equation says: M/M^[a,b]/1") {
  CHECK(std::abs(neuts_wait_s(0.8, 1, 1, 1) - 4) < 1e-9);  // M/M/1
  struct Case {
    int least, most;
    double rate_rps;
  };
  for (const Case& c : {Case{1, 4, 2.8}, {2, 4, 1.0}, {4, 8, 1.0}, {4, 8, 5.6}, {8, 8, 5.6}}) {
    const std::string name = "M/M[" + std::to_string(c.least) + "," + std::to_string(c.most) + "]/1";
    std::vector<double> waits, services;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
      const Measured measured = measure<ExponentialBatches>({1.0, neuts(c.least, c.most), seed}, {c.rate_rps, 40000, seed},
                                                            [](std::uint32_t number, const random::Uniforms&) {
                                                              return serving::Job{number, 1, 1};
                                                            });
      waits.push_back(measured.mean_wait_s);
      services.push_back(measured.mean_time_s - measured.mean_wait_s);
    }
    check_theory(name + ", wait", waits, neuts_wait_s(c.rate_rps, 1, c.least, c.most), 0.06);
    check_theory(name + ", service", services, 1, 0.02);
  }
}
