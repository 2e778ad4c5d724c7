// The C interface of SQLite, owned by objects: a database, a prepared statement, an error with SQLite's own words.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tradewind::sqlite {

struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Database {
 public:
  enum class Mode { open_existing, create };
  Database(const std::filesystem::path& file, Mode mode);

  void execute(const char* sql);
  void write_ahead();                    // readers and a writer no longer wait for each other; kept in the file
  std::int64_t number(const char* sql);  // first cell of the first row, 0 when there is none
  sqlite3* handle() const { return handle_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  };
  std::unique_ptr<sqlite3, Close> handle_;
};

// One statement: bind 1, 2, ..., then step through the rows.
class Statement {
 public:
  Statement(const Database& database, std::string_view sql);
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, double value);
  Statement& bind(int index, std::int64_t value);
  bool step();  // true: a row is there
  std::string text(int column) const;
  double real(int column) const { return sqlite3_column_double(handle_.get(), column); }
  std::int64_t integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }

 private:
  void check(int code) const;
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

// Commits at the end of commit(), rolls back when left without it.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(&database) { database.execute("BEGIN IMMEDIATE"); }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database* database_;
  bool open_ = true;
};

}  // namespace tradewind::sqlite
