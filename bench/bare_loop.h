// The least that simulating a continuously batched replica costs: one replica, requests of one size, chunked prefill, leaps between two changes of
// the batch; no KV blocks, no prefix cache, no preemption, no asynchronous scheduling, no per-request results but two sums. What the simulator costs
// more than this is the price of all that.
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <queue>
#include <vector>

#include "serving/iteration_time.h"

namespace tradewind::bench {

struct BareRequest {
  std::int64_t arrival_ns;
  std::int32_t prompt, output;
};

struct BareResult {
  double ttft_ms_sum = 0, e2e_ms_sum = 0;
  std::uint64_t iterations = 0;
};

class BareLoop {
 public:
  BareLoop(const serving::IterationTime& time, int max_num_seqs, int max_num_batched_tokens)
      : time_(time), max_num_seqs_(max_num_seqs), budget_(max_num_batched_tokens) {}

  BareResult run(const std::vector<BareRequest>& requests, bool leap) {
    std::size_t arrived = 0, started = 0;
    double now = 0;
    const auto arrival_ms = [&](std::size_t i) { return static_cast<double>(requests[i].arrival_ns) * 1e-6; };
    while (started < requests.size() || decoding_ > 0) {
      if (decoding_ == 0 && started == arrived && arrived < requests.size()) now = std::max(now, arrival_ms(arrived));
      while (arrived < requests.size() && arrival_ms(arrived) <= now) ++arrived;
      if (started < arrived && decoding_ < max_num_seqs_) {
        now = mixed(requests, started, arrived, now);
        continue;
      }
      std::int64_t steps = leap ? finishes_.top().step - step_ : 1;
      if (leap && arrived < requests.size() && decoding_ < max_num_seqs_) {
        const double until = time_.decode_iterations(decoding_, kv_ + decoding_, arrival_ms(arrived) - now);
        steps = std::min(steps, static_cast<std::int64_t>(std::ceil(until)));
        steps = std::max<std::int64_t>(steps, 1);
      }
      now += time_.decode_run_ms(decoding_, kv_ + decoding_, steps);
      step_ += steps;
      kv_ += static_cast<double>(steps) * decoding_;
      result_.iterations += static_cast<std::uint64_t>(steps);
      finish(requests, now);
    }
    return result_;
  }

 private:
  struct Finish {
    std::int64_t step;
    std::uint32_t request;
    bool operator>(const Finish& other) const { return step > other.step; }
  };

  double mixed(const std::vector<BareRequest>& requests, std::size_t& started, std::size_t arrived, double now) {
    serving::Batch batch{.tokens = decoding_, .emitting = decoding_, .decoding = decoding_, .kv_tokens = kv_ + decoding_};
    const std::size_t first = started;
    const int decoding = decoding_;
    int joined = 0;
    while (started < arrived && decoding + joined < max_num_seqs_ && batch.tokens < budget_) {
      const int chunk = std::min(requests[started].prompt - partial_, budget_ - batch.tokens);
      batch.tokens += chunk;
      ++batch.chunks;
      batch.chunk_tokens += chunk;
      batch.chunk_pairs += chunk * (partial_ + chunk / 2.0);
      partial_ += chunk;
      if (partial_ < requests[started].prompt) break;
      partial_ = 0;
      ++joined;
      ++batch.emitting;
      ++started;
    }
    now += time_.ms(batch);
    ++step_;
    ++result_.iterations;
    kv_ += decoding_;
    finish(requests, now);
    for (std::size_t i = first; i < started; ++i) {
      result_.ttft_ms_sum += now - static_cast<double>(requests[i].arrival_ns) * 1e-6;
      kv_ += requests[i].prompt;
      ++decoding_;
      finishes_.push({step_ + requests[i].output - 1, static_cast<std::uint32_t>(i)});
    }
    return now;
  }

  void finish(const std::vector<BareRequest>& requests, double now) {
    while (!finishes_.empty() && finishes_.top().step == step_) {
      const BareRequest& request = requests[finishes_.top().request];
      result_.e2e_ms_sum += now - static_cast<double>(request.arrival_ns) * 1e-6;
      kv_ -= request.prompt + request.output - 1;
      --decoding_;
      finishes_.pop();
    }
  }

  const serving::IterationTime& time_;
  int max_num_seqs_, budget_;
  int decoding_ = 0, partial_ = 0;
  double kv_ = 0;
  std::int64_t step_ = 0;
  std::priority_queue<Finish, std::vector<Finish>, std::greater<>> finishes_;
  BareResult result_;
};

}  // namespace tradewind::bench
