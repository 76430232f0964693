#include "haggle/pipeline/record.hpp"
#include "pipeline/text_out.hpp"
#include "pipeline/words.hpp"

namespace haggle {
inline namespace v0 {
namespace {

using namespace pipeline;

/// The fields of one object, one after the other.
class Entry {
 public:
  Entry(Currency currency, std::string& out) : currency_(currency), out_(out) {}

  void amount(std::string_view name, std::int64_t minor) {
    append_key(out_, name);
    if (minor == 0) {
      out_ += "null";
    } else {
      quoted_amount(minor);
    }
  }
  void text(std::string_view name, std::string_view value) {
    append_key(out_, name);
    append_json_text(out_, value);
  }
  void moment(std::string_view name, Instant at) {
    append_key(out_, name);
    out_ += '"', append_instant(out_, at), out_ += '"';
  }
  void quoted_amount(std::int64_t minor) {
    out_ += '"', append_amount(out_, minor, currency_), out_ += '"';
  }

 private:
  Currency currency_;
  std::string& out_;
};

void append_tier_prices(const BusinessListing& ladder, Entry& entry, std::string& out) {
  append_key(out, "tier_prices");
  out += '{';
  bool first = true;
  for (std::uint32_t i = 0; i < ladder.tiers_count; ++i) {
    if (ladder.tiers[i].price_minor == 0) continue;
    out += first ? "\"" : ",\"";
    append_whole(out, ladder.tiers[i].quantity);
    out += "\":";
    entry.quoted_amount(ladder.tiers[i].price_minor);
    first = false;
  }
  out += '}';
}

/// Thousandths of a millisecond, without a trailing exponent.
void append_milliseconds(std::string& out, std::int64_t us) {
  append_whole(out, us / 1'000);
  out += '.';
  const std::int64_t rest = us % 1'000;
  out += static_cast<char>('0' + rest / 100);
  out += static_cast<char>('0' + rest / 10 % 10);
  out += static_cast<char>('0' + rest % 10);
}

}  // namespace

void append_price_entry(const Listed& listed, std::int64_t processing_us, Instant expires_at,
                        std::string& out) {
  const Listing& listing = listed.listing();
  const Standing& standing = listed.standing;
  Entry entry{listing.currency, out};
  out += R"({"new_price":)";
  entry.quoted_amount(listing.price_minor);
  entry.amount("old_price", standing.old_price_minor);
  entry.text("currency", listing.currency.text());
  entry.text("strategy_used", name_in(strategy_words, standing.strategy));
  entry.text("strategy_id", listed.policy_id);
  entry.text("reason", name_of(standing.reason));
  entry.moment("calculated_at", standing.decided_at);
  entry.amount("competitor_price", standing.competitor_minor);
  append_key(out, "processing_time_ms");
  append_milliseconds(out, processing_us);
  if (listed.is_business()) append_tier_prices(listed.ladder, entry, out);
  entry.text("asin", listing.item.text());
  entry.text("seller_id", listing.seller.text());
  entry.text("sku", listing.sku.text());
  entry.text("marketplace", listing.marketplace.text());
  entry.text("version", write_version(standing.version));
  entry.moment("saved_at", standing.decided_at);
  entry.moment("expires_at", expires_at);
  out += '}';
}

}  // namespace v0
}  // namespace haggle
