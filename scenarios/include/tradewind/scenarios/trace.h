// Requests of a trace file, one by one: the reader holds one row at a time, whatever the length of the file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradewind {

// A stretch of a prompt: its tokens from the end of the part before it up to `until`. `content` names the text of the whole prompt up to there, so
// that two prompts share their KV blocks exactly as far as their parts name the same contents. 0 = a text that no other request repeats. What lies
// behind the last part is the prompt's own.
struct PromptPart {
  std::uint64_t content = 0;  // below 2^63: the servers use the upper half for names of their own
  std::int32_t until = 0;     // tokens
};

struct TraceRequest {
  std::int64_t arrival_ns = 0;                        // since the start of the trace
  std::int32_t prompt_tokens = 1, output_tokens = 1;  // to a classic model: the request's items, and 1
  std::int32_t priority = 0;                          // smaller is served first, as in vLLM
  std::int64_t deadline_ns = 0;                       // the client gives up so long after its arrival; 0 = never
  std::vector<PromptPart> parts = {};                 // empty: the prompt is its own
  std::uint64_t answer_content = 0;                   // names prompt and answer together, for a later turn of the conversation; 0 = nobody repeats it
};

class Trace {
 public:
  virtual ~Trace() = default;
  // False at the end. Arrivals never go back. Throws InvalidInput with file and line.
  virtual bool next(TraceRequest& request) = 0;
};

enum class TimeUnit { s, ms, us, ns };
std::string_view to_string(TimeUnit unit);

struct TraceOptions {
  std::optional<TimeUnit> timestamp_unit = {};  // of a column or key `timestamp`; without it, the unit is inferred
  bool of_items = false;                        // requests to a classic model, which have items instead of tokens
  int block_tokens = 0;                         // tokens that one of `hash_ids` stands for; 0 = as the format says, or inferred
};

// A trace that is read from a file. docs/replay.md describes the formats.
class TraceFile : public Trace {
 public:
  // The format that was recognised, and what was inferred to read it: "Mooncake JSON lines; timestamp in ms (...)".
  virtual std::string format() const = 0;
  // What was left out so far, and why; empty when nothing was.
  virtual std::vector<std::string> notes() const = 0;
  // Share of the file's bytes that was read, 0 to 1; 0 where the length is not known.
  virtual double progress() const = 0;
};

// Opens a trace, plain or compressed by gzip; "-" is standard input. Its format is recognised by its content. Rows with mistakes are collected, up to
// `most_trace_problems` of them, before `next` throws them all. Throws InvalidInput when the file cannot be read or is no trace.
std::unique_ptr<TraceFile> open_trace(const std::filesystem::path& file, const TraceOptions& options = {});

inline constexpr std::size_t most_trace_problems = 20;

}  // namespace tradewind
