// Keeps refused messages: one JSON object a line, with the error and the original bytes.
#pragma once

#include <cstddef>
#include <fstream>
#include <haggle/base/error.hpp>
#include <haggle/market/listing.hpp>
#include <optional>
#include <string>

#include "sources.hpp"

namespace reprice {

/// Why a message was not handled. Where it could be read, the first listing that rejected it.
struct Rejected {
  haggle::Error error{};
  const haggle::Listing* listing{nullptr};
  std::string place{};   ///< in what arrived, such as "Records[2].body"; empty: all of it
  std::string record{};  ///< the queue's or topic's id of it; may be empty
};

class DeadLetters {
 public:
  /// Writes the file anew; keeps nothing where the path is empty.
  explicit DeadLetters(const std::string& path);

  [[nodiscard]] bool is_open() const { return file_.has_value(); }
  /// Has everything been written so far?
  [[nodiscard]] bool is_sound() const { return !file_ || file_->good(); }
  [[nodiscard]] std::size_t kept_count() const noexcept { return kept_count_; }

  /// Writes {"from", "place" and "record" of one message among several or in an envelope, "error",
  /// "listing" where there is one, "text" of all that arrived}. Bytes that are not UTF-8 are
  /// in "base64" instead of "text", so that they can always be had back as they were.
  void keep(const Letter& letter, const Rejected& rejected);

 private:
  std::optional<std::ofstream> file_{};
  std::size_t kept_count_{0};
};

}  // namespace reprice
