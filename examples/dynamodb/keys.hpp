// Every key of the table. They are made by a tenant and by nothing else, so that no request can
// reach another tenant's rows.
#pragma once

#include <cstdint>
#include <haggle/base/error.hpp>
#include <haggle/market/id.hpp>
#include <haggle/market/sale.hpp>
#include <haggle/pipeline/listed.hpp>
#include <string>
#include <string_view>

namespace dynamodb {

inline constexpr std::uint32_t category_shards = 10;
inline constexpr std::uint32_t embedding_shards = 5;

/// Where a row stands.
struct Key {
  std::string pk{};
  std::string sk{};
  friend bool operator==(const Key&, const Key&) = default;
};

/// The first and the last key of a run of rows.
struct KeyRange {
  std::string from{};
  std::string until{};
};

/// The moments from one to another, both included.
struct Period {
  haggle::Instant from{};
  haggle::Instant until{};
};

/// A name as a part of a key: '#' parts the parts, so it becomes %23, and '%' becomes %25. Two
/// names never make one.
[[nodiscard]] std::string key_part(std::string_view name);

/// A moment as text of one length, so that the order of the text is the order of time; 1970 to
/// 5138. Errors: out_of_range.
[[nodiscard]] haggle::Result<std::string> moment_text(haggle::Instant at);

/// Which of so many shards a sale stands on: FNV-1a, 64 bits, of its key, modulo the count. Stays
/// the same for ever, because readers ask all shards but a rewritten row must find its own.
[[nodiscard]] std::uint32_t shard_of(std::string_view sale_id, std::uint32_t shards);

class Tenant {
 public:
  /// Errors: bad_argument where the name is empty; those of Id.
  [[nodiscard]] static haggle::Result<Tenant> make(std::string_view name);

  [[nodiscard]] const haggle::Label& label() const { return label_; }

  [[nodiscard]] haggle::Result<Key> sale(const haggle::Sale& sale) const;
  [[nodiscard]] Key life(const haggle::ProductId& product) const;

  /// The decisions on one listing.
  [[nodiscard]] std::string listing(const haggle::ListingKey& key) const;

  [[nodiscard]] std::string category_shard(const haggle::Label& category,
                                           std::uint32_t shard) const;
  [[nodiscard]] std::string embedding_shard(std::uint32_t shard) const;
  [[nodiscard]] std::string brand(const haggle::Label& brand) const;

  /// A part of the table that is this tenant's: TENANT#t, then each part after a '#'.
  [[nodiscard]] std::string prefix(std::string_view kind, std::string_view name) const;

 private:
  explicit Tenant(const haggle::Label& label) : label_(label) {}
  haggle::Label label_;
};

/// The sort keys of the three indexes.
[[nodiscard]] haggle::Result<std::string> date_price_key(haggle::Instant at, std::int64_t minor);
[[nodiscard]] haggle::Result<std::string> date_key(haggle::Instant at);
/// What stands between two moments in any of them.
[[nodiscard]] haggle::Result<KeyRange> date_range(const Period& period);

}  // namespace dynamodb
