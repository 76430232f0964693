#include "connection.hpp"

#include <chrono>

#include "failure.hpp"
#include "schema.hpp"

namespace sqlite {

Answer<std::unique_ptr<Connection>> Connection::open(const std::string& path, Sync sync,
                                                     haggle::Duration busy) {
  std::unique_ptr<Connection> db{new Connection(path)};
  constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  const int opened = sqlite3_open_v2(path.c_str(), &db->handle_, flags, nullptr);
  if (db->note(opened)) {
    sqlite3_extended_result_codes(db->handle_, 1);
    sqlite3_busy_timeout(db->handle_, static_cast<int>(busy.ms));
    if (sqlite3_db_readonly(db->handle_, "main") == 1) db->note(SQLITE_READONLY);
    db->run("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON");
    db->run(sync == Sync::full ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
    make_tables(*db, busy);
  }
  if (db->fault_) return tl::unexpected(*db->fault_);
  return db;
}

Connection::~Connection() {
  for (const auto& [text, prepared] : statements_) sqlite3_finalize(prepared);
  sqlite3_close(handle_);
}

bool Connection::note(int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return true;
  if (!fault_) {
    const bool is_last = handle_ != nullptr && sqlite3_extended_errcode(handle_) == code;
    fault_ = fault_of(code, path_, is_last ? sqlite3_errmsg(handle_) : sqlite3_errstr(code));
    is_refused_ = is_damage(code);
  }
  return false;
}

void Connection::refuse(haggle::Fault fault) {
  if (is_refused_) return;
  fault_ = std::move(fault);
  is_refused_ = true;
}

void Connection::refuse_damage(std::string_view what) {
  refuse(damaged(path_, what));
}

bool Connection::run(const char* statements) {
  return !fault_ && note(sqlite3_exec(handle_, statements, nullptr, nullptr, nullptr));
}

bool Connection::run_when_free(const char* statements, haggle::Duration busy) {
  using Clock = std::chrono::steady_clock;
  constexpr int pause_ms = 5;
  constexpr int kind_of_code = 0xFF;
  if (fault_) return false;
  const auto last = Clock::now() + std::chrono::milliseconds{busy.ms};
  int code = sqlite3_exec(handle_, statements, nullptr, nullptr, nullptr);
  while ((code & kind_of_code) == SQLITE_BUSY && Clock::now() < last) {
    sqlite3_sleep(pause_ms);
    code = sqlite3_exec(handle_, statements, nullptr, nullptr, nullptr);
  }
  return note(code);
}

sqlite3_stmt* Connection::prepared(const char* text) {
  const auto known = statements_.find(text);
  if (known != statements_.end()) return known->second;
  sqlite3_stmt* made = nullptr;
  if (fault_ ||
      !note(sqlite3_prepare_v3(handle_, text, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr))) {
    return nullptr;
  }
  return statements_.emplace(text, made).first->second;
}

void Connection::begin(const char* how) {
  if (is_refused_) return;
  fault_.reset();
  Statement{*this, how}.run();
}

// ---- statements ----------------------------------------------------------------

Statement::~Statement() {
  if (prepared_ == nullptr) return;
  sqlite3_reset(prepared_);
  sqlite3_clear_bindings(prepared_);
}

bool Statement::step() {
  if (prepared_ == nullptr || db_.fault_) return false;
  const int code = sqlite3_step(prepared_);
  return db_.note(code) && code == SQLITE_ROW;
}

std::string_view Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(prepared_, column);
  const int size = sqlite3_column_bytes(prepared_, column);
  if (bytes == nullptr || size <= 0) return {};
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

void Statement::bind(int place, std::int64_t value) {
  if (prepared_ != nullptr) db_.note(sqlite3_bind_int64(prepared_, place, value));
}

void Statement::bind(int place, std::string_view value) {
  if (prepared_ == nullptr) return;
  // A null pointer would be NULL and not an empty text.
  const char* bytes = value.data() != nullptr ? value.data() : "";
  db_.note(sqlite3_bind_text64(prepared_, place, bytes, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind(int place, const std::string& value) {
  if (prepared_ == nullptr) return;
  db_.note(sqlite3_bind_text64(prepared_, place, value.data(), value.size(), SQLITE_TRANSIENT,
                               SQLITE_UTF8));
}

void Statement::bind(int place, Bytes value) {
  if (prepared_ == nullptr) return;
  const char* bytes = value.bytes.data() != nullptr ? value.bytes.data() : "";
  db_.note(sqlite3_bind_blob64(prepared_, place, bytes, value.bytes.size(), SQLITE_STATIC));
}

// ---- transactions ----------------------------------------------------------------

Transaction::Transaction(Connection& db, Kind kind) : db_(db) {
  // A writer waits for the lock here, where nothing is done yet, and never in the middle.
  db_.begin(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  if (sqlite3_get_autocommit(db_.handle_) == 0) {
    sqlite3_exec(db_.handle_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

Answer<void> Transaction::commit() {
  if (!db_.fault_) Statement{db_, "COMMIT"}.run();
  if (db_.fault_) return tl::unexpected(*db_.fault_);
  return {};
}

}  // namespace sqlite
