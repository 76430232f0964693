#include "keys.hpp"

#include <haggle/codec/instant_text.hpp>

namespace dynamodb {

using haggle::Errc;
using haggle::Result;

std::string key_part(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '#') {
      out += "%23";
    } else if (c == '%') {
      out += "%25";
    } else {
      out += c;
    }
  }
  return out;
}

Result<std::string> moment_text(haggle::Instant at) {
  if (at.ms < 0 || at.ms > haggle::instant_ms_max) {
    return haggle::fail(Errc::out_of_range, "moment");
  }
  std::string text = haggle::instant_text(at);
  constexpr std::size_t seconds_size = sizeof "2026-11-21T10:00:00" - 1;
  if (text[seconds_size] == 'Z') text.insert(seconds_size, ".000");
  return text;
}

std::uint32_t shard_of(std::string_view sale_id, std::uint32_t shards) {
  std::uint64_t hash = 0xCBF2'9CE4'8422'2325U;
  for (const char c : sale_id) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x0000'0100'0000'01B3U;
  }
  return static_cast<std::uint32_t>(hash % shards);
}

Result<Tenant> Tenant::make(std::string_view name) {
  if (name.empty()) return haggle::fail(Errc::bad_argument, "tenant");
  return haggle::Label::from(name, "tenant").map([](const haggle::Label& label) {
    return Tenant(label);
  });
}

std::string Tenant::prefix(std::string_view kind, std::string_view name) const {
  std::string out = "TENANT#" + key_part(label_.text());
  out.append("#").append(kind).append("#").append(key_part(name));
  return out;
}

Result<Key> Tenant::sale(const haggle::Sale& sale) const {
  return moment_text(sale.sold_at).map([&](const std::string& day) {
    return Key{prefix("PRODUCT", sale.product.text()),
               "SALE#" + day + "#" + key_part(sale.id.text())};
  });
}

Key Tenant::life(const haggle::ProductId& product) const {
  return {prefix("PRODUCT", product.text()), "LIFE"};
}

std::string Tenant::listing(const haggle::ListingKey& key) const {
  const bool is_business = key.audience == haggle::Audience::business;
  return prefix("LISTING", key.seller.text()) + "#" + key_part(key.sku.text()) + "#" +
         key_part(key.marketplace.text()) + (is_business ? "#BUSINESS" : "#CONSUMER");
}

std::string Tenant::category_shard(const haggle::Label& category, std::uint32_t shard) const {
  return prefix("CATEGORY", category.text()) + "#SHARD#" + std::to_string(shard);
}

std::string Tenant::embedding_shard(std::uint32_t shard) const {
  return prefix("EMBTYPE", "PRODUCT") + "#SHARD#" + std::to_string(shard);
}

std::string Tenant::brand(const haggle::Label& brand) const {
  return prefix("BRAND", brand.text());
}

Result<std::string> date_key(haggle::Instant at) {
  return moment_text(at).map([](const std::string& day) { return "DATE#" + day; });
}

Result<std::string> date_price_key(haggle::Instant at, std::int64_t minor) {
  constexpr std::size_t digits_min = 10;
  std::string digits = std::to_string(minor);
  if (digits.size() < digits_min) digits.insert(0, digits_min - digits.size(), '0');
  return date_key(at).map([&](const std::string& day) { return day + "#PRICE#" + digits; });
}

Result<KeyRange> date_range(const Period& period) {
  const Result<std::string> from = date_key(period.from);
  const Result<std::string> until = date_key(period.until);
  if (!from) return tl::unexpected(from.error());
  if (!until) return tl::unexpected(until.error());
  // '~' comes after all that a key holds there, so that the last moment is inside.
  return KeyRange{*from, *until + "#~"};
}

}  // namespace dynamodb
