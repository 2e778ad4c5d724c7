#include "verbs/catalog_timing.h"

#include <fmt/format.h>

#include "terminal/table.h"
#include "tradewind/scenarios/catalogue.h"

namespace tradewind {
namespace {

struct TimingArguments {
  IterationQuery query;
  KvCacheSettings memory;
  std::string config;
  JsonOutput json;
};

// One batch of a server: sequences that decode behind contexts of a length, or one chunk of a prompt.
struct SampleBatch {
  int sequences = 0, context = 0, chunk = 0;
  std::string name() const { return chunk > 0 ? fmt::format("prompt of {}", chunk) : fmt::format("{} x {}", sequences, context); }

  // The formula of IterationModel.
  double ms(const IterationModel& m) const {
    const double d = sequences, c = chunk;
    double kernels = m.linear.at(d + c) + m.lm_head.at(d + (c > 0 ? 1 : 0));
    if (d > 0) kernels += m.decode_const_ms + m.decode_ms_per_seq * d + m.decode_ms_per_kv_token * d * context;
    if (c > 0) kernels += m.prefill_const_ms + m.prefill_ms_per_token * c + m.prefill_ms_per_pair * c * c / 2;
    return m.scale * kernels + m.host_ms + m.host_ms_per_seq * (d + (c > 0 ? 1 : 0));
  }
};

const std::vector<SampleBatch> samples{{1, 1024, 0}, {8, 1024, 0}, {32, 1024, 0}, {128, 1024, 0}, {0, 0, 512}, {0, 0, 2048}, {0, 0, 8192}};

nlohmann::json json_of(const IterationModel& m, const KvCapacity& capacity) {
  const auto table = [](const Table1d& t) { return nlohmann::json{{"x", t.x}, {"ms", t.y}}; };
  return {{"gpu", m.gpu},
          {"model", m.model},
          {"dtype", m.dtype},
          {"tensor_parallel", m.tensor_parallel},
          {"basis", to_string(m.basis)},
          {"source", m.source},
          {"linear", table(m.linear)},
          {"lm_head", table(m.lm_head)},
          {"decode_const_ms", m.decode_const_ms},
          {"decode_ms_per_seq", m.decode_ms_per_seq},
          {"decode_ms_per_kv_token", m.decode_ms_per_kv_token},
          {"prefill_const_ms", m.prefill_const_ms},
          {"prefill_ms_per_token", m.prefill_ms_per_token},
          {"prefill_ms_per_pair", m.prefill_ms_per_pair},
          {"scale", m.scale},
          {"host_ms", m.host_ms},
          {"host_ms_per_seq", m.host_ms_per_seq},
          {"frontend_ms", m.frontend_ms},
          {"weights_bytes", m.weights_bytes},
          {"kv_bytes_per_token", m.kv_bytes_per_token},
          {"kv_blocks", capacity.blocks}};
}

nlohmann::json json_of(const LoadTestGroup& group) {
  return {{"what", group.what},
          {"runs", group.runs},
          {"e2e_mean_error_percent", group.e2e_mean_percent},
          {"ttft_mean_error_percent", group.ttft_mean_percent},
          {"ttft_p99_error_percent", group.ttft_p99_percent}};
}

nlohmann::json json_of(const TimingErrors& errors) {
  nlohmann::json related = nlohmann::json::array();
  for (const LoadTestGroup& group : errors.related) related.push_back(json_of(group));
  return {{"measured", errors.measured ? json_of(*errors.measured) : nlohmann::json()}, {"related", related}};
}

void print_errors(const TimingErrors& errors) {
  const auto text = [](const LoadTestGroup& group) {
    return fmt::format("{} public load test{} of vLLM 0.15: E2E {:.1f} %, TTFT {:.1f} %, TTFT p99 {:.0f} % off{}", group.runs,
                       group.runs == 1 ? "" : "s", group.e2e_mean_percent, group.ttft_mean_percent, group.ttft_p99_percent,
                       group.runs == 1 ? "" : " (medians)");
  };
  if (errors.measured) {
    fmt::print("held against {}\n", text(*errors.measured));
    return;
  }
  fmt::print("not measured on a real server in this setting; its kin:\n");
  for (const LoadTestGroup& group : errors.related) fmt::print("  {}: {}\n", group.what, text(group));
}

void print_timing(const TimingArguments& args, const IterationModel& model, const KvCapacity& capacity) {
  fmt::print("{} in {} on {} x {}: {}\n{}\n", model.model, model.dtype, model.tensor_parallel, model.gpu, to_string(model.basis), model.source);
  print_errors(Catalogue::shipped().timing_errors(args.query));
  if (capacity.blocks > 0)
    fmt::print("KV cache: {} blocks, {} tokens\n", terminal::grouped(static_cast<double>(capacity.blocks)),
               terminal::grouped(static_cast<double>(capacity.blocks * args.memory.block_size)));
  else
    fmt::print("KV cache: {}\n", capacity.why_not);
  fmt::print("host: {:.2f} ms an iteration and {:.3f} ms a sequence; front end: {:.1f} ms a request\n\n", model.host_ms, model.host_ms_per_seq,
             model.frontend_ms);
  terminal::Table table({{"batch"}, {"ms", true}, {"by table", true}, {"by roofline", true}});
  const auto by = [&args](TimingMethod method) {
    IterationQuery query = args.query;
    query.method = method;
    return Catalogue::shipped().iteration_model(query).model;
  };
  const auto measured = by(TimingMethod::table), estimated = by(TimingMethod::roofline);
  const auto cell = [](const SampleBatch& batch, const std::optional<IterationModel>& m) { return m ? fmt::format("{:.2f}", batch.ms(*m)) : ""; };
  for (const SampleBatch& batch : samples) table.add({batch.name(), cell(batch, model), cell(batch, measured), cell(batch, estimated)});
  table.print();
}

int run_timing(TimingArguments args) {
  if (!args.config.empty()) {
    args.query.architecture = read_model_config(args.config);
    if (!args.query.model.empty()) args.query.architecture->name = args.query.model;
  } else if (args.query.model.empty()) {
    throw std::invalid_argument("catalog timing: give the name of a model, or --config with its config.json");
  }
  const IterationAnswer answer = Catalogue::shipped().iteration_model(args.query);
  if (!answer.model) throw std::invalid_argument("catalog timing: " + answer.why_not);
  const KvCapacity capacity = Catalogue::shipped().kv_capacity(args.query, args.memory);
  nlohmann::json json = json_of(*answer.model, capacity);
  json["held_against"] = json_of(Catalogue::shipped().timing_errors(args.query));
  args.json.write(json);
  if (!args.json.replaces_table()) print_timing(args, *answer.model, capacity);
  return exit_code::done;
}

}  // namespace

void add_catalog_timing(CLI::App& catalog, Context& context) {
  const auto args = std::make_shared<TimingArguments>();
  CLI::App* verb = catalog.add_subcommand("timing", "Iteration times and KV cache of a language model on a GPU");
  verb->add_option("gpu", args->query.gpu, "GPU, in any common spelling")->type_name("GPU")->required();
  verb->add_option("model", args->query.model, "Model, by catalogue name or Hugging Face id")->type_name("MODEL");
  verb->add_option("--config", args->config, "config.json of a model that the catalogue does not list")->type_name("FILE");
  verb->add_option("--tensor-parallel-size,--tp", args->query.tensor_parallel, "GPUs of one replica")->type_name("GPUS");
  verb->add_flag("--enable-expert-parallel", args->query.expert_parallel, "Whole experts on each GPU");
  verb->add_option("--dtype", args->query.dtype, "bf16, fp16, fp8, int8, int4 or mxfp4; as published if not given")->type_name("FORMAT");
  verb->add_option("--gpu-memory-utilization", args->memory.gpu_memory_utilization, "Share of the memory")
      ->type_name("SHARE")
      ->check(CLI::Range(0.0, 1.0));
  verb->add_option("--max-num-batched-tokens", args->memory.max_num_batched_tokens, "Tokens of one iteration")
      ->type_name("TOKENS")
      ->check(CLI::PositiveNumber);
  args->json.add_to(*verb);
  verb->footer("Examples:\n  tradewind catalog timing H100 Qwen/Qwen3-14B\n  tradewind catalog timing L40S --config config.json --tp 2 --dtype fp8");
  verb->callback([args, &context] { context.run = [args] { return run_timing(*args); }; });
}

}  // namespace tradewind
