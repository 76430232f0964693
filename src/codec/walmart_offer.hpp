// src/codec/walmart_offer.hpp -- floor 6 (codec).
//
// One offer of Walmart's webhook, and the list of those that have been read.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "codec/json.hpp"
#include "codec/message_fields.hpp"
#include "codec/message_money.hpp"
#include "codec/message_words.hpp"
#include "haggle/codec/notices.hpp"
#include "haggle/market/offer.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// An offer, and the name that buyers see of its seller.
struct NamedOffer {
  Offer offer{};
  std::string_view name{};
  std::string_view shipping_speed{};
  Tristate pro_badge{Tristate::unknown};
};

/// The offers of a message. Two rows that are alike in its list are two offers; our offer and the
/// winning one, which stand beside the list, may be in it already.
class NamedOffers {
 public:
  void add(const NamedOffer& given) { rows_.push_back(given); }

  /// The first offer of this seller at these prices, which is added where there is none.
  Offer& put(const NamedOffer& given);

  /// The id of the seller whose name and prices these are, else of the only one with the name;
  /// empty where there is none, or where several sellers could be meant.
  [[nodiscard]] SellerId seller_of(const NamedOffer& given) const;

  [[nodiscard]] std::size_t count_of(Condition condition) const;

  /// The offers and, in the same order, what is said of their sellers.
  void give(std::vector<Offer>& offers, std::vector<WalmartSeller>& sellers) const;

 private:
  std::vector<NamedOffer> rows_{};
};

/// The paths of an offer's fields.
struct WalmartOfferPaths {
  const char* object;
  const char* seller;
  const char* name;
  const char* price;
  const char* shipping;
  const char* fulfilled;
  const char* condition;
  const char* speed;
  const char* badge;
};

template <PathText At>
inline constexpr WalmartOfferPaths walmart_offer_paths{path<At>,
                                                       path<At, ".partnerId">,
                                                       path<At, ".sellerName">,
                                                       path<At, ".sellerOfferPrice">,
                                                       path<At, ".sellerShippingPrice">,
                                                       path<At, ".isWFS">,
                                                       path<At, ".itemConditionName">,
                                                       path<At, ".sellerShippingSpeed">,
                                                       path<At, ".proSellerBadge">};

/// What an item or an offer says of its condition, under either name.  Faults: unknown_value.
[[nodiscard]] std::optional<Goods> read_walmart_goods(FieldReader& fields, JsonValue object,
                                                      Place place);

/// Reads the offers of one message.
class WalmartOfferReader {
 public:
  WalmartOfferReader(FieldReader& fields, MoneyReader& money, Goods goods)
      : fields_(fields), money_(money), goods_(goods) {}

  /// An offer; nothing where neither price, name nor seller is said.
  /// Faults: missing_field (a seller without a price); those of the fields.
  std::optional<NamedOffer> read(JsonValue value, const WalmartOfferPaths& paths,
                                 std::size_t index = 0);

 private:
  FieldReader& fields_;
  MoneyReader& money_;
  Goods goods_;  ///< of an offer that does not say
};

}  // namespace codec
}  // namespace v0
}  // namespace haggle
