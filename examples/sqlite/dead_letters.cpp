#include "dead_letters.hpp"

#include <haggle/codec/decision_json.hpp>
#include <nlohmann/json.hpp>
#include <utility>

namespace sqlite {
namespace {

/// The error as JSON; of what a port refused for what it is, that port's sentence.
std::string error_of(const haggle::DeadLetter& letter) {
  if (letter.fault.text.empty()) return haggle::write_error(letter.error);
  return nlohmann::json{{"fault", letter.fault.text}}.dump(
      -1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string listing_of(const haggle::DeadLetter& letter) {
  if (!letter.listing) return {};
  const haggle::ListingKey& key = *letter.listing;
  const bool is_business = key.audience == haggle::Audience::business;
  return std::string{key.seller.text()} + '|' + std::string{key.marketplace.text()} + '|' +
         std::string{key.sku.text()} + (is_business ? "|business" : "");
}

}  // namespace

Answer<std::unique_ptr<DeadLetters>> DeadLetters::open(const std::string& path,
                                                       haggle::Duration busy) {
  auto db = Connection::open(path, Sync::full, busy);
  if (!db) return tl::unexpected(std::move(db.error()));
  return std::unique_ptr<DeadLetters>{new DeadLetters(std::move(*db))};
}

Answer<void> DeadLetters::put(std::span<const haggle::DeadLetter> letters) {
  Transaction putting{*db_, Transaction::Kind::write};
  for (const haggle::DeadLetter& letter : letters) {
    Statement{*db_,
              "INSERT INTO dead_letters(failed_at, error, place, record, listing, receives, body) "
              "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
              letter.failed_at.ms,
              error_of(letter),
              letter.where,
              letter.record_id,
              listing_of(letter),
              std::int64_t{letter.receives_count},
              Bytes{letter.body}}
        .run();
  }
  return putting.commit();
}

}  // namespace sqlite
