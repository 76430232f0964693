// The golden cases of the C ABI, as C++ makes them: from the cases of golden/decisions and from
// messages.
#pragma once

#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "golden/case.hpp"
#include "haggle/codec/message_reader.hpp"
#include "haggle/haggle.h"

namespace haggle::golden {

inline std::string hex(const void* from, std::size_t size) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto* bytes = static_cast<const unsigned char*>(from);
  std::string out;
  for (std::size_t i = 0; i < size; ++i) {
    out += digits[bytes[i] >> 4U];
    out += digits[bytes[i] & 15U];
  }
  return out;
}

/// A file of lines, written piece by piece.
class Lines {
 public:
  void put(std::string_view key, std::string_view value) {
    text_.append(key).append(" ").append(value).append("\n");
  }
  template <class T>
  void put_bytes(std::string_view key, const T& value) {
    put(key, hex(&value, sizeof value));
  }
  void put_error(const Error& error) {
    put("error", std::string{entry_of(error.code).name} + ' ' + error.where + ' ' +
                     std::to_string(error.index));
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_{};
};

inline void put_market(const GivenMarket& m, Lines& out) {
  out.put("now", std::to_string(m.clock.now.ms));
  out.put("utc_offset", std::to_string(m.clock.utc_offset_minutes));
  out.put_bytes("market", m.market);
  for (const Offer& offer : m.offers) out.put_bytes("offer", offer);
  for (const QuantityBreak& row : m.breaks) out.put_bytes("break", row);
}

inline void put_decided(const GivenMarket& m, const Listing& listing, const Policy& policy,
                        Lines& out) {
  const Snapshot snapshot{listing, m.market, m.offers, m.clock};
  std::vector<Verdict> verdicts(m.offers.size());
  const auto decided = decide(snapshot, policy, verdicts);
  if (!decided) return out.put_error(decided.error());
  for (const Verdict verdict : verdicts) {
    out.put("verdict", std::to_string(static_cast<unsigned>(verdict)));
  }
  out.put_bytes("decision", *decided);
  out.put("json", write_decision(snapshot, verdicts, *decided));
}

inline haggle_rung rung_of(const BusinessRung& from) {
  haggle_rung out = HAGGLE_RUNG_INIT;
  out.quantity = from.quantity;
  out.dropped = static_cast<std::uint8_t>(from.dropped);
  if (from.error) {
    out.status = static_cast<haggle_status>(from.error->code);
    out.index = from.error->index;
    out.offset = from.error->offset;
    std::string_view{from.error->where}.copy(out.where, sizeof out.where - 1);
  } else {
    std::memcpy(&out.decision, &from.decision, sizeof from.decision);
  }
  return out;
}

inline void put_ladder(const GivenMarket& m, const BusinessListing& business, const Policy& policy,
                       Lines& out) {
  const BusinessSnapshot snapshot{business, m.market, m.offers, m.breaks, m.clock};
  std::vector<Verdict> verdicts(m.offers.size());
  const auto decided = decide_business(snapshot, policy, verdicts);
  if (!decided) return out.put_error(decided.error());
  for (const BusinessRung& rung : decided->ladder()) out.put_bytes("rung", rung_of(rung));
  out.put("json", write_business_decision(snapshot, verdicts, *decided));
}

/// The lines of one case of golden/decisions.
inline std::string lines_of(const Ordered& given) {
  Lines out;
  out.put("#", given.at("what").get<std::string>());
  const std::string policy_json = given.at("policy").dump();
  const std::string listing_json = given.at("listing").dump();
  out.put("policy", policy_json);
  out.put("listing", listing_json);
  const auto policy = read_policy(policy_json);
  const auto entry = read_listing_entry(listing_json);
  if (!policy || !entry) {
    out.put_error(policy ? entry.error() : policy.error());
    return out.text();
  }
  const Listing& listing = entry->business ? entry->business->listing : *entry->listing;
  const GivenMarket m = market_of(given, listing.currency);
  put_market(m, out);
  if (entry->business) {
    put_ladder(m, *entry->business, *policy, out);
  } else {
    put_decided(m, listing, *policy, out);
  }
  return out.text();
}

}  // namespace haggle::golden
