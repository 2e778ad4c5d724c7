// KV-cache blocks of one LLM server, and the texts that the unused ones still hold, as vLLM V1 keeps them (vllm/v1/core/block_pool.py and
// kv_cache_manager.py, Apache-2.0, read 2026-11): blocks that no sequence holds wait in a queue, least recently freed first, and keep their
// contents until they are taken for something else; the blocks of a sequence are freed from its end, so that the tail of a text is lost first.
//
// Blocks of one content are kept together as a count instead of one by one: a content is a stretch of a text (tradewind::PromptPart), its blocks are
// cached from its first one on, and they are held until the last sequence that leased the content has released it.
#pragma once

#include <tsl/robin_map.h>

#include <cstdint>
#include <utility>
#include <vector>

namespace tradewind::serving {

class KvCache {
 public:
  using ContentId = std::uint64_t;  // never 0

  explicit KvCache(std::int64_t blocks) : free_(blocks), blank_(blocks) {}

  // Blocks that no sequence holds, whether they still hold a text or not.
  std::int64_t free() const { return free_; }

  // At most free() blocks for a sequence; contents are lost only when no other block is left that was freed earlier.
  void take(std::int64_t blocks) {
    free_ -= blocks;
    blank_ -= blocks;
    if (blank_ < 0) evict(-std::exchange(blank_, 0));
  }
  // Blocks whose contents nobody will ask for again.
  void give_back(std::int64_t blocks) {
    free_ += blocks;
    if (oldest_ == none)
      blank_ += blocks;
    else
      enqueue(blocks);
  }

  struct Cached {
    std::int64_t blocks = 0;  // from the content's first one
    std::int64_t free = 0;    // of them, not held by any sequence: all or none
  };
  Cached find(ContentId content) const;

  // The content's blocks are held until as many releases.
  void lease(ContentId content);
  void release(ContentId content);

  // `blocks` more of the content, which the caller has taken and computed, belong to the cache from now on. The caller must hold a lease, or the
  // content must not be cached yet: then this is its lease.
  void store(ContentId content, std::int64_t blocks);

  // The caller takes over what is left of a content that nobody has leased; returns its blocks.
  std::int64_t withdraw(ContentId content);

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  // An element of the queue of free blocks: contents, or with id 0 a number of blocks without any.
  struct Node {
    ContentId content = 0;
    std::int64_t blocks = 0;  // without contents only
    std::uint32_t before = none, after = none;
  };
  struct Entry {
    std::int32_t blocks = 0;
    std::uint32_t leases = 0;
    std::uint32_t node = none;  // while it has no lease
  };
  // Fibonacci hashing, as the names of a trace may be numbers in a row.
  struct Hash {
    std::size_t operator()(ContentId content) const { return (content * 0x9e3779b97f4a7c15) >> 32; }
  };

  std::uint32_t append(ContentId content, std::int64_t blocks);
  void remove(std::uint32_t node);
  void enqueue(std::int64_t blocks);
  void evict(std::int64_t blocks);

  std::int64_t free_;   // blocks that no sequence holds
  std::int64_t blank_;  // of them, those without contents before the first element of the queue: never used, or freed while it was empty
  std::uint32_t oldest_ = none, newest_ = none;
  // Open addressing: a replica's table has left the processor's cache when its turn comes, and an entry is one miss.
  tsl::robin_map<ContentId, Entry, Hash> entries_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> unused_nodes_;
};

}  // namespace tradewind::serving
