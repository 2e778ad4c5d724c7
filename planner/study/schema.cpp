#include "study/schema.h"

#include <fmt/core.h>

#include <array>

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

// Version 2 kept outcome and bill in the row of a candidate, and had no claims. 30 is the separator of study/evaluation.h.
constexpr const char* from_2_to_3 = R"(
  ALTER TABLE blobs RENAME TO steps;
  INSERT INTO steps SELECT 'evaluation:migrated:' || number, outcome || char(30) || bill FROM candidates;
  ALTER TABLE candidates RENAME TO candidates_2;
  CREATE TABLE candidates (number INTEGER PRIMARY KEY, topology TEXT NOT NULL UNIQUE, evaluation TEXT NOT NULL,
                           promised_latency_ms REAL NOT NULL, promised_monthly_usd REAL NOT NULL, gap REAL NOT NULL);
  INSERT INTO candidates SELECT number, topology, 'evaluation:migrated:' || number, promised_latency_ms, promised_monthly_usd, gap FROM candidates_2;
  DROP TABLE candidates_2;
  CREATE TABLE claims (key TEXT PRIMARY KEY, owner TEXT NOT NULL, until_ms INTEGER NOT NULL) WITHOUT ROWID;
)";

constexpr std::array migrations{from_2_to_3};  // [i]: from oldest_version + i to the next one
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
    database.execute(migrations[static_cast<std::size_t>(version - oldest_version)]);
    set_version(database, version + 1);
  }
  transaction.commit();
}

}  // namespace tradewind::study
