// The candidates of a study, read when they are asked for: a study may hold more than fits into memory, and few are looked at.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "tradewind/planner/candidate_reader.h"

namespace tradewind::gui {

class CandidateStore {
 public:
  // Throws what CandidateReader throws.
  explicit CandidateStore(std::shared_ptr<const Study> study) : study_(std::move(study)), reader_(*study_) {}
  const std::shared_ptr<const Study>& study() const { return study_; }

  // The same object for the same id as long as it is one of the last 64 asked for. Throws what CandidateReader::read throws. Safe from several
  // threads.
  std::shared_ptr<const Candidate> get(const std::string& id);
  // The same without reading: nullptr where it is to be read.
  std::shared_ptr<const Candidate> at_hand(const std::string& id);

 private:
  std::shared_ptr<const Study> study_;
  std::mutex reading_;  // who wants what is there does not wait for who reads
  CandidateReader reader_;
  std::mutex mutex_;                                    // of the list
  std::list<std::shared_ptr<const Candidate>> recent_;  // the last one asked for first
};

}  // namespace tradewind::gui
