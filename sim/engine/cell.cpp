#include "engine/cell.h"

#include <cmath>

namespace tradewind::engine {

void Cell::count(const RequestRecord& record, const demand::Sizes& sizes) {
  ++requests.offered;
  requests.completed += record.fate == Fate::completed;
  requests.rejected += record.fate == Fate::rejected;
  requests.timed_out += record.fate == Fate::timed_out;
  requests.failed += record.fate == Fate::failed;
  requests.retried += record.attempts - 1;
  request_bytes += record.attempts * static_cast<std::uint64_t>(std::llround(sizes.request_bytes(record.size)));
  if (record.fate == Fate::completed) response_bytes += static_cast<std::uint64_t>(std::llround(sizes.response_bytes(record.output_tokens)));
  new_connections += record.new_connection;
}

void Cell::judge(const RequestRecord& record, const Workload& workload) {
  ++judged;
  if (record.fate != Fate::completed) return;
  const Time perceived = workload.slo.metric == LatencyMetric::ttft ? record.ttft() : record.e2e();
  within_slo += kernel::to_ms(perceived) <= workload.slo.target_ms;
  e2e.add(record.e2e());
  network.add(record.network());
  queue.add(record.queue);
  service.add(record.service);
  if (!workload.is_llm()) return;
  ttft.add(record.ttft());
  if (record.output_tokens > 1) tpot.add((record.end - record.first) / (record.output_tokens - 1));
}

void Cell::merge(const Cell& other) {
  requests.offered += other.requests.offered;
  requests.completed += other.requests.completed;
  requests.rejected += other.requests.rejected;
  requests.timed_out += other.requests.timed_out;
  requests.failed += other.requests.failed;
  requests.retried += other.requests.retried;
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

}  // namespace tradewind::engine
