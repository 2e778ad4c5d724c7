// LLM servers with prefill and decode apart: a request goes to a prefill server, which computes its prompt, then its KV cache to a decode server,
// which computes the answer. Each kind has a balancer of its own, and any decode server may take over from any prefill server.
//   Zhong et al., "DistServe: disaggregating prefill and decoding for goodput-optimized large language model serving", OSDI 2024
//   vLLM, docs/features/disagg_prefill (NixlConnector), read 2026-11: the prefill server answers a request of one token, the decode server the rest
// The servers of both kinds are counted through, prefill first.
#pragma once

#include <deque>
#include <queue>
#include <span>
#include <unordered_map>
#include <vector>

#include "kernel/slots.h"
#include "serving/leaving.h"
#include "serving/llm_server.h"
#include "serving/pool_of.h"
#include "tradewind/scenarios/pool.h"

namespace tradewind::serving {

// The KV cache's way from a prefill to a decode server.
struct KvWay {
  double latency_ms = 0, ms_per_token = 0;

  KvWay() = default;
  KvWay(const KvTransfer& transfer, std::int64_t kv_bytes_per_token);
  Time time(std::int32_t prompt_tokens) const { return kernel::from_ms(latency_ms + ms_per_token * prompt_tokens); }
};

class DisaggregatedPool {
 public:
  using Servers = PoolOf<LlmServer>;

  DisaggregatedPool(std::span<const Servers::Group> prefill, std::span<const Servers::Group> decode, Balancing balancing, const KvWay& way);

  // The content of a job is read by the server that took it, for prefill; for decode the pool has a copy.
  Taken arrive(Time now, const Job& job, double u);
  Time next_wake() const;
  std::span<const Completion> wake();
  // The server that woke last, or the one that a KV cache arrived at.
  std::uint32_t woken() const { return woken_; }
  void cancel(Time now, std::uint32_t replica, const Job& job);
  ServerLoad load(Time now) const;

  const Servers& prefill() const { return prefill_; }
  const Servers& decode() const { return decode_; }

 private:
  enum class Place : std::uint8_t { prefill, on_its_way, decode, cancelled_on_its_way };
  // A request from its arrival until the decode server has let go of its texts.
  struct Passage {
    std::uint32_t name = 0;  // by which the caller knows it
    Job job;                 // of the server where it is
    std::int32_t output_tokens = 1;
    double u = 1;
    Place place = Place::prefill;
    std::uint32_t server = 0;  // of its kind
    PromptContent content;
    Time scheduled = 0;  // at the prefill server
    std::int32_t cached_tokens = 0;
  };

  struct KvArrival {
    Time time;
    std::uint64_t number;  // in the order in which they set out
    std::uint32_t passage;
    bool operator>(const KvArrival& other) const { return std::pair(time, number) > std::pair(other.time, other.number); }
  };

  Time next_kv() const { return on_their_way_.empty() ? kernel::never : on_their_way_.top().time; }
  void finish_prefill(const Completion& completion);
  void kv_arrives();
  void finish_decode(const Completion& completion);
  void end(std::uint32_t slot);

  Servers prefill_, decode_;
  KvWay way_;
  std::priority_queue<KvArrival, std::vector<KvArrival>, std::greater<>> on_their_way_;
  std::uint64_t set_out_ = 0;
  kernel::Slots<Passage, std::deque<Passage>> passages_;
  std::unordered_map<std::uint32_t, std::uint32_t> by_name_;
  Leaving<std::uint32_t> leaving_;  // passages, by decode server
  std::vector<std::uint32_t> left_;
  std::vector<Completion> completed_;
  std::uint32_t woken_ = 0;
};

}  // namespace tradewind::serving
