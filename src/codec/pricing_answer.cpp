#include "codec/pricing_answer.hpp"

#include <array>
#include <string>

#include "codec/message_content.hpp"
#include "codec/message_head.hpp"
#include "codec/message_words.hpp"
#include "haggle/codec/instant_text.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr std::string_view http_months = "JanFebMarAprMayJunJulAugSepOctNovDec";

/// "Fri, 30 Jul 2021 23:01:30 GMT"; nothing for any other text.
std::optional<Instant> http_date(std::string_view text) {
  constexpr std::size_t bytes = 29;
  if (text.size() != bytes || !text.ends_with(" GMT") || text.substr(3, 2) != ", ") return {};
  const std::size_t at = http_months.find(text.substr(8, 3));
  if (at == http_months.npos || at % 3 != 0) return {};
  const std::size_t month = at / 3 + 1;
  std::array<char, 20> iso{};
  const auto put = [&](std::size_t place, std::string_view part) {
    part.copy(iso.data() + place, part.size());
  };
  put(0, text.substr(12, 4)), put(4, "-00-");
  iso[5] = static_cast<char>('0' + month / 10), iso[6] = static_cast<char>('0' + month % 10);
  put(8, text.substr(5, 2)), put(10, "T"), put(11, text.substr(17, 8)), put(19, "Z");
  const Result<Instant> read = parse_instant({iso.data(), iso.size()});
  return read ? std::optional{*read} : std::nullopt;
}

/// Does a list have anything in it?
bool has_rows(JsonValue object, std::string_view key) {
  const JsonValue list = object.get(key);
  return list.is(JsonKind::array) && list.count() != 0;
}

bool is_item_offers(JsonValue payload) {
  return payload.get("Identifier").is(JsonKind::object) ||
         payload.get("status").is(JsonKind::string);
}

bool is_expected_price(JsonValue body) {
  return body.get("featuredOfferExpectedPriceResults").exists();
}

bool is_competitive(JsonValue body) {
  if (body.get("featuredBuyingOptions").exists()) return true;
  if (body.get("lowestPricedOffers").exists()) return true;
  return body.get("asin").exists() && body.get("marketplaceId").exists();
}

bool has_failed(JsonValue status) {
  const std::string_view code =
      status.get("statusCode").exists() ? status.get("statusCode").text() : std::string_view{};
  return !code.empty() && !code.starts_with('2');
}

/// Adds what an entry is; false where it is nothing that is known.
bool deliver_entry(const PricingEntry& entry, const MessageDefaults& defaults, DeliveryTray& tray) {
  const JsonValue body = entry.body;
  const bool offers = is_item_offers(body.get("payload"));
  const bool summary =
      has_rows(body, "featuredBuyingOptions") || has_rows(body, "lowestPricedOffers");
  const bool answered = (offers || summary) && !has_failed(entry.status);
  const auto add = [&](void (*read)(const PricingReading&)) {
    tray.add_content(
        [&](FieldReader& fields, Message& message) { read({entry, defaults, fields, message}); });
    return true;
  };
  if (!answered && (has_rows(body, "errors") || has_failed(entry.status))) {
    return add(read_answer_refused);
  }
  if (offers) return add(read_item_offers);
  if (is_expected_price(body)) {
    if (Delivery* delivery = tray.add(); delivery != nullptr) {
      delivery->message.type = "featuredOfferExpectedPrice";
    }
    return true;
  }
  if (!is_competitive(body)) return false;
  deliver_competitive_summary(entry, defaults, tray);
  return true;
}

void deliver_responses(JsonValue list, const MessageDefaults& defaults, DeliveryTray& tray) {
  const DeliveryTray::Step step{tray, list.key()};
  std::size_t index = 0;
  for (const JsonValue row : list) {
    if (tray.is_over()) return;
    const DeliveryTray::Step place{tray, index++};
    const PricingEntry entry{row.get("status"), row.get("headers"), row.get("request"),
                             row.get("body")};
    if (deliver_entry(entry, defaults, tray)) continue;
    tray.add_error(Error{Errc::unknown_message, 0, 0, row.node().end, ""});
  }
}

AnswerError read_error(FieldReader& fields, JsonValue value, std::size_t index) {
  const JsonValue row = fields.object(value, {"errors[]", index});
  return {std::string(fields.text(row.get("code"), {"errors[].code", index})),
          std::string(fields.text(row.get("message"), {"errors[].message", index})),
          std::string(fields.text(row.get("details"), {"errors[].details", index}))};
}

/// Which item it would have been, as far as the answer or the question says.
void read_refused_item(const PricingReading& reading) {
  FieldReader& fields = reading.fields;
  const PricingEntry& entry = reading.entry;
  Market& market = reading.message.market;
  const auto said = [&](const char* key) {
    const JsonValue own = entry.body.get(key);
    return is_said(own) ? own : entry.request.get(key);
  };
  const auto place = fields.id<MarketplaceId>(said("marketplaceId"), {"request.MarketplaceId"});
  market.currency = take_marketplace(place, market);
  market.item = fields.id<ItemId>(said("asin"), {"request.Asin"});
  reading.message.sku =
      fields.id<Sku>(either(entry.request, "SellerSKU", "sku"), {"request.SellerSKU"});
  const auto condition =
      condition_word(fields.text(entry.request.get("ItemCondition"), {"request.ItemCondition"}));
  market.condition = condition.value_or(Condition::new_);
}

}  // namespace

Instant answer_time(const PricingReading& reading) {
  const JsonValue value = reading.entry.headers.get("Date");
  const auto date = value.is(JsonKind::string) ? http_date(value.text()) : std::nullopt;
  return date ? *date : reading.defaults.arrived.value_or(Instant{});
}

void read_answer_refused(const PricingReading& reading) {
  constexpr std::int64_t most = 999;
  FieldReader& fields = reading.fields;
  Message& message = reading.message;
  message.kind = MessageKind::answer_refused;
  message.type = "errors";
  message.market.time = answer_time(reading);
  auto& facts = message.facts.emplace<AnswerRefused>();
  const JsonValue status = reading.entry.status;
  const auto code = fields.whole(status.get("statusCode"), {"status.statusCode"}, most);
  if (code) facts.http_status = static_cast<int>(*code);
  facts.reason = fields.text(status.get("reasonPhrase"), {"status.reasonPhrase"});
  for (const JsonValue row : fields.short_list(reading.entry.body.get("errors"), {"errors"})) {
    facts.errors.push_back(read_error(fields, row, facts.errors.size()));
  }
  read_refused_item(reading);
  // An item that is refused for being no item is named as it was asked for, or not at all.
  fields.clear();
}

bool deliver_answer(JsonValue content, const MessageDefaults& defaults, DeliveryTray& tray) {
  const JsonValue list = content.get("responses");
  if (!list.is(JsonKind::array)) {
    const PricingEntry only{{}, {}, {}, content};
    return deliver_entry(only, defaults, tray);
  }
  deliver_responses(list, defaults, tray);
  return true;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
