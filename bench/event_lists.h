// Lists of events, first in, first out, whose nodes lie in one pool: what the buckets of a ladder queue and of a calendar queue are.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "kernel/event.h"

namespace tradewind::bench {

class EventLists {
 public:
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  struct List {
    std::uint32_t head = none, tail = none, size = 0;
    bool empty() const { return size == 0; }
  };

  kernel::Event& event(std::uint32_t node) { return nodes_[node].event; }
  std::uint32_t after(std::uint32_t node) const { return nodes_[node].next; }

  void push_back(List& list, kernel::Event event) { insert_behind(list, list.tail, event); }
  void push_front(List& list, kernel::Event event) { insert_behind(list, none, event); }

  // Behind `node` of the list; `none`: at its head.
  void insert_behind(List& list, std::uint32_t node, kernel::Event event) {
    std::uint32_t& link = node == none ? list.head : nodes_[node].next;
    const std::uint32_t next = link, added = new_node({event, next});
    (node == none ? list.head : nodes_[node].next) = added;
    if (next == none) list.tail = added;
    ++list.size;
  }

  kernel::Event pop_front(List& list) {
    const std::uint32_t node = list.head;
    list.head = nodes_[node].next;
    if (--list.size == 0) list = {};
    nodes_[node].next = std::exchange(free_, node);
    return nodes_[node].event;
  }

 private:
  struct Node {
    kernel::Event event;
    std::uint32_t next;
  };

  std::uint32_t new_node(Node node) {
    if (free_ == none) {
      nodes_.push_back(node);
      return static_cast<std::uint32_t>(nodes_.size() - 1);
    }
    const std::uint32_t reused = std::exchange(free_, nodes_[free_].next);
    nodes_[reused] = node;
    return reused;
  }

  std::vector<Node> nodes_;
  std::uint32_t free_ = none;
};

}  // namespace tradewind::bench
