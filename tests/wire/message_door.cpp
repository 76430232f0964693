// The reader of messages behind a line protocol, for comparing it with the facts that were put into
// generated messages. A line is the bytes of a message in hexadecimal; the answer is one line of
// JSON: the market and its offers, or the error. Unreadable input ends the program with 2.
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "haggle/codec/instant_text.hpp"
#include "haggle/codec/message.hpp"

namespace haggle {
namespace {

using nlohmann::json;

[[noreturn]] void give_up(std::string_view line) {
  std::cerr << "not hexadecimal: " << line.substr(0, 40) << '\n';
  std::exit(2);
}

int digit_of(char c, std::string_view line) {
  if ('0' <= c && c <= '9') return c - '0';
  if ('a' <= c && c <= 'f') return c - 'a' + 10;
  give_up(line);
}

std::string bytes_of(std::string_view line) {
  if (line.size() % 2 != 0) give_up(line);
  std::string bytes;
  for (std::size_t i = 0; i < line.size(); i += 2) {
    bytes += static_cast<char>(digit_of(line[i], line) * 16 + digit_of(line[i + 1], line));
  }
  return bytes;
}

json text_or_null(std::string_view text) {
  return text.empty() ? json() : json(text);
}

json whole_or_null(bool known, std::int64_t value) {
  return known ? json(value) : json();
}

json offer_row(const Offer& offer) {
  return {offer.seller.text(), offer.price_minor, offer.shipping_minor, offer.points_minor};
}

json offer_rows(const Message& message, std::uint32_t flag) {
  json rows = json::array();
  for (const Offer& offer : message.offers) {
    if (flag == 0 || offer.is(flag)) rows.push_back(offer_row(offer));
  }
  return rows;
}

json market_facts(const Message& message) {
  const Market& market = message.market;
  const json counted =
      whole_or_null(market.knows(Market::has_offers_counted), market.offers_counted);
  const json box =
      whole_or_null(market.knows(Market::has_buy_box_landed), market.buy_box_landed_minor);
  return {{"marketplace", market.marketplace.text()},
          {"item", market.item.text()},
          {"audience", name_of(audience_words, market.audience)},
          {"condition", name_of(condition_words, market.condition)},
          {"currency", market.currency.text()},
          {"time", instant_text(market.time)},
          {"counted", counted},
          {"box", box},
          {"winner", text_or_null(market.winner_seller.text())},
          {"whole", market.is(Market::list_is_whole)},
          {"suppressed", market.is(Market::buy_box_suppressed)},
          {"offers", offer_rows(message, 0)},
          {"flagged", offer_rows(message, Offer::is_winner)},
          {"mine", offer_rows(message, Offer::is_mine)},
          {"breaks_count", message.breaks.size()}};
}

json answer(const Result<Message>& read) {
  if (!read) return {{"error", entry_of(read.error().code).name}, {"where", read.error().where}};
  json out{{"kind", name_of(message_kind_words, read->kind)},
           {"type", read->type},
           {"id", read->notification_id},
           {"recipient", read->recipient.text()}};
  if (read->has_market()) out["market"] = market_facts(*read);
  return out;
}

}  // namespace
}  // namespace haggle

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << haggle::answer(haggle::read_message(haggle::bytes_of(line))).dump() << '\n';
  }
}
