// One connection to one file, its prepared statements, and transactions: SQLite's C interface as
// values that clean up behind themselves. What fails first is remembered, and all that follows in
// the same transaction does nothing; only the end of the transaction has to be asked.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <haggle/market/instant.hpp>
#include <haggle/pipeline/fault.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sqlite {

using haggle::Answer;

/// When what was committed is on the disk.
enum class Sync {
  full,   ///< before the commit returns: it outlives a power cut
  normal  ///< a little later: a power cut may undo the last ones; a crash of the program does not
};

class Connection {
 public:
  /// Opens or makes the file, in WAL mode, with its tables. Waits `busy` for the locks of others.
  [[nodiscard]] static Answer<std::unique_ptr<Connection>> open(const std::string& path, Sync sync,
                                                                haggle::Duration busy);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  [[nodiscard]] const std::string& path() const noexcept { return path_; }
  /// What went wrong since the transaction began; of a refused file for ever.
  [[nodiscard]] const std::optional<haggle::Fault>& fault() const noexcept { return fault_; }
  /// The file is not to be touched again by this connection.
  void refuse(haggle::Fault fault);
  /// A stored value is not what was written.
  void refuse_damage(std::string_view what);

  /// How many rows the last statement that writes has changed.
  [[nodiscard]] std::size_t changed_count() const {
    return static_cast<std::size_t>(sqlite3_changes64(handle_));
  }
  /// Runs statements that are used once.  Returns: whether all went well.
  bool run(const char* statements);
  /// The same of what SQLite itself does not wait with for the locks of others.
  bool run_when_free(const char* statements, haggle::Duration busy);

 private:
  friend class Statement;
  friend class Transaction;
  explicit Connection(std::string path) : path_(std::move(path)) {}
  bool note(int code);
  sqlite3_stmt* prepared(const char* text);
  void begin(const char* how);

  std::string path_;
  sqlite3* handle_{nullptr};
  std::unordered_map<const char*, sqlite3_stmt*> statements_{};  // by the address of the literal
  std::optional<haggle::Fault> fault_{};
  bool is_refused_{false};
};

/// Bytes that are no text.
struct Bytes {
  std::string_view bytes;
};

/// One use of a prepared statement; the text is a literal, prepared once a connection.
class Statement {
 public:
  template <class... Values>
  Statement(Connection& db, const char* text, const Values&... values)
      : db_(db), prepared_(db.prepared(text)) {
    int place = 0;
    (bind(++place, values), ...);
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  /// Goes to the next row.  Returns: whether there is one; the views of the last one are void.
  bool step();
  /// Runs a statement that gives no rows.
  void run() {
    while (step()) continue;
  }

  [[nodiscard]] std::int64_t whole(int column) const {
    return sqlite3_column_int64(prepared_, column);
  }
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] bool has(int column) const {
    return sqlite3_column_type(prepared_, column) != SQLITE_NULL;
  }

 private:
  // What a view sees outlives the statement's use. A string may be a temporary one and is copied.
  void bind(int place, std::int64_t value);
  void bind(int place, std::string_view value);
  void bind(int place, const std::string& value);
  void bind(int place, Bytes value);

  Connection& db_;
  sqlite3_stmt* prepared_;
};

/// All or nothing. One that is not committed is undone.
class Transaction {
 public:
  enum class Kind { read, write };
  Transaction(Connection& db, Kind kind);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  /// Ends it.  Returns: the first fault of all that was done in it, and then nothing was done.
  [[nodiscard]] Answer<void> commit();

 private:
  Connection& db_;
};

/// The answer of a port: the value, unless the transaction failed.
template <class T>
[[nodiscard]] Answer<T> commit(Transaction& transaction, T value) {
  if (auto done = transaction.commit(); !done) return tl::unexpected(std::move(done.error()));
  return value;
}

}  // namespace sqlite
