#include "study/schema.h"

#include <fmt/core.h>

#include <array>

#include "study/evaluation.h"

namespace tradewind::study {
namespace {

// steps: what was worked out, by a key that names all it depends on. candidates: the topologies that the search chose, numbered in its order; the
// key of the step that simulated and priced it is `evaluation`. claims: who works on which step now, and until when this holds if nobody renews it.
constexpr const char* tables = R"(
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE steps (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE candidates (number INTEGER PRIMARY KEY, topology TEXT NOT NULL UNIQUE, evaluation TEXT NOT NULL,
                           promised_latency_ms REAL NOT NULL, promised_monthly_usd REAL NOT NULL, gap REAL NOT NULL);
  CREATE TABLE claims (key TEXT PRIMARY KEY, owner TEXT NOT NULL, until_ms INTEGER NOT NULL) WITHOUT ROWID;
)";

// Version 2 kept outcome and bill in the row of a candidate, and had no claims.
void from_2_to_3(sqlite::Database& database) {
  database.execute("ALTER TABLE blobs RENAME TO steps; ALTER TABLE candidates RENAME TO candidates_2");
  database.execute(R"(
    CREATE TABLE candidates (number INTEGER PRIMARY KEY, topology TEXT NOT NULL UNIQUE, evaluation TEXT NOT NULL,
                             promised_latency_ms REAL NOT NULL, promised_monthly_usd REAL NOT NULL, gap REAL NOT NULL);
    CREATE TABLE claims (key TEXT PRIMARY KEY, owner TEXT NOT NULL, until_ms INTEGER NOT NULL) WITHOUT ROWID;
  )");
  sqlite::Statement old(database, "SELECT number, topology, outcome, bill, promised_latency_ms, promised_monthly_usd, gap FROM candidates_2");
  while (old.step()) {
    const Evaluation evaluation{outcome_from_json(old.text(2)), bill_from_json(old.text(3))};
    const std::string key = evaluation_key(evaluation.bill.price_book, old.text(1));
    sqlite::Statement(database, "INSERT OR IGNORE INTO steps VALUES (?, ?)").bind(1, key).bind(2, to_text(evaluation)).step();
    sqlite::Statement row(database, "INSERT OR IGNORE INTO candidates VALUES (?, ?, ?, ?, ?, ?)");
    row.bind(1, old.integer(0)).bind(2, old.text(1)).bind(3, key).bind(4, old.real(4)).bind(5, old.real(5)).bind(6, old.real(6)).step();
  }
  database.execute("DROP TABLE candidates_2");
}

constexpr std::array migrations{&from_2_to_3};  // [i]: from oldest_version + i to the next one
static_assert(migrations.size() == schema_version - oldest_version);

void set_version(sqlite::Database& database, std::int64_t version) { database.execute(fmt::format("PRAGMA user_version = {}", version).c_str()); }
std::int64_t version_of(sqlite::Database& database) { return database.number("PRAGMA user_version"); }

}  // namespace

void create_schema(sqlite::Database& database) {
  database.execute(fmt::format("PRAGMA application_id = {}", application_id).c_str());
  set_version(database, schema_version);
  database.execute(tables);
}

void migrate(sqlite::Database& database) {
  if (version_of(database) >= schema_version) return;
  sqlite::Transaction transaction(database);
  for (std::int64_t version = version_of(database); version < schema_version; ++version) {
    migrations[static_cast<std::size_t>(version - oldest_version)](database);
    set_version(database, version + 1);
  }
  transaction.commit();
}

}  // namespace tradewind::study
