#include "traces/prompt_contents.h"

#include <algorithm>

#include "traces/names.h"

namespace tradewind::traces {
namespace {

// Parts of all conversations that are remembered: 64 MB.
constexpr std::size_t most_parts = 4'000'000;

std::uint64_t end_name(const std::vector<PromptPart>& parts) { return parts.empty() ? 0 : parts.back().content; }
std::int32_t end_of(const std::vector<PromptPart>& parts) { return parts.empty() ? 0 : parts.back().until; }

}  // namespace

void PromptContents::name(const Row& row, TraceRequest& request) {
  std::vector<PromptPart>& parts = request.parts;
  parts.clear();
  const std::int32_t prompt = request.prompt_tokens;
  const std::uint64_t before = row.chat_id != 0 ? row.parent_chat_id : row.session_id;
  const std::uint64_t own = row.chat_id != 0 ? row.chat_id : row.session_id;
  ++requests_;

  // What came before: the turn before this one, or a shared prefix.
  if (const Turn* turn = before == 0 ? nullptr : turn_before(before, row, prompt)) {
    parts = turn->parts;
    parts.push_back({turn->answer, turn->total_tokens});
  } else if (row.prefix_id != 0 && row.prefix_tokens > 0) {
    const auto prefix = static_cast<std::int32_t>(row.prefix_tokens);
    parts.push_back({continued(row.prefix_id, static_cast<std::uint64_t>(prefix)), prefix});
  }
  // What this prompt adds.
  if (!row.hash_ids.empty()) add_hashed(row, prompt, parts);
  if (end_of(parts) < prompt && (row.prompt_id != 0 || own != 0)) {
    const std::uint64_t added = row.prompt_id != 0 ? row.prompt_id : continued(own, requests_);
    parts.push_back({continued(end_name(parts), added), prompt});
  }
  request.answer_content = own == 0 ? 0 : continued(continued(end_name(parts), own), requests_);
  if (own != 0) remember(own, row, request);
}

// The turn that the prompt goes on from; nullptr when it is not known, or the prompt cannot contain it.
const PromptContents::Turn* PromptContents::turn_before(std::uint64_t key, const Row& row, std::int32_t prompt_tokens) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  turns_.splice(turns_.begin(), turns_, found->second);
  const Turn& turn = turns_.front();
  const bool goes_on = row.hash_ids.empty() || names_of_blocks(row, turn.prompt_tokens / block_tokens_) == turn.blocks;
  if (goes_on && prompt_tokens >= turn.total_tokens) return &turn;
  ++begun_anew_;
  return nullptr;
}

// Names the first blocks together; 0 when there are not so many.
std::uint64_t PromptContents::names_of_blocks(const Row& row, std::int64_t blocks) const {
  if (blocks > static_cast<std::int64_t>(row.hash_ids.size())) return 0;
  std::uint64_t name = 1;
  for (std::int64_t i = 0; i < blocks; ++i) name = continued(name, row.hash_ids[static_cast<std::size_t>(i)]);
  return name;
}

// The blocks behind the parts that there are.
void PromptContents::add_hashed(const Row& row, std::int32_t prompt_tokens, std::vector<PromptPart>& parts) const {
  for (auto i = static_cast<std::size_t>(end_of(parts) / block_tokens_); i < row.hash_ids.size(); ++i) {
    const std::int64_t until = std::min<std::int64_t>(static_cast<std::int64_t>(i + 1) * block_tokens_, prompt_tokens);
    if (until <= end_of(parts)) return;
    parts.push_back({continued(end_name(parts), row.hash_ids[i]), static_cast<std::int32_t>(until)});
  }
}

void PromptContents::remember(std::uint64_t key, const Row& row, const TraceRequest& request) {
  const auto [found, is_new] = by_key_.try_emplace(key);
  if (is_new) {
    turns_.emplace_front();
    found->second = turns_.begin();
  } else {
    turns_.splice(turns_.begin(), turns_, found->second);
  }
  Turn& turn = turns_.front();
  remembered_parts_ += request.parts.size() + 1 - (is_new ? 0 : turn.parts.size() + 1);
  turn.key = key;
  turn.parts = request.parts;
  turn.answer = request.answer_content;
  turn.prompt_tokens = request.prompt_tokens;
  turn.total_tokens = request.prompt_tokens + request.output_tokens;
  if (!row.hash_ids.empty()) turn.blocks = names_of_blocks(row, request.prompt_tokens / block_tokens_);
  while (remembered_parts_ > most_parts && turns_.size() > 1) {
    remembered_parts_ -= turns_.back().parts.size() + 1;
    by_key_.erase(turns_.back().key);
    turns_.pop_back();
    ++forgotten_;
  }
}

}  // namespace tradewind::traces
