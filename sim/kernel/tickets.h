// Tickets for events that may be cancelled. A cancelled event stays where it is in the queue; that it is void is written down here and seen when the
// event is next touched. An event names its ticket by a small index, which is used again after the event has come; the holder of the ticket also
// knows its serial number, which is not, so that a ticket of the past cancels nothing. (64 bits of serial numbers last for 500 years of a billion a
// second.)
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

namespace tradewind::kernel {

struct Ticket {
  std::uint64_t serial = 0;  // 0: of no event
  std::uint32_t index = 0;
};

class Tickets {
 public:
  // Throws std::length_error when four billion events that can be cancelled are in the queue.
  Ticket issue() {
    if (free_.empty()) add();
    const Ticket ticket{++last_serial_, free_.back()};
    free_.pop_back();
    serials_[ticket.index] = ticket.serial;
    return ticket;
  }

  // False when the event has come or has been cancelled before.
  bool cancel(const Ticket& ticket) {
    if (ticket.serial == 0 || serials_[ticket.index] != ticket.serial) return false;
    serials_[ticket.index] = cancelled;
    return true;
  }

  bool is_cancelled(std::uint32_t index) const { return serials_[index] == cancelled; }

  // The event has left the queue.
  void give_back(std::uint32_t index) {
    serials_[index] = cancelled;
    free_.push_back(index);
  }

 private:
  static constexpr std::uint64_t cancelled = 0;

  void add() {
    if (serials_.size() >> 32 != 0) throw std::length_error("Too many events that can be cancelled are pending.");
    free_.push_back(static_cast<std::uint32_t>(serials_.size()));
    serials_.push_back(cancelled);
    free_.reserve(serials_.capacity());  // so that giving back allocates nothing
  }

  std::vector<std::uint64_t> serials_{cancelled};  // by index; index 0 means no ticket
  std::vector<std::uint32_t> free_;
  std::uint64_t last_serial_ = 0;
};

}  // namespace tradewind::kernel
