// Keys and stamps as columns.
#pragma once

#include <haggle/pipeline/kept_market.hpp>
#include <haggle/pipeline/listed.hpp>

#include "connection.hpp"
#include "seal.hpp"

namespace sqlite {

template <class Id>
[[nodiscard]] Id id_of(std::string_view text) {
  return Id::from(text).value_or(Id{});
}

[[nodiscard]] constexpr std::int64_t number_of(haggle::Audience audience) noexcept {
  return static_cast<std::int64_t>(audience);
}

/// From the columns seller, sku, marketplace, audience, item, which begin at `first`.
[[nodiscard]] inline haggle::ListingKey key_at(const Statement& row, int first) {
  return {id_of<haggle::SellerId>(row.text(first)), id_of<haggle::Sku>(row.text(first + 1)),
          id_of<haggle::MarketplaceId>(row.text(first + 2)),
          row.whole(first + 3) == 1 ? haggle::Audience::business : haggle::Audience::consumer};
}

[[nodiscard]] inline std::int64_t market_seal(std::string_view item, std::string_view field,
                                              const haggle::MarketStamp& stamp,
                                              std::int64_t image_bytes) {
  // The image has a sum of its own.
  return (Seal{} << item << field << stamp.time.ms << stamp.notification.text() << image_bytes)
      .value();
}

[[nodiscard]] inline std::int64_t record_seal(std::int64_t listing, std::string_view record) {
  return (Seal{} << listing << record).value();
}

[[nodiscard]] inline std::int64_t price_seal(std::int64_t listing, std::string_view entry,
                                             haggle::Instant expires_at) {
  return (Seal{} << listing << entry << expires_at.ms).value();
}

/// What a row of `listings` says.
struct ListingRow {
  haggle::ListingKey key{};
  haggle::ItemId item{};
  std::string_view market{};  ///< the field of the market that decides on it
  std::string_view policy{};
  std::string_view json{};

  [[nodiscard]] std::int64_t seal() const {
    return (Seal{} << key.seller.text() << key.sku.text() << key.marketplace.text()
                   << number_of(key.audience) << item.text() << market << policy << json)
        .value();
  }
};

/// From the columns seller, sku, marketplace, audience, item, market, policy, json, seal.
[[nodiscard]] inline ListingRow listing_at(Connection& db, const Statement& row, int first) {
  const ListingRow listing{key_at(row, first), id_of<haggle::ItemId>(row.text(first + 4)),
                           row.text(first + 5), row.text(first + 6), row.text(first + 7)};
  if (listing.seal() != row.whole(first + 8)) {
    db.refuse_damage("a listing is not as it was written");
  }
  return listing;
}

}  // namespace sqlite
