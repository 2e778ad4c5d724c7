#include "serving/disaggregated_pool.h"

#include <algorithm>
#include <numeric>

#include "tradewind/scenarios/splitmix64.h"

namespace tradewind::serving {
namespace {

constexpr const char* too_many = "More than 16 million requests are in a pool at once: it is far too small for its load.";

std::uint32_t servers_of(const DisaggregatedPool::Servers& servers) { return static_cast<std::uint32_t>(servers.servers().size()); }

// The decode balancer's draw, in (0, 1], made from that of the prefill balancer.
double second_draw(double u) {
  return static_cast<double>((splitmix64_finalized(std::bit_cast<std::uint64_t>(u) + splitmix64_increment) >> 11) + 1) * 0x1p-53;
}

}  // namespace

KvWay::KvWay(const KvTransfer& transfer, std::int64_t kv_bytes_per_token)
    : latency_ms(transfer.latency_ms),
      ms_per_token(transfer.gbit_s > 0 ? static_cast<double>(kv_bytes_per_token) * 8 / (transfer.gbit_s * 1e6) : 0) {}

DisaggregatedPool::DisaggregatedPool(std::span<const Servers::Group> prefill, std::span<const Servers::Group> decode, Balancing balancing,
                                     const KvWay& way)
    : prefill_(prefill, balancing), decode_(decode, balancing), way_(way), leaving_(servers_of(decode_)) {}

Taken DisaggregatedPool::arrive(Time now, const Job& job, double u) {
  const std::uint32_t slot = passages_.take(too_many);
  Passage& passage = passages_[slot];
  passage.name = job.request;
  passage.job = job;
  passage.job.request = slot;
  passage.job.output_tokens = 1;
  passage.output_tokens = job.output_tokens;
  passage.u = u;
  passage.place = Place::prefill;
  const Taken taken = prefill_.arrive(now, passage.job, u);
  passage.server = taken.replica;
  if (taken.accepted)
    by_name_[job.request] = slot;
  else
    passages_.give_back(slot);
  return taken;
}

Time DisaggregatedPool::next_wake() const { return std::min({prefill_.next_wake(), decode_.next_wake(), next_kv()}); }

// At equal times what comes from outside a server goes before it: see pool_of.h.
std::span<const Completion> DisaggregatedPool::wake() {
  completed_.clear();
  if (next_kv() == next_wake()) {
    kv_arrives();
  } else if (prefill_.next_wake() <= decode_.next_wake()) {
    for (const Completion& completion : prefill_.wake()) finish_prefill(completion);
    woken_ = prefill_.woken();
  } else {
    const auto completions = decode_.wake();
    left_.clear();
    leaving_.woken(decode_.woken(), left_);
    for (const std::uint32_t slot : left_) passages_.give_back(slot);
    for (const Completion& completion : completions) finish_decode(completion);
    woken_ = servers_of(prefill_) + decode_.woken();
  }
  return completed_;
}

void DisaggregatedPool::finish_prefill(const Completion& completion) {
  Passage& passage = passages_[completion.request];
  passage.place = Place::on_its_way;
  passage.scheduled = completion.scheduled;
  passage.cached_tokens = completion.cached_tokens;
  if (passage.job.content != nullptr) {
    passage.content = *passage.job.content;
    passage.job.content = &passage.content;
  }
  on_their_way_.push({completion.end + way_.time(passage.job.size), set_out_++, completion.request});
}

void DisaggregatedPool::kv_arrives() {
  const auto [now, number, slot] = on_their_way_.top();
  on_their_way_.pop();
  Passage& passage = passages_[slot];
  if (passage.place == Place::cancelled_on_its_way) return passages_.give_back(slot);
  passage.job.output_tokens = passage.output_tokens;
  passage.job.prefilled = true;
  const Taken taken = decode_.arrive(now, passage.job, second_draw(passage.u));
  passage.place = Place::decode;
  passage.server = taken.replica;
  woken_ = servers_of(prefill_) + taken.replica;
  if (taken.accepted) return;
  completed_.push_back({.request = passage.name, .end = now, .rejected = true});
  by_name_.erase(passage.name);
  passages_.give_back(slot);
}

void DisaggregatedPool::finish_decode(const Completion& completion) {
  const Passage& passage = passages_[completion.request];
  Completion whole = completion;
  whole.request = passage.name;
  whole.scheduled = passage.scheduled;
  whole.cached_tokens = passage.cached_tokens;
  completed_.push_back(whole);
  end(completion.request);
}

// At a decode server.
void DisaggregatedPool::end(std::uint32_t slot) {
  by_name_.erase(passages_[slot].name);
  leaving_.leave(passages_[slot].server, slot);
}

void DisaggregatedPool::cancel(Time now, std::uint32_t, const Job& job) {
  const auto found = by_name_.find(job.request);
  if (found == by_name_.end()) return;
  const std::uint32_t slot = found->second;
  Passage& passage = passages_[slot];
  if (passage.place == Place::decode) {
    decode_.cancel(now, passage.server, passage.job);
    return end(slot);
  }
  by_name_.erase(found);
  if (passage.place == Place::on_its_way) {
    passage.place = Place::cancelled_on_its_way;
  } else {
    prefill_.cancel(now, passage.server, passage.job);
    passages_.give_back(slot);
  }
}

ServerLoad DisaggregatedPool::load(Time now) const {
  ServerLoad sum = prefill_.load(now);
  return sum += decode_.load(now);
}

}  // namespace tradewind::serving
