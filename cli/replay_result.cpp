#include "replay_result.h"

#include <fmt/format.h>

#include <set>

#include "terminal/style.h"
#include "terminal/table.h"
#include "tradewind/scenarios/version.h"
#include "tradewind/sim/share.h"

namespace tradewind {
namespace {

using Json = nlohmann::ordered_json;
using terminal::grouped;
using terminal::milliseconds;

Json latency_json(const LatencySummary& s) {
  return {{"mean", s.mean}, {"p50", s.p50}, {"p90", s.p90}, {"p95", s.p95}, {"p99", s.p99}, {"p999", s.p999}, {"max", s.max}, {"count", s.count}};
}

double per_second(double value, const ReplayFigures& figures) { return figures.span_s() > 0 ? value / figures.span_s() : 0; }

// Where the times of iterations come from; groups may differ.
Json sources_of(const LlmPool& pool) {
  Json list = Json::array();
  std::set<std::string> seen;
  for (const ReplicaGroup& group : pool.groups) {
    const IterationModel& model = group.iteration;
    if (!seen.insert(model.source + model.gpu + model.model + model.dtype).second) continue;
    Json entry = {{"source", model.source}};
    if (!model.gpu.empty()) entry.update({{"gpu", model.gpu}, {"model", model.model}, {"dtype", model.dtype}, {"tp", model.tensor_parallel}});
    list.push_back(entry);
  }
  return list;
}

// Where the times of batches come from.
Json sources_of(const ClassicPool& pool) {
  if (!pool.batch) return Json::array();
  Json entry = {{"source", pool.batch->source}};
  if (!pool.batch->gpu.empty()) entry.update({{"gpu", pool.batch->gpu}, {"model", pool.batch->model}, {"backend", pool.batch->backend}});
  return Json::array({entry});
}

int replicas_of(const LlmPool& pool) {
  int replicas = 0;
  for (const ReplicaGroup& group : pool.groups) replicas += group.replicas;
  return replicas;
}
int replicas_of(const ClassicPool& pool) { return pool.replicas; }

int replicas_of(const ServerPool& pool) {
  return std::visit([](const auto& servers) { return replicas_of(servers); }, pool);
}
Json sources(const ServerPool& pool) {
  return std::visit([](const auto& servers) { return sources_of(servers); }, pool);
}

bool is_classic(const ReplayResult& result) { return std::holds_alternative<ClassicPool>(result.pool); }

Json latencies_json(const ReplayResult& result) {
  const ReplayFigures& f = result.figures;
  if (is_classic(result)) return {{"e2e", latency_json(f.e2e)}, {"queue", latency_json(f.queue)}};
  return {{"ttft", latency_json(f.ttft)}, {"tpot", latency_json(f.tpot)}, {"e2e", latency_json(f.e2e)}, {"queue", latency_json(f.queue)}};
}

Json throughput_json(const ReplayResult& result) {
  const ReplayFigures& f = result.figures;
  Json json = {{"requests_per_s", per_second(static_cast<double>(f.completed), f)}};
  if (is_classic(result))
    json["items_per_s"] = per_second(static_cast<double>(f.prompt_tokens), f);
  else
    json.update({{"prompt_tokens_per_s", per_second(static_cast<double>(f.prompt_tokens), f)},
                 {"output_tokens_per_s", per_second(static_cast<double>(f.output_tokens), f)}});
  return json;
}

// What only LLM servers have.
void print_llm_totals(const ReplayResult& result, std::FILE* stream) {
  const ReplayFigures& f = result.figures;
  fmt::print(stream, ", {} output tokens/s, {} of the prompt tokens from the prefix cache\n",
             grouped(per_second(static_cast<double>(f.output_tokens), f)), terminal::share(share_of(f.cached_tokens, f.prompt_tokens)));
  if (result.summary)
    fmt::print(stream, "{} iterations, {} preemptions\n", grouped(static_cast<double>(result.summary->iterations)),
               grouped(static_cast<double>(result.summary->preemptions)));
}

}  // namespace

std::string_view to_string(ReplayFate fate) {
  constexpr std::string_view names[] = {"completed", "rejected_length", "rejected_queue", "timed_out"};
  return names[static_cast<int>(fate)];
}

nlohmann::ordered_json replay_json(const ReplayResult& result) {
  const ReplayFigures& f = result.figures;
  Json json = {{"version", version()},
               {"pool", result.pool_file},
               {"replicas", replicas_of(result.pool)},
               {is_classic(result) ? "batch" : "iteration", sources(result.pool)},
               {"trace", result.trace_file},
               {"trace_format", result.trace_format},
               {"trace_notes", result.trace_notes},
               {"seed", result.seed},
               {"interrupted", result.interrupted},
               {"requests",
                {{"offered", f.offered},
                 {"completed", f.completed},
                 {"rejected", f.rejected_length + f.rejected_queue},
                 {"rejected_length", f.rejected_length},
                 {"rejected_queue", f.rejected_queue},
                 {"timed_out", f.timed_out}}},
               {"latency_ms", latencies_json(result)},
               {"throughput", throughput_json(result)},
               {"overloaded", f.overload.overloaded},
               {"waiting_growth", f.overload.waiting_growth},
               {"lost_share", f.overload.lost_share},
               {"arrivals_s", f.last_arrival_s - f.first_arrival_s},
               {"simulated_s", f.span_s()},
               {"wall_s", result.wall_s}};
  if (is_classic(result)) return json;
  json["cached_prompt_share"] = share_of(f.cached_tokens, f.prompt_tokens);
  if (result.summary) json.update({{"iterations", result.summary->iterations}, {"preemptions", result.summary->preemptions}});
  return json;
}

void print_replay(const ReplayResult& result, std::FILE* stream) {
  const ReplayFigures& f = result.figures;
  const auto count = [](std::uint64_t value) { return grouped(static_cast<double>(value)); };
  for (const std::string& note : result.trace_notes) fmt::print(stream, "note: {}\n", terminal::printable(note));
  fmt::print(stream, "{} ({})\n", terminal::printable(result.trace_file), terminal::printable(result.trace_format));
  fmt::print(stream, "{} of {} requests completed on {} replicas in {}", count(f.completed), count(f.offered), replicas_of(result.pool),
             terminal::duration(f.span_s()));
  if (f.rejected_length > 0) fmt::print(stream, ", {} rejected as too long", count(f.rejected_length));
  if (f.rejected_queue > 0) fmt::print(stream, ", {} rejected by a full queue", count(f.rejected_queue));
  if (f.timed_out > 0) fmt::print(stream, ", {} timed out", count(f.timed_out));
  fmt::print(stream, "\n\n");
  terminal::Table table({{"latency, ms"}, {"mean", true}, {"p50", true}, {"p90", true}, {"p95", true}, {"p99", true}, {"max", true}});
  const auto add = [&](const char* name, const LatencySummary& s) {
    if (s.count > 0)
      table.add(
          {name, milliseconds(s.mean), milliseconds(s.p50), milliseconds(s.p90), milliseconds(s.p95), milliseconds(s.p99), milliseconds(s.max)});
  };
  if (!is_classic(result)) {
    add("first token", f.ttft);
    add("per output token", f.tpot);
  }
  add("whole answer", f.e2e);
  add("  waiting", f.queue);
  table.print(stream);
  fmt::print(stream, "\n{} requests/s", grouped(per_second(static_cast<double>(f.completed), f), 2));
  if (is_classic(result))
    fmt::print(stream, ", {} items/s\n", grouped(per_second(static_cast<double>(f.prompt_tokens), f), 2));
  else
    print_llm_totals(result, stream);
  if (f.overload.overloaded)
    fmt::print(stream, "{}: the wait grows by {:.3g} s each second, {} of the requests are lost\n",
               terminal::styled("OVERLOADED", terminal::Style::red, stream), f.overload.waiting_growth, terminal::share(f.overload.lost_share));
}

}  // namespace tradewind
