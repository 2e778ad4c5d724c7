#include <fmt/core.h>

#include <stdexcept>

#include "study/store.h"

namespace tradewind {
namespace {

void must_agree(const std::filesystem::path& file, const std::string& what, const std::string& from, const std::string& into) {
  if (from != into) throw std::invalid_argument(fmt::format("{} has the {} '{}', the study to merge into has '{}'", file.string(), what, from, into));
}

void check_same_plan(const Study& from, const Study& into, sqlite::Database& from_database, sqlite::Database& into_database) {
  if (from.scenario_text() != into.scenario_text())
    throw std::invalid_argument(fmt::format("{} is a study of another scenario, '{}'", from.file().string(), from.scenario_file_name()));
  for (const char* key : {"catalogue_version", "version"})
    must_agree(from.file(), key, study::get_meta(from_database, key), study::get_meta(into_database, key));
  const auto from_book = from.load("price_book"), into_book = into.load("price_book");
  if (from_book && into_book) must_agree(from.file(), "price book", *from_book, *into_book);
}

bool copy_candidate(const sqlite::Statement& row, const sqlite::Database& into) {
  sqlite::Statement insert(into,
                           "INSERT OR IGNORE INTO candidates (topology, evaluation, promised_latency_ms, promised_monthly_usd, gap) "
                           "VALUES (?, ?, ?, ?, ?) RETURNING 1");
  return insert.bind(1, row.text(0)).bind(2, row.text(1)).bind(3, row.real(2)).bind(4, row.real(3)).bind(5, row.real(4)).step();
}

}  // namespace

Merged Study::merge(const Study& from) {
  sqlite::Database &source = from.store_->database, &target = store_->database;
  check_same_plan(from, *this, source, target);
  Merged merged;
  sqlite::Transaction transaction(target);
  sqlite::Statement steps(source, "SELECT key, value FROM steps ORDER BY key");
  while (steps.step()) {
    const std::string key = steps.text(0), value = steps.text(1);
    const auto known = load(key);
    if (!known) save(key, value);
    merged.steps += !known;
    merged.differing += known && *known != value;
  }
  sqlite::Statement rows(source, "SELECT topology, evaluation, promised_latency_ms, promised_monthly_usd, gap FROM candidates ORDER BY number");
  while (rows.step()) merged.candidates += copy_candidate(rows, target);
  transaction.commit();
  return merged;
}

}  // namespace tradewind
