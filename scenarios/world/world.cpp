#include "tradewind/scenarios/world.h"

namespace tradewind {

std::string_view to_string(LatencyMetric metric) { return metric == LatencyMetric::e2e ? "e2e" : "ttft"; }

std::string_view to_string(Balancing balancing) {
  switch (balancing) {
    case Balancing::round_robin:
      return "round_robin";
    case Balancing::least_outstanding:
      return "least_outstanding";
    case Balancing::power_of_two:
      return "power_of_two";
    case Balancing::prefix_affinity:
      return "prefix_affinity";
    case Balancing::least_tokens:
      break;
  }
  return "least_tokens";
}

std::string_view to_string(SchedulingPolicy policy) { return policy == SchedulingPolicy::fcfs ? "fcfs" : "priority"; }

std::string_view to_string(FaultKind fault) {
  constexpr std::string_view names[fault_kinds] = {"region",       "zone",           "node",   "link",      "edge", "dns",          "registry",
                                                   "slow_replica", "flapping_check", "mirror", "partition", "gpu",  "one_way_loss", "metrics"};
  return names[static_cast<std::size_t>(fault)];
}

double Workload::mean_request_bytes() const {
  if (const auto* llm = std::get_if<LlmServing>(&serving)) return llm->prompt_tokens.mean() * llm->bytes_per_token;
  return std::get<ClassicServing>(serving).request_bytes;
}

const std::vector<PriorityClass>& Workload::priority_classes() const {
  static const std::vector<PriorityClass> all_alike = {{}};
  const auto* llm = std::get_if<LlmServing>(&serving);
  return llm == nullptr ? all_alike : llm->priority_classes;
}

const Session& Workload::session() const {
  static const Session none;
  const auto* llm = std::get_if<LlmServing>(&serving);
  return llm == nullptr ? none : llm->session;
}

double Workload::mean_response_bytes() const {
  if (const auto* llm = std::get_if<LlmServing>(&serving)) return llm->output_tokens.mean() * (llm->bytes_per_token + llm->stream_overhead_bytes);
  return std::get<ClassicServing>(serving).response_bytes;
}

double World::mean_rps(std::size_t workload, std::size_t population) const {
  const Grid& rates = rate_rps[workload];
  double sum = 0;
  for (std::size_t hour = 0; hour < rates.columns(); ++hour) sum += rates(population, hour);
  return sum / static_cast<double>(rates.columns());
}

std::vector<double> World::total_rps(std::size_t workload) const {
  const Grid& rates = rate_rps[workload];
  std::vector<double> total(rates.columns());
  for (std::size_t hour = 0; hour < total.size(); ++hour)
    for (std::size_t population = 0; population < rates.rows(); ++population) total[hour] += rates(population, hour);
  return total;
}

std::vector<double> World::total_rps() const {
  std::vector<double> total(hours_per_week);
  for (std::size_t workload = 0; workload < workloads.size(); ++workload) {
    const std::vector<double> rates = total_rps(workload);
    for (std::size_t hour = 0; hour < total.size(); ++hour) total[hour] += rates[hour];
  }
  return total;
}

const ServingOption* World::serving(std::uint32_t workload, std::uint32_t offer) const {
  for (const ServingOption& option : serving_options)
    if (option.workload == workload && option.offer == offer) return &option;
  return nullptr;
}

}  // namespace tradewind
