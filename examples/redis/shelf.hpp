// The listings of one item as they were read: texts that have not changed are not parsed again.
#pragma once

#include <haggle/pipeline/ports.hpp>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reply.hpp"
#include "socket.hpp"

namespace redis {

/// A listing with what a write has to compare.
struct StoredListing : haggle::Listed {
  std::string field{};            ///< its place in its seller's hashes
  mutable std::string waiting{};  ///< its waiting entry as read, or as written since; empty: none
  haggle::BusinessListing as_put{};  ///< as the text says it, without what decisions left
  std::optional<haggle::Error> bad_text{};
};

/// One field of an item's hash: a text that holds a listing, or a consumer and a business listing.
struct ListingText {
  std::string field{};  ///< seller:SKU
  std::string json{};
  std::vector<std::unique_ptr<StoredListing>> listings{};
};

/// Reads a text. What it leaves out of seller, SKU and item is taken from where it stands; one that
/// is no listing gives one that says so.
[[nodiscard]] ListingText read_listing_text(std::string_view item, std::string_view home,
                                            std::string_view field, std::string_view json);

class Shelf {
 public:
  explicit Shelf(const haggle::ItemKey& item) : item_(item) {}

  /// Takes an item's hash.  Returns: whether it differs from what was there.
  bool take_texts(ReplyView fields, std::string_view home);
  /// Puts back what the last decision left, or says why it cannot be read.
  static void take_record(StoredListing& listing, ReplyView record, ReplyView waiting);
  /// Lets consumer prices cap business prices. To be called when all records were taken.
  void finish(Deadline known_until);

  [[nodiscard]] const haggle::ItemKey& item() const noexcept { return item_; }
  [[nodiscard]] const std::vector<haggle::Listed*>& listings() const noexcept { return listings_; }
  [[nodiscard]] std::set<std::string> policies() const;
  [[nodiscard]] bool is_known(Clock::time_point now) const noexcept { return now < known_until_; }
  void forget() noexcept { known_until_ = {}; }

 private:
  void list(std::string_view home);

  haggle::ItemKey item_;
  std::vector<ListingText> texts_{};
  std::vector<haggle::Listed*> listings_{};
  Deadline known_until_{};
};

}  // namespace redis
