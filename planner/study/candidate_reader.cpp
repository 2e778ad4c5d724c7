#include "tradewind/planner/candidate_reader.h"

#include <fmt/core.h>

#include <charconv>
#include <stdexcept>

#include "study/candidate_row.h"

namespace tradewind {

struct CandidateReader::Connection {
  sqlite::Database database;
};

CandidateReader::CandidateReader(const Study& study)
    : study_(&study), connection_(new Connection{sqlite::Database(study.file(), sqlite::Database::Mode::open_existing)}) {}

CandidateReader::~CandidateReader() = default;

void CandidateReader::visit(const std::function<void(Candidate)>& look, std::size_t skip, std::size_t most) const {
  // The evaluations of those that are skipped are not looked for. A negative limit is none (sqlite.org, SELECT).
  sqlite::Statement rows(connection_->database,
                         fmt::format("{} WHERE number >= (SELECT number FROM candidates ORDER BY number LIMIT 1 OFFSET ?) ORDER BY number LIMIT ?",
                                     study::candidate_columns));
  rows.bind(1, static_cast<std::int64_t>(skip)).bind(2, most == all ? -1 : static_cast<std::int64_t>(most));
  while (rows.step()) look(study::candidate_of(*study_, rows));
}

Candidate CandidateReader::read(const std::string& id) const {
  std::int64_t number = 0;
  const char* end = id.data() + id.size();
  const bool is_id = id.starts_with('t') && std::from_chars(id.data() + 1, end, number).ptr == end;
  sqlite::Statement row(connection_->database, fmt::format("{} WHERE number = ?", study::candidate_columns));
  if (!is_id || !row.bind(1, number).step()) throw std::invalid_argument(fmt::format("the study has no topology '{}'", id));
  return study::candidate_of(*study_, row);
}

std::size_t CandidateReader::count() const { return static_cast<std::size_t>(connection_->database.number("SELECT count(*) FROM candidates")); }

std::size_t CandidateReader::verified() const {
  return static_cast<std::size_t>(connection_->database.number("SELECT count(*) FROM steps WHERE key >= 'verified:' AND key < 'verified;'"));
}

}  // namespace tradewind
