// Requests of a trace file, one by one: the reader holds one row at a time, whatever the length of the file.
#pragma once

#include <cstdint>
#include <vector>

namespace tradewind {

// A stretch of a prompt: its tokens from the end of the part before it up to `until`. `content` names the text of the whole prompt up to there, so
// that two prompts share their KV blocks exactly as far as their parts name the same contents. 0 = a text that no other request repeats.
struct PromptPart {
  std::uint64_t content = 0;
  std::int32_t until = 0;  // tokens
};

struct TraceRequest {
  std::int64_t arrival_ns = 0;  // since the start of the trace
  std::int32_t prompt_tokens = 1, output_tokens = 1;
  std::int32_t priority = 0;         // smaller is served first, as in vLLM
  std::int64_t deadline_ns = 0;      // the client gives up so long after its arrival; 0 = never
  std::vector<PromptPart> parts;     // empty: the prompt is its own
  std::uint64_t answer_content = 0;  // names prompt and answer together, for a later turn of the conversation; 0 = nobody repeats it
};

class Trace {
 public:
  virtual ~Trace() = default;
  // False at the end. Arrivals never go back. Throws InvalidInput with file and line.
  virtual bool next(TraceRequest& request) = 0;
};

}  // namespace tradewind
