// What a study holds in memory: the open database, and the world that its scenario makes.
#pragma once

#include "study/sqlite.h"
#include "tradewind/planner/study.h"

namespace tradewind {

struct Study::Store {
  std::filesystem::path file;
  sqlite::Database database;
  World world;
};

namespace study {

void set_meta(sqlite::Database& database, const std::string& key, const std::string& value);
std::string get_meta(sqlite::Database& database, const std::string& key);  // empty when there is none

}  // namespace study
}  // namespace tradewind
