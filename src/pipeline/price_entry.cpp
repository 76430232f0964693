#include "haggle/pipeline/record.hpp"
#include "pipeline/text_out.hpp"
#include "pipeline/words.hpp"

namespace haggle {
inline namespace v0 {
namespace {

using pipeline::TextOut;

constexpr std::size_t tier_bytes_max =
    pipeline::whole_bytes_max + pipeline::amount_bytes_max + sizeof R"(,"":"")";

/// More than an entry ever has: names and punctuation, three amounts, three moments and a number
/// are less than 768 bytes; ids may have to be escaped.
std::size_t bytes_max(const Listed& listed) {
  const Listing& listing = listed.listing();
  const std::size_t ids = listing.item.text().size() + listing.seller.text().size() +
                          listing.sku.text().size() + listing.marketplace.text().size();
  return 768 + pipeline::json_bytes_max(ids + listed.policy_id.size()) +
         pipeline::json_bytes_max(version_bytes_max) + listed.ladder.tiers_count * tier_bytes_max;
}

void put_amount(TextOut& out, std::int64_t minor, Currency currency) {
  out.one('"'), out.amount(minor, currency), out.one('"');
}

void put_amount_or_null(TextOut& out, std::int64_t minor, Currency currency) {
  if (minor == 0) return out.literal("null");
  put_amount(out, minor, currency);
}

void put_tier_prices(TextOut& out, const BusinessListing& ladder) {
  out.literal(R"(,"tier_prices":{)");
  bool first = true;
  for (std::uint32_t i = 0; i < ladder.tiers_count; ++i) {
    if (ladder.tiers[i].price_minor == 0) continue;
    if (!first) out.one(',');
    first = false;
    out.one('"'), out.whole(ladder.tiers[i].quantity), out.literal("\":");
    put_amount(out, ladder.tiers[i].price_minor, ladder.listing.currency);
  }
  out.one('}');
}

/// What was decided, and when.
void put_decision(TextOut& out, const Listed& listed, std::string_view decided_at) {
  const Listing& listing = listed.listing();
  const Standing& standing = listed.standing;
  out.literal(R"({"new_price":)"), put_amount(out, listing.price_minor, listing.currency);
  out.literal(R"(,"old_price":)");
  put_amount_or_null(out, standing.old_price_minor, listing.currency);
  out.literal(R"(,"currency":")"), out.text(listing.currency.text());
  out.literal(R"(","strategy_used":")");
  out.text(pipeline::name_in(strategy_words, standing.strategy));
  out.literal(R"(","strategy_id":)"), out.json(listed.policy_id);
  out.literal(R"(,"reason":")"), out.text(name_of(standing.reason));
  out.literal(R"(","calculated_at":")"), out.text(decided_at);
  out.literal(R"(","competitor_price":)");
  put_amount_or_null(out, standing.competitor_minor, listing.currency);
}

}  // namespace

void append_price_entry(const Listed& listed, std::int64_t processing_us, Instant expires_at,
                        std::string& out) {
  const Listing& listing = listed.listing();
  std::string version, decided_at;
  append_version(listed.standing.version, version);
  TextOut{decided_at, pipeline::instant_bytes_max}.instant(listed.standing.decided_at);
  TextOut to{out, bytes_max(listed)};
  put_decision(to, listed, decided_at);
  to.literal(R"(,"processing_time_ms":)");
  to.whole(processing_us / 1'000), to.one('.'), to.padded(processing_us % 1'000, 3);
  if (listed.is_business()) put_tier_prices(to, listed.ladder);
  to.literal(R"(,"asin":)"), to.json(listing.item.text());
  to.literal(R"(,"seller_id":)"), to.json(listing.seller.text());
  to.literal(R"(,"sku":)"), to.json(listing.sku.text());
  to.literal(R"(,"marketplace":)"), to.json(listing.marketplace.text());
  to.literal(R"(,"version":)"), to.json(version);
  to.literal(R"(,"saved_at":")"), to.text(decided_at);
  to.literal(R"(","expires_at":")"), to.instant(expires_at);
  to.literal("\"}");
}

}  // namespace v0
}  // namespace haggle
