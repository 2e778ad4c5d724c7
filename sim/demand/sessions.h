// Conversations of an LLM workload: each turn sends all that was said before and a new message, some time after the answer to the turn before. So a
// conversation is open at its start, whatever the service does, and closed inside: slow answers put its later turns off.
//   Schroeder, Wierman and Harchol-Balter, "Open versus closed: a cautionary tale", NSDI 2006 (partly-open system)
//
// What happens in a conversation depends on draws by (stream, conversation, turn) alone: in every topology the same users say the same things, and
// only the times of the later turns differ.
//   turns        geometric: after each turn the conversation goes on with probability 1 - 1 / mean_turns
//   think time   log-normal, from the last byte of the answer at the user to the next message
//   a turn that is rejected or times out leaves nothing behind: the user goes on after the think time, from what was said before it
//   a turn that would make prompt and answer longer than the server takes begins a new conversation, without what was said, for the turns that
//   are left: the number of turns, and so the rate of requests, stays what the scenario says
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

#include "demand/sizes.h"
#include "kernel/slots.h"
#include "serving/leaving.h"

namespace tradewind::demand {

using kernel::Time;

// Of one population and workload. Sizes and session must outlive it.
struct SessionSource {
  const Sizes* sizes = nullptr;
  const Session* session = nullptr;
  random::Stream size_draws, session_draws;
  std::uint64_t entity = 0;  // names its texts apart from those of other sources
};

// The conversations that are under way, of all sources. Memory grows with their number, not with the number of those that have ended.
class Sessions {
 public:
  using Handle = std::uint32_t;
  static constexpr Handle none = ~Handle{0};
  static constexpr std::size_t nobody = ~std::size_t{0};

  // `servers`: how many may read the texts of a prompt.
  Sessions(std::vector<SessionSource> sources, std::size_t servers) : sources_(std::move(sources)), leaving_(servers) {}

  // The index-th conversation of a source. Throws std::length_error when 16 million are under way.
  Handle begin(std::uint32_t source, std::uint64_t index);

  // How requests came before time 0.
  struct Past {
    double rate_rps = 0;
    double answer_s = 0;  // each was answered after so long
    std::int64_t longest_request = 0;
  };
  // Conversations that go on after time 0; `resumes` is told when. In the steady state their number has mean rate x P(goes on) x mean time from a
  // turn to the next (Little) and is drawn from Poisson's distribution; the turns so far are geometric, as the turns to come are. The rest of a think
  // time follows its equilibrium distribution: a uniform share of a time that is chosen in proportion to its length, a log-normal one whose mu is
  // larger by sigma^2. Those who wait for an answer have it from the start.
  void begin_under_way(std::uint32_t source, const Past& past, const std::function<void(Time, Handle)>& resumes);

  std::uint32_t source_of(Handle handle) const { return conversations_[handle].source; }
  // Index of the next turn's draws, in every stream of draws of its source. Below 2^64 and different for each turn.
  std::uint64_t draw_index(Handle handle) const { return draw_index(conversations_[handle]); }
  std::uint64_t first_draw_index(Handle handle) const { return conversations_[handle].index << turn_bits; }

  // The next turn's message, with the system prompt, as if it stood alone.
  RequestSize message(Handle handle) const;
  // The same with all that was said before it. The server's longest request decides how much may be said. `content` is valid until the turn ends.
  RequestSize prompt(Handle handle, const RequestSize& message, std::int64_t longest_request);

  // The turn is sent again after an attempt at one of the servers, or with nobody: another copy of its texts, as that server may still read the
  // first.
  const serving::PromptContent* resend(Handle handle, std::size_t server);

  // The turn has ended: `answered` or not, at one of the servers or, with nobody, on its way. Returns the think time until the next turn; nothing
  // when the conversation is over, and the handle is free.
  std::optional<Time> end_turn(Handle handle, bool answered, std::size_t server);

  // A server has woken, see serving/leaving.h.
  void woken(std::size_t server) {
    if (!contents_.empty()) leaving_.woken(server, free_contents_);
  }

  std::size_t under_way() const { return conversations_.in_use(); }

 private:
  static constexpr int turn_bits = 16;
  static constexpr std::uint32_t last_turn = (1u << turn_bits) - 2;  // the next index draws what is no turn's

  struct Conversation {
    std::uint64_t index = 0;
    std::uint32_t source = 0, turn = 0;
    std::vector<PromptPart> said;
    serving::PromptContent* content = nullptr;  // of the turn that is on its way
    std::int32_t total_tokens = 0;              // of its prompt and answer
  };

  static std::uint64_t draw_index(const Conversation& conversation) { return conversation.index << turn_bits | conversation.turn; }
  std::uint64_t text_name(const Conversation& conversation, bool answer) const;
  static double resumes_after_s(const Session& session, double answer_s, const random::Uniforms& u);
  void turn_is_over(Conversation& conversation, bool answered);
  serving::PromptContent* new_content();
  void leave(serving::PromptContent* content, std::size_t server);

  std::vector<SessionSource> sources_;
  kernel::Slots<Conversation> conversations_;
  std::deque<serving::PromptContent> contents_;
  std::vector<serving::PromptContent*> free_contents_;
  serving::Leaving<serving::PromptContent*> leaving_;
};

}  // namespace tradewind::demand
