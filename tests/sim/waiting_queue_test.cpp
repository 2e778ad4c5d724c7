#include "serving/waiting_queue.h"

#include <catch2/catch_test_macros.hpp>
#include <deque>
#include <map>
#include <random>

using namespace tradewind;
using serving::WaitingQueue;

namespace {

// The same by one deque of requests for each class.
class Plain {
 public:
  std::deque<std::uint32_t>& room(std::int32_t priority) { return classes_[priority]; }
  bool erase(std::uint32_t request) {
    for (auto& [priority, requests] : classes_)
      if (std::erase(requests, request) > 0) return true;
    return false;
  }
  std::deque<std::uint32_t>* first() {
    for (auto& [priority, requests] : classes_)
      if (!requests.empty()) return &requests;
    return nullptr;
  }

 private:
  std::map<std::int32_t, std::deque<std::uint32_t>> classes_;
};

}  // namespace

TEST_CASE("the waiting queue does what a deque for each class would do") {
  std::mt19937 random(3);
  WaitingQueue::Sequences sequences;
  WaitingQueue queue;
  Plain plain;
  for (std::uint32_t step = 0; step < 5000; ++step) {
    const auto priority = static_cast<std::int32_t>(random() % 3);
    if (const auto what = random() % 8; what < 4) {
      const std::uint32_t slot = sequences.take("too many");
      sequences[slot] = {.request = step, .priority = priority};
      what > 0 ? queue.push_back(sequences, slot) : queue.push_front(sequences, slot);
      what > 0 ? plain.room(priority).push_back(step) : plain.room(priority).push_front(step);
    } else if (what == 4) {
      const std::uint32_t request = step - static_cast<std::uint32_t>(random() % 20);
      const std::uint32_t slot = queue.erase(sequences, request);
      REQUIRE(plain.erase(request) == (slot != WaitingQueue::none));
      if (slot != WaitingQueue::none) sequences.give_back(slot);
    } else if (!queue.empty()) {
      sequences.give_back(queue.front());
      queue.pop_front(sequences);
      plain.first()->pop_front();
    }
    REQUIRE(queue.empty() == (plain.first() == nullptr));
    REQUIRE(queue.size() == sequences.in_use());
    if (!queue.empty()) REQUIRE(sequences[queue.front()].request == plain.first()->front());
  }
}
