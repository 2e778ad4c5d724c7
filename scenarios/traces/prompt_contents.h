// What the prompts of a trace share: from the ids of its rows to the parts of a TraceRequest.
//
// - prompt_id: prompts with the same id are the same text.
// - prefix_id, prefix_tokens: the first tokens of prompts with the same prefix_id are the same text.
// - session_id: a prompt starts with the whole prompt and the answer of the session's request before it, where it is long enough for that; else the
//   conversation begins anew.
// - chat_id, parent_chat_id: the same for the request that the parent names.
// - hash_ids: names of the blocks of the prompt, one by one; equal ids behind equal blocks are the same text.
// What no id names is the prompt's own.
#pragma once

#include <cstdint>
#include <list>
#include <unordered_map>
#include <vector>

#include "traces/row.h"
#include "tradewind/scenarios/trace.h"

namespace tradewind::traces {

class PromptContents {
 public:
  // Tokens that one of hash_ids stands for.
  explicit PromptContents(int block_tokens) : block_tokens_(block_tokens) {}

  // Fills in parts and answer_content of a request whose lengths are known.
  void name(const Row& row, TraceRequest& request);

  std::uint64_t begun_anew() const { return begun_anew_; }  // turns whose prompt is shorter than the conversation before it
  std::uint64_t forgotten() const { return forgotten_; }    // conversations that were dropped to bound the memory

 private:
  // The newest request of a conversation.
  struct Turn {
    std::uint64_t key = 0;
    std::vector<PromptPart> parts;  // of its prompt
    std::uint64_t answer = 0;
    std::int32_t prompt_tokens = 0, total_tokens = 0;  // prompt, and prompt with answer
    std::uint64_t blocks = 0;                          // names the full blocks of its prompt that hash_ids name
  };

  const Turn* turn_before(std::uint64_t key, const Row& row, std::int32_t prompt_tokens);
  std::uint64_t names_of_blocks(const Row& row, std::int64_t blocks) const;
  void add_hashed(const Row& row, std::int32_t prompt_tokens, std::vector<PromptPart>& parts) const;
  void remember(std::uint64_t key, const Row& row, const TraceRequest& request);

  int block_tokens_;
  std::list<Turn> turns_;  // the one that was used last is in front
  std::unordered_map<std::uint64_t, std::list<Turn>::iterator> by_key_;
  std::size_t remembered_parts_ = 0;
  std::uint64_t requests_ = 0, begun_anew_ = 0, forgotten_ = 0;
};

}  // namespace tradewind::traces
