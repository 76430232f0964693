// The policies of the file, read once and again when one was edited, and the edits of them.
#pragma once

#include <cstdint>
#include <haggle/codec/policy_json.hpp>
#include <haggle/reprice/policy.hpp>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "connection.hpp"

namespace sqlite {

/// A policy as a listing needs it.
struct InForce {
  std::shared_ptr<const haggle::Policy> policy{};  ///< null: there is none of that name
  std::int64_t revision{0};
};

class Policies {
 public:
  explicit Policies(Connection& db);

  /// Reads them again if an edit was made.  Needs: a transaction, as all functions here.
  void refresh();
  /// The policy of that name as of the last refresh; of an empty name the default one.
  [[nodiscard]] InForce find(const std::string& id) const;

  /// Puts the policy of a catalogue's line. Its revision rises, and that of all whose bands name
  /// it.
  /// Errors: those of the policy, and of the ones that would not be valid any more.
  [[nodiscard]] haggle::Result<void> put(const std::string& id, std::string_view line);
  /// Returns: whether it was there. It keeps its revision, so that one that is put later is newer;
  /// its listings hold, and there is nothing to decide on them.
  [[nodiscard]] bool drop(std::string_view id);

 private:
  struct Row {
    std::string line{};  ///< of a catalogue; empty: dropped
    std::int64_t revision{0};
  };
  using Rows = std::map<std::string, Row, std::less<>>;
  struct Book {
    haggle::PolicyBook policies{};
    std::map<std::string, haggle::Error, std::less<>> faults{};
  };
  [[nodiscard]] Rows read_rows();
  [[nodiscard]] static Book read_book(const Rows& rows);
  void write(const std::string& id, std::string_view line, std::int64_t revision);
  [[nodiscard]] std::int64_t newest();

  Connection& db_;
  std::shared_ptr<const haggle::Policy> default_policy_;
  std::shared_ptr<const Book> book_{std::make_shared<Book>()};
  Rows rows_{};
  std::int64_t newest_{0};
};

}  // namespace sqlite
