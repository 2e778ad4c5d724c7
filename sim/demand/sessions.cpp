#include "demand/sessions.h"

#include <algorithm>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>

#include "tradewind/scenarios/splitmix64.h"

namespace tradewind::demand {
namespace {

constexpr std::uint64_t already_under_way = std::uint64_t{1} << 45;  // indices of conversations that began before time 0

std::int32_t end_of(const std::vector<PromptPart>& parts) { return parts.empty() ? 0 : parts.back().until; }

std::uint64_t poisson(double mean, double u) {
  using namespace boost::math;
  using Rounded = poisson_distribution<double, policies::policy<policies::discrete_quantile<policies::integer_round_up>>>;
  return mean <= 0 ? 0 : static_cast<std::uint64_t>(quantile(complement(Rounded(mean), u)));
}

}  // namespace

Sessions::Handle Sessions::begin(std::uint32_t source, std::uint64_t index) {
  const Handle handle = conversations_.take("More than 16 million conversations are under way at once.");
  Conversation& conversation = conversations_[handle];
  conversation.index = index;
  conversation.source = source;
  conversation.turn = 0;
  conversation.said.clear();
  return handle;
}

void Sessions::begin_under_way(std::uint32_t source, const Past& past, const std::function<void(Time, Handle)>& resumes) {
  const SessionSource& from = sources_[source];
  const Session& session = *from.session;
  const double continues = session.continues();
  const std::uint64_t number = poisson(past.rate_rps * continues * (past.answer_s + session.mean_think_time_s()),
                                       from.session_draws.draw((already_under_way << turn_bits) - 1)[0]);
  for (std::uint64_t i = 0; i < number; ++i) {
    const Handle handle = begin(source, already_under_way + i);
    const random::Uniforms u = from.session_draws.draw(first_draw_index(handle) | (last_turn + 1));
    const double turns = std::ceil(std::log(u[0]) / std::log(continues));
    for (double turn = 0; turn < std::clamp(turns, 1.0, static_cast<double>(last_turn)); ++turn) {
      prompt(handle, message(handle), past.longest_request);
      free_contents_.push_back(conversations_[handle].content);
      turn_is_over(conversations_[handle], true);
    }
    resumes(kernel::from_s(resumes_after_s(session, past.answer_s, u)), handle);
  }
}

// One draw says both: whether the user waits for an answer or thinks, and how much of that is left.
double Sessions::resumes_after_s(const Session& session, double answer_s, const random::Uniforms& u) {
  const double sigma = session.think_sigma(), z = random::normal_pair(u[1], u[2])[0];
  const double waits = answer_s / (answer_s + session.mean_think_time_s());
  if (u[3] <= waits) return u[3] / waits * answer_s + std::exp(session.think_mu() + sigma * z);
  return (u[3] - waits) / (1 - waits) * std::exp(session.think_mu() + sigma * (sigma + z));
}

RequestSize Sessions::message(Handle handle) const {
  const SessionSource& source = sources_[conversations_[handle].source];
  random::Uniforms uniforms = source.size_draws.draw(draw_index(handle));
  // System prompt and urgency are the conversation's.
  uniforms[3] = source.size_draws.draw(first_draw_index(handle))[3];
  return source.sizes->of(uniforms);
}

RequestSize Sessions::prompt(Handle handle, const RequestSize& message, std::int64_t longest_request) {
  Conversation& conversation = conversations_[handle];
  const std::int32_t added = message.size - sources_[conversation.source].sizes->system_tokens();
  std::vector<PromptPart>& said = conversation.said;
  if (said.empty() || std::int64_t{end_of(said)} + added + message.output_tokens > longest_request)
    said = message.content == nullptr ? std::vector<PromptPart>{} : message.content->parts;

  RequestSize whole = message;
  whole.size = end_of(said) + added;
  conversation.total_tokens = whole.size + message.output_tokens;
  conversation.content = new_content();
  conversation.content->parts.assign(said.begin(), said.end());
  conversation.content->parts.push_back({text_name(conversation, false), whole.size});
  conversation.content->answer = text_name(conversation, true);
  whole.content = conversation.content;
  return whole;
}

const serving::PromptContent* Sessions::resend(Handle handle, std::size_t server) {
  serving::PromptContent*& content = conversations_[handle].content;
  serving::PromptContent* copy = new_content();
  *copy = *content;
  leave(content, server);
  return content = copy;
}

void Sessions::leave(serving::PromptContent* content, std::size_t server) {
  if (server == nobody)
    free_contents_.push_back(content);
  else
    leaving_.leave(server, content);
}

std::optional<Time> Sessions::end_turn(Handle handle, bool answered, std::size_t server) {
  Conversation& conversation = conversations_[handle];
  leave(conversation.content, server);
  const SessionSource& source = sources_[conversation.source];
  const random::Uniforms u = source.session_draws.draw(draw_index(conversation));
  turn_is_over(conversation, answered);
  if (u[0] > source.session->continues() || conversation.turn == last_turn) {
    conversations_.give_back(handle);
    return std::nullopt;
  }
  const double z = random::normal_pair(u[1], u[2])[0];
  return kernel::from_s(std::exp(source.session->think_mu() + source.session->think_sigma() * z));
}

void Sessions::turn_is_over(Conversation& conversation, bool answered) {
  if (answered) {
    conversation.said.assign(conversation.content->parts.begin(), conversation.content->parts.end());
    conversation.said.push_back({conversation.content->answer, conversation.total_tokens});
  }
  conversation.content = nullptr;
  ++conversation.turn;
}

// Below 2^63, as PromptPart asks for, and above the names of the system prompts but for a chance of 2^-46.
std::uint64_t Sessions::text_name(const Conversation& conversation, bool answer) const {
  const std::uint64_t turn = splitmix64_finalized(draw_index(conversation) + splitmix64_increment);
  return (splitmix64_finalized((turn ^ sources_[conversation.source].entity) + (answer ? 2 : 1) * splitmix64_increment) >> 1) | 1;
}

serving::PromptContent* Sessions::new_content() {
  if (free_contents_.empty()) return &contents_.emplace_back();
  serving::PromptContent* content = free_contents_.back();
  free_contents_.pop_back();
  return content;
}

}  // namespace tradewind::demand
