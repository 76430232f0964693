#include "keys.hpp"

#include <array>
#include <charconv>
#include <random>

namespace redis {
namespace {

constexpr std::string_view business_mark = "|business";

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string whole;
  for (const std::string_view part : parts) whole += part;
  return whole;
}

}  // namespace

std::string listings_key(std::string_view item) {
  return joined({"ASIN_", item});
}
std::string markets_key(std::string_view item) {
  return joined({"{ASIN_", item, "}:markets"});
}
std::string policy_key(std::string_view id) {
  return joined({"strategy.", id});
}
std::string items_key(std::string_view seller) {
  return joined({"haggle:items:", seller});
}
std::string policy_listings_key(std::string_view id) {
  return joined({"haggle:strategy_listings:", id});
}

SellerKeys::SellerKeys(std::string_view seller)
    : prices(joined({"CALCULATED_PRICES:", seller})),
      versions("{" + prices + "}:versions"),
      waiting("{" + prices + "}:waiting"),
      due("{" + prices + "}:due"),
      slot(slot_of(prices)) {
  Commands words;
  written = words.word(prices).word(versions).word(waiting).word(due).bytes();
}

std::string field_of(const haggle::ListingKey& key, std::string_view home) {
  const bool at_home = key.marketplace.text() == home;
  const bool business = key.audience == haggle::Audience::business;
  return joined({at_home ? std::string_view() : key.marketplace.text(), at_home ? "" : "|",
                 key.sku.text(), business ? business_mark : ""});
}

std::optional<haggle::ListingKey> key_of(std::string_view seller, std::string_view field,
                                         std::string_view home) {
  haggle::ListingKey key;
  if (field.ends_with(business_mark)) {
    key.audience = haggle::Audience::business;
    field.remove_suffix(business_mark.size());
  }
  const std::size_t bar = field.find('|');
  const std::string_view marketplace = bar == field.npos ? home : field.substr(0, bar);
  if (bar != field.npos) field.remove_prefix(bar + 1);
  const auto seller_id = haggle::SellerId::from(seller);
  const auto sku = haggle::Sku::from(field);
  const auto marketplace_id = haggle::MarketplaceId::from(marketplace);
  if (!seller_id || !sku || !marketplace_id) return std::nullopt;
  key.seller = *seller_id, key.sku = *sku, key.marketplace = *marketplace_id;
  return key;
}

bool has_field(const haggle::ListingKey& key) noexcept {
  const std::string_view sku = key.sku.text();
  return sku.find('|') == sku.npos && sku != business_mark.substr(1);
}

std::string write_entry(const WaitingEntry& entry) {
  return joined({std::to_string(entry.at.ms), " ", entry.token, " ", entry.item});
}

std::optional<WaitingEntry> read_entry(std::string_view text) {
  WaitingEntry entry;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, entry.at.ms);
  if (error != std::errc{} || at == end || *at != ' ') return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(at - text.data()) + 1);
  const std::size_t blank = text.find(' ');
  if (blank == text.npos) return std::nullopt;
  entry.token = text.substr(0, blank), entry.item = text.substr(blank + 1);
  return entry;
}

std::string policy_member(std::string_view seller, std::string_view field, std::string_view item) {
  constexpr std::string_view nul("\0", 1);
  return joined({seller, nul, field, nul, item});
}

PolicyMember read_policy_member(std::string_view member) noexcept {
  const std::size_t first = member.find('\0');
  const std::size_t last = member.rfind('\0');
  if (first == member.npos || first == last) return {member, {}, {}};
  return {member.substr(0, first), member.substr(first + 1, last - first - 1),
          member.substr(last + 1)};
}

std::string new_token() {
  static thread_local std::mt19937_64 random{std::random_device{}()};
  std::array<char, 16> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), random(), 16).ptr;
  return {digits.data(), end};
}

}  // namespace redis
