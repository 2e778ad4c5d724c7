// A problem in whole units, seen from its customers: for each the facilities that may serve it, nearest first.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "location/units.h"

namespace tradewind::location {

struct Candidate {
  double cost = 0;  // of serving the customer, in units
  std::uint32_t facility = 0;
};

enum class Choice : char { free, open, closed };  // what is decided of a facility

// The free facility that the relaxed problem opens about every other time (`opened`: share of the evaluations), or the number of facilities when all
// are decided.
std::size_t most_undecided(const std::vector<Choice>& choices, const std::vector<double>& opened);

struct Range {
  double low = 0, high = 0;
};

class Candidates {
 public:
  Candidates() = default;
  Candidates(const Problem& problem, const Units& units);

  std::size_t customers() const { return first_.size() - 1; }
  std::span<const Candidate> of(std::size_t customer) const { return {all_.data() + first_[customer], first_[customer + 1] - first_[customer]}; }
  // Where the multipliers of the customers are worth looking for: from the cheapest candidate to the dearest; beyond it when not everybody who may
  // be opened may serve the customer.
  const std::vector<Range>& ranges() const { return ranges_; }
  bool serve_everyone() const { return serve_everyone_; }  // whether each customer has a candidate

  // Without closed facilities, and for each customer nothing behind the nearest one that is open for certain.
  Candidates narrowed(const std::vector<Choice>& choices) const;

 private:
  void finish_customer(bool complete);

  std::vector<std::size_t> first_{0};
  std::vector<Candidate> all_;
  std::vector<Range> ranges_;
  std::vector<char> complete_;  // whether everybody who is not closed may serve the customer, or somebody who is open for certain
  bool serve_everyone_ = true;
  double unserved_ = 0;
};

}  // namespace tradewind::location
