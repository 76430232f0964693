// Loads what is sold, as the worker decides on it. Reading a listing's text is the dear part, so
// the texts that were read are kept with what they say; the file is asked each time.
#pragma once

#include <cstdint>
#include <haggle/pipeline/listed.hpp>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "connection.hpp"
#include "policies.hpp"
#include "rows.hpp"

namespace sqlite {

/// A listing as it was loaded last.
struct Loaded {
  haggle::Listed listed{};
  std::string json{};
  haggle::BusinessListing as_written{};       ///< what the text says
  std::optional<haggle::Error> unreadable{};  ///< why it says nothing
  std::int64_t setting{0};                    ///< of its waiting entry; 0: none that an edit made
};

class Shelves {
 public:
  Shelves(Connection& db, Policies& policies, std::size_t kept_max)
      : db_(db), policies_(policies), kept_max_(kept_max) {}

  /// As ListingStore::load.  Needs: a transaction.
  void load(std::span<const haggle::ItemKey> items,
            std::vector<std::span<haggle::Listed* const>>& shelves);

  /// The listing as it was loaded last; null where it was not.
  [[nodiscard]] Loaded* find(const haggle::ListingKey& key);

 private:
  using Shelf = std::vector<haggle::Listed*>;
  void fill(const haggle::ItemKey& item, Shelf& shelf);
  Loaded& put(const ListingRow& row);
  void apply(Loaded& loaded, std::int64_t listing, const Statement& row, int first);

  Connection& db_;
  Policies& policies_;
  std::size_t kept_max_;
  std::unordered_map<haggle::ListingKey, Loaded, haggle::KeyHash> loaded_{};
  std::unordered_map<haggle::ItemKey, Shelf, haggle::KeyHash> shelves_{};
};

}  // namespace sqlite
