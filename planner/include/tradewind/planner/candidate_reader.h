// The candidates of a study one by one, for those who look at many and hold few (standing.h has the front).
#pragma once

#include <functional>
#include <memory>

#include "tradewind/planner/study.h"

namespace tradewind {

// Reads by a connection of its own, so that it waits for nobody who works with the study. May be used by one thread at a time.
class CandidateReader {
 public:
  // The study must outlive it, and have a file. Throws InvalidInput as Study::open does.
  explicit CandidateReader(const Study& study);
  ~CandidateReader();

  // The candidates after the first `skip`, at most so many, in order of id, without a place on the front.
  static constexpr std::size_t all = static_cast<std::size_t>(-1);
  void visit(const std::function<void(Candidate)>& look, std::size_t skip = 0, std::size_t most = all) const;
  std::size_t count() const;
  // One, likewise. Throws std::invalid_argument when the study has none of that id.
  Candidate read(const std::string& id) const;
  // Grows whenever what was found of candidates gives way to what more replications found.
  std::size_t verified() const;

 private:
  struct Connection;
  const Study* study_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace tradewind
