#include "world/vllm_server.h"

#include <fmt/format.h>

#include "language/field.h"

namespace tradewind::resolution {

std::string dtype_name(language::Dtype dtype) {
  if (dtype == language::DTYPE_UNSPECIFIED) return "";
  return language::json_name(*language::Dtype_descriptor()->FindValueByNumber(dtype));
}

void check_vllm_server(language::Reading& reading, const std::string& path, const VllmServer& server) {
  const std::string budget = path + "/max_num_batched_tokens";
  if (server.max_num_batched_tokens < server.max_num_seqs)
    reading.error(budget, {fmt::format("{} tokens an iteration for up to {} sequences", server.max_num_batched_tokens, server.max_num_seqs),
                           "at least max_num_seqs: each sequence computes a token an iteration"});
  if (!server.chunked_prefill && server.max_num_batched_tokens < server.max_model_len)
    reading.error(budget,
                  {fmt::format("{} tokens an iteration for prompts of up to max_model_len, {}", server.max_num_batched_tokens, server.max_model_len),
                   "at least max_model_len: without chunked_prefill a prompt is computed in one iteration"});
}

}  // namespace tradewind::resolution
