// The server's prefix cache: the texts of its sequences, part by part. A block belongs to the part in which its last token lies.
#include <algorithm>

#include "serving/llm_server.h"

namespace tradewind::serving {
namespace {

// Contents under which preempted sequences leave their blocks; traces name theirs below.
constexpr KvCache::ContentId left_behind = KvCache::ContentId{1} << 63;

}  // namespace

// What the cache still holds of the sequence's text, from its start. At least one token is left to compute.
LlmServer::Hit LlmServer::cached_start(const Sequence& sequence) const {
  Hit hit;
  if (sequence.content == nullptr && sequence.saved == 0) return hit;
  const std::int64_t most = full_blocks(std::int64_t{sequence.prompt} + sequence.generated - 1);
  if (sequence.content != nullptr) {
    for (const PromptPart& part : sequence.content->parts) {
      const std::int64_t wanted = std::min(full_blocks(part.until), most) - hit.blocks;
      if (wanted <= 0) {
        if (full_blocks(part.until) > hit.blocks) break;
        ++hit.parts;  // too short to end a block
        continue;
      }
      const KvCache::Cached cached = cache_.find(part.content);
      if (cached.blocks == 0) break;
      ++hit.parts;
      hit.freed += cached.free;
      hit.blocks += std::min(wanted, cached.blocks);
      if (cached.blocks < wanted) break;
    }
  }
  if (sequence.saved != 0 && hit.blocks == sequence.saved_from) {
    const KvCache::Cached cached = cache_.find(sequence.saved);
    hit.saved = std::min(cached.blocks, most - hit.blocks);
    hit.freed += cached.free;
    hit.blocks += hit.saved;
  }
  return hit;
}

void LlmServer::use_cached_start(Sequence& sequence, const Hit& hit) {
  sequence.leased = hit.parts;
  sequence.shared_blocks = static_cast<std::int32_t>(hit.blocks - hit.saved);
  for (std::int32_t part = 0; part < hit.parts; ++part)
    if (end_block(sequence, part) > end_block(sequence, part - 1)) cache_.lease(content_of(sequence, part));
  if (hit.saved > 0) cache_.give_back(cache_.withdraw(sequence.saved) - hit.saved);
  sequence.saved = 0;
}

// The full blocks that the sequence has computed of its prompt become known to the cache, unless another sequence computed the same ones meanwhile.
void LlmServer::publish(Sequence& sequence) {
  const auto parts = static_cast<std::int32_t>(sequence.content->parts.size());
  const std::int64_t computed = full_blocks(std::min(sequence.computed, sequence.prompt));
  for (;;) {
    const bool goes_on = sequence.leased > 0 && sequence.shared_blocks < end_block(sequence, sequence.leased - 1);
    const std::int32_t part = goes_on ? sequence.leased - 1 : sequence.leased;
    if (part == parts) return;
    const std::int64_t start = end_block(sequence, part - 1), end = std::min(end_block(sequence, part), computed);
    if (end_block(sequence, part) > start) {
      if (end <= sequence.shared_blocks || start + cache_.find(content_of(sequence, part)).blocks != sequence.shared_blocks) return;
      cache_.store(content_of(sequence, part), end - sequence.shared_blocks);
      sequence.shared_blocks = static_cast<std::int32_t>(end);
    }
    sequence.leased = part + 1;
  }
}

// Of a sequence that has left. Its last blocks are freed first, and lost first.
void LlmServer::release_blocks(const Sequence& sequence) {
  const std::int64_t own = blocks_for(sequence.computed) - sequence.shared_blocks;
  std::int64_t answer = 0;
  if (sequence.content != nullptr && sequence.content->answer != 0 && sequence.generated == sequence.output) {
    const auto& parts = sequence.content->parts;
    const bool whole = parts.empty() ? sequence.shared_blocks == 0 : parts.back().until == sequence.prompt;
    if (whole && sequence.shared_blocks == full_blocks(parts.empty() ? 0 : sequence.prompt) && cache_.find(sequence.content->answer).blocks == 0)
      answer = full_blocks(sequence.computed) - sequence.shared_blocks;
  }
  cache_.give_back(own - answer);
  if (answer > 0) leave(sequence.content->answer, answer);
  release_leases(sequence);
}

// A preempted sequence may find its blocks again, if it comes back before they are taken.
void LlmServer::leave_behind(Sequence& sequence) {
  const std::int64_t own = blocks_for(sequence.computed) - sequence.shared_blocks;
  const std::int64_t whole = settings_->server.prefix_caching ? full_blocks(sequence.computed) - sequence.shared_blocks : 0;
  cache_.give_back(own - whole);
  if (whole > 0) {
    sequence.saved = left_behind | sequence.admission;
    sequence.saved_from = sequence.shared_blocks;
    leave(sequence.saved, whole);
  }
  release_leases(sequence);
  sequence.leased = sequence.shared_blocks = 0;
}

void LlmServer::leave(KvCache::ContentId content, std::int64_t blocks) {
  cache_.store(content, blocks);
  cache_.release(content);
}

void LlmServer::release_leases(const Sequence& sequence) {
  for (std::int32_t part = sequence.leased - 1; part >= 0; --part)
    if (end_block(sequence, part) > end_block(sequence, part - 1)) cache_.release(content_of(sequence, part));
}

std::int64_t LlmServer::end_block(const Sequence& sequence, std::int32_t part) const {
  return part < 0 ? 0 : full_blocks(sequence.content->parts[static_cast<std::size_t>(part)].until);
}

KvCache::ContentId LlmServer::content_of(const Sequence& sequence, std::int32_t part) {
  return sequence.content->parts[static_cast<std::size_t>(part)].content;
}

std::int64_t LlmServer::cached_tokens(Time now, const Job& job) {
  if (!settings_->server.prefix_caching) return 0;
  if (state_ == State::decode_run) end_decode_iterations(first_boundary_at(now) - 1 - run_.done);
  return cached_start({.prompt = job.size, .content = job.content}).blocks * block_size_;
}

}  // namespace tradewind::serving
