#include "study/sqlite.h"

#include <chrono>
#include <thread>
#include <utility>

namespace tradewind::sqlite {
namespace {

constexpr int busy_timeout_ms = 10000;  // another process (a window, a second plan) may hold the file for a moment

// Who reads it may have several studies open.
Error failure_of(sqlite3* database) {
  const char* file = sqlite3_db_filename(database, "main");
  const std::string words = sqlite3_errmsg(database);
  return Error(file == nullptr || *file == '\0' ? words : file + (": " + words));
}

}  // namespace

Database::Database(const std::filesystem::path& file, Mode mode) {
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX | (mode == Mode::create ? SQLITE_OPEN_CREATE : 0);
  const int code = sqlite3_open_v2(file.string().c_str(), &raw, flags, nullptr);
  handle_.reset(raw);
  if (code != SQLITE_OK) throw Error(raw ? sqlite3_errmsg(raw) : sqlite3_errstr(code));
  sqlite3_busy_timeout(raw, busy_timeout_ms);
}

void Database::execute(const char* sql) {
  if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) throw Error(sqlite3_errmsg(handle_.get()));
}

// Of two connections that turn to the log at once each holds what the other waits for, so SQLite does not wait: one is told at once that the other is
// busy.
void Database::write_ahead() {
  using namespace std::chrono;
  const auto until = steady_clock::now() + milliseconds(busy_timeout_ms);
  int code = SQLITE_BUSY;
  while (code == SQLITE_BUSY) {
    code = sqlite3_exec(handle_.get(), "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr);
    if (code == SQLITE_BUSY && steady_clock::now() >= until) break;
    if (code == SQLITE_BUSY) std::this_thread::sleep_for(milliseconds(2));
  }
  if (code != SQLITE_OK) throw Error(sqlite3_errmsg(handle_.get()));
}

std::int64_t Database::number(const char* sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.integer(0) : 0;
}

Statement::Statement(const Database& database, std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v2(database.handle(), sql.data(), static_cast<int>(sql.size()), &raw, nullptr);
  handle_.reset(raw);
  if (code != SQLITE_OK) throw failure_of(database.handle());
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) throw failure_of(sqlite3_db_handle(handle_.get()));
}

Statement& Statement::bind(int index, std::string_view text) {
  check(sqlite3_bind_text64(handle_.get(), index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(int index, double value) {
  check(sqlite3_bind_double(handle_.get(), index, value));
  return *this;
}

Statement& Statement::bind(int index, std::int64_t value) {
  check(sqlite3_bind_int64(handle_.get(), index, value));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  throw failure_of(sqlite3_db_handle(handle_.get()));
}

std::string Statement::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
  return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))) : std::string();
}

Transaction::~Transaction() {
  if (open_) sqlite3_exec(database_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  database_->execute("COMMIT");
  open_ = false;
}

}  // namespace tradewind::sqlite
