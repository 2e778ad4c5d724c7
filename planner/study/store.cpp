#include "study/store.h"

namespace tradewind::study {

void set_meta(sqlite::Database& database, const std::string& key, const std::string& value) {
  sqlite::Statement(database, "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
      .bind(1, key)
      .bind(2, value)
      .step();
}

std::string get_meta(sqlite::Database& database, const std::string& key) {
  sqlite::Statement statement(database, "SELECT value FROM meta WHERE key = ?");
  return statement.bind(1, key).step() ? statement.text(0) : std::string();
}

}  // namespace tradewind::study
