#include "serving/kv_cache.h"

#include <algorithm>

namespace tradewind::serving {

void KvCache::evict(std::int64_t blocks) {
  while (blocks > 0) {
    const std::uint32_t index = oldest_;
    Node& node = nodes_[index];
    if (node.content == 0) {
      const std::int64_t taken = std::min(blocks, node.blocks);
      node.blocks -= taken;
      blocks -= taken;
      if (node.blocks == 0) remove(index);
      continue;
    }
    const auto entry = entries_.find(node.content);
    Entry& cached = entry.value();
    const std::int64_t taken = std::min<std::int64_t>(blocks, cached.blocks);
    cached.blocks -= static_cast<std::int32_t>(taken);
    blocks -= taken;
    if (cached.blocks > 0) continue;
    remove(index);
    entries_.erase(entry);
  }
}

// Blocks without contents, behind all that is in the queue.
void KvCache::enqueue(std::int64_t blocks) {
  if (blocks == 0) return;
  if (nodes_[newest_].content == 0)
    nodes_[newest_].blocks += blocks;
  else
    append(0, blocks);
}

KvCache::Cached KvCache::find(ContentId content) const {
  const auto entry = entries_.find(content);
  if (entry == entries_.end()) return {};
  return {entry->second.blocks, entry->second.leases == 0 ? entry->second.blocks : 0};
}

void KvCache::lease(ContentId content) {
  Entry& entry = entries_.at(content);
  if (entry.leases++ > 0) return;
  free_ -= entry.blocks;
  remove(entry.node);
  entry.node = none;
}

void KvCache::release(ContentId content) {
  Entry& entry = entries_.at(content);
  if (--entry.leases > 0) return;
  free_ += entry.blocks;
  entry.node = append(content, 0);
}

void KvCache::store(ContentId content, std::int64_t blocks) {
  Entry& entry = entries_[content];
  if (entry.blocks == 0) entry.leases = 1;
  entry.blocks += static_cast<std::int32_t>(blocks);
}

std::int64_t KvCache::withdraw(ContentId content) {
  const auto entry = entries_.find(content);
  if (entry == entries_.end()) return 0;
  const std::int64_t blocks = entry->second.blocks;
  free_ -= blocks;
  remove(entry->second.node);
  entries_.erase(entry);
  return blocks;
}

std::uint32_t KvCache::append(ContentId content, std::int64_t blocks) {
  std::uint32_t index = static_cast<std::uint32_t>(nodes_.size());
  if (unused_nodes_.empty()) {
    nodes_.emplace_back();
  } else {
    index = unused_nodes_.back();
    unused_nodes_.pop_back();
  }
  nodes_[index] = {content, blocks, newest_, none};
  (newest_ == none ? oldest_ : nodes_[newest_].after) = index;
  newest_ = index;
  return index;
}

void KvCache::remove(std::uint32_t index) {
  const Node& node = nodes_[index];
  (node.before == none ? oldest_ : nodes_[node.before].after) = node.after;
  (node.after == none ? newest_ : nodes_[node.after].before) = node.before;
  unused_nodes_.push_back(index);
}

}  // namespace tradewind::serving
