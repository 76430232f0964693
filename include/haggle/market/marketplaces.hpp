// haggle/market/marketplaces.hpp -- floor 2 (market).
//
// The marketplaces that are known by name: Amazon's stores and Walmart's marts. A listing may say
// the name or the marketplace's own id; in haggle a marketplace is called by its name.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "haggle/base/error.hpp"
#include "haggle/market/id.hpp"
#include "haggle/market/offer.hpp"
#include "haggle/money/currency.hpp"

namespace haggle {
inline namespace v0 {

/// One marketplace, as it names itself and as haggle names it.
struct Marketplace {
  std::string_view id;    ///< the marketplace's own, as messages write it
  std::string_view name;  ///< ours: "US", "WALMART_US"
  Country country;        ///< where its warehouses ship from
  Currency currency;
  bool has_points;  ///< buyers are given points that lower the landed price
};

/// Amazon's stores, then Walmart's marts, whose messages name neither store nor currency.
/// Source: Amazon's page of marketplace ids; every currency is the country's own.
inline constexpr std::array marketplaces{
    Marketplace{"ATVPDKIKX0DER", "US", {"US"}, {"USD"}, false},
    Marketplace{"A2EUQ1WTGCTBG2", "CA", {"CA"}, {"CAD"}, false},
    Marketplace{"A1AM78C64UM0Y8", "MX", {"MX"}, {"MXN"}, false},
    Marketplace{"A2Q3Y263D00KWC", "BR", {"BR"}, {"BRL"}, false},
    Marketplace{"A1F83G8C2ARO7P", "UK", {"GB"}, {"GBP"}, false},
    Marketplace{"A1PA6795UKMFR9", "DE", {"DE"}, {"EUR"}, false},
    Marketplace{"A13V1IB3VIYZZH", "FR", {"FR"}, {"EUR"}, false},
    Marketplace{"APJ6JRA9NG5V4", "IT", {"IT"}, {"EUR"}, false},
    Marketplace{"A1RKKUPIHCS9HS", "ES", {"ES"}, {"EUR"}, false},
    Marketplace{"A1805IZSGTT6HS", "NL", {"NL"}, {"EUR"}, false},
    Marketplace{"AMEN7PMS3EDWL", "BE", {"BE"}, {"EUR"}, false},
    Marketplace{"A28R8C7NBKEWEA", "IE", {"IE"}, {"EUR"}, false},
    Marketplace{"A2NODRKZP88ZB9", "SE", {"SE"}, {"SEK"}, false},
    Marketplace{"A1C3SOZRARQ6R3", "PL", {"PL"}, {"PLN"}, false},
    Marketplace{"A33AVAJ2PDY3EV", "TR", {"TR"}, {"TRY"}, false},
    Marketplace{"A2VIGQ35RCS4UG", "AE", {"AE"}, {"AED"}, false},
    Marketplace{"A17E79C6D8DWNP", "SA", {"SA"}, {"SAR"}, false},
    Marketplace{"ARBP9OOSHTCHU", "EG", {"EG"}, {"EGP"}, false},
    Marketplace{"AE08WJ6YKNBMC", "ZA", {"ZA"}, {"ZAR"}, false},
    Marketplace{"A21TJRUUN4KGV", "IN", {"IN"}, {"INR"}, false},
    Marketplace{"A1VC38T7YXB528", "JP", {"JP"}, {"JPY"}, true},
    Marketplace{"A39IBJ37TRP1C6", "AU", {"AU"}, {"AUD"}, false},
    Marketplace{"A19VAU5U5O7RUS", "SG", {"SG"}, {"SGD"}, false},
    Marketplace{"WALMART_US", "WALMART_US", {"US"}, {"USD"}, false},
    Marketplace{"WALMART_CA", "WALMART_CA", {"CA"}, {"CAD"}, false},
    Marketplace{"WALMART_MX", "WALMART_MX", {"MX"}, {"MXN"}, false},
};

/// The marketplace with this id, name or country ("GB" is Amazon's "UK"); null where none is known.
/// ASCII letters match in any case.
/// Cost: linear in the table; meant for reading text, not for the hot path.
[[nodiscard]] constexpr const Marketplace* find_marketplace(std::string_view text) noexcept {
  constexpr auto capital = [](char c) {
    return 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  };
  const auto is_text = [&](std::string_view known) {
    return std::equal(known.begin(), known.end(), text.begin(), text.end(),
                      [&](char a, char b) { return a == capital(b); });
  };
  for (const Marketplace& one : marketplaces) {
    if (is_text(one.id) || is_text(one.name) || is_text(one.country.text())) return &one;
  }
  return nullptr;
}

/// The name of a known marketplace; another id as it is, so that equal ids stay equal.
/// Errors: id_too_long beyond 15 bytes; bad_id where the text holds a NUL byte.
[[nodiscard]] constexpr Result<MarketplaceId> marketplace_from(
    std::string_view text, const char* where = "marketplace") noexcept {
  const Marketplace* known = find_marketplace(text);
  return MarketplaceId::from(known != nullptr ? known->name : text, where);
}

}  // namespace v0
}  // namespace haggle
