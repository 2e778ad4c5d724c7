#include "engine/replication.h"

#include <cmath>

#include "statistics/mser5.h"

namespace tradewind::engine {
namespace {

// Finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

std::uint64_t hash(const RequestRecord& record, const RequestStream& stream, int window) {
  std::uint64_t h = 0;
  for (const std::uint64_t word :
       {std::uint64_t{stream.workload} << 32 | stream.population, std::uint64_t{record.index} << 16 | static_cast<std::uint64_t>(window),
        static_cast<std::uint64_t>(record.sent), static_cast<std::uint64_t>(record.first), static_cast<std::uint64_t>(record.end)})
    h = mix(h + 0x9e3779b97f4a7c15u + word);
  return h;
}

std::size_t warmup_requests(const std::vector<RequestRecord>& records) {
  std::vector<double> at_server_ms;
  std::vector<std::size_t> position;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (records[i].fate != Fate::completed) continue;
    at_server_ms.push_back(kernel::to_ms(records[i].queue + records[i].service));
    position.push_back(i);
  }
  const std::size_t dropped = statistics::mser5_warmup(at_server_ms);
  return dropped == 0 ? 0 : position[dropped];
}

}  // namespace

void Cell::merge(const Cell& other) {
  requests.offered += other.requests.offered;
  requests.completed += other.requests.completed;
  requests.rejected += other.requests.rejected;
  requests.timed_out += other.requests.timed_out;
  judged += other.judged;
  within_slo += other.within_slo;
  request_bytes += other.request_bytes;
  response_bytes += other.response_bytes;
  new_connections += other.new_connections;
  e2e.merge(other.e2e);
  network.merge(other.network);
  queue.merge(other.queue);
  service.merge(other.service);
  ttft.merge(other.ttft);
  tpot.merge(other.tpot);
}

Replication::Replication(const Plan& plan) : plan_(&plan), cells_(plan.routes.size()), loads_(static_cast<std::size_t>(plan.schedule.windows)) {}

void Replication::add(int window, const WindowResult& result) {
  const std::size_t warmup = warmup_requests(result.records);
  const std::lock_guard lock(mutex_);
  for (std::size_t i = 0; i < result.records.size(); ++i) {
    const RequestRecord& record = result.records[i];
    Cell& cell = cells_[record.route];
    count(cell, record);
    if (i >= warmup) judge(cell, record);
    fingerprint_ += hash(record, plan_->streams[plan_->routes[record.route].stream], window);
  }
  loads_[static_cast<std::size_t>(window)] = result.loads;
  events_ += result.events;
}

void Replication::count(Cell& cell, const RequestRecord& record) const {
  const demand::Sizes& sizes = plan_->sizes[plan_->pools[plan_->routes[record.route].pool].workload];
  ++cell.requests.offered;
  cell.requests.completed += record.fate == Fate::completed;
  cell.requests.rejected += record.fate == Fate::rejected;
  cell.requests.timed_out += record.fate == Fate::timed_out;
  cell.request_bytes += static_cast<std::uint64_t>(std::llround(sizes.request_bytes(record.size)));
  if (record.fate == Fate::completed) cell.response_bytes += static_cast<std::uint64_t>(std::llround(sizes.response_bytes(record.output_tokens)));
  cell.new_connections += record.new_connection;
}

void Replication::judge(Cell& cell, const RequestRecord& record) const {
  const Workload& workload = plan_->world->workloads[plan_->pools[plan_->routes[record.route].pool].workload];
  ++cell.judged;
  if (record.fate != Fate::completed) return;
  const Time perceived = workload.slo.metric == LatencyMetric::ttft ? record.ttft() : record.e2e();
  cell.within_slo += kernel::to_ms(perceived) <= workload.slo.target_ms;
  cell.e2e.add(record.e2e());
  cell.network.add(record.network());
  cell.queue.add(record.queue);
  cell.service.add(record.service);
  if (!workload.is_llm()) return;
  cell.ttft.add(record.ttft());
  if (record.output_tokens > 1) cell.tpot.add((record.end - record.first) / (record.output_tokens - 1));
}

}  // namespace tradewind::engine
