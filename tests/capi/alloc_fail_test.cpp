// Every allocation of every call fails once: the call says so, loses nothing and changes nothing,
// and the same call works afterwards.
#include "capi/alloc_fail.hpp"

#include <haggle/haggle.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <new>
#include <string>
#include <vector>

#include "capi/arrow_static.hpp"

namespace {

long allocations_left = -1;  // until one fails; negative: none does
long alive = 0;              // allocations that were not given back

void* allocate(std::size_t size) noexcept {
  if (allocations_left == 0) {
    allocations_left = -1;
    return nullptr;
  }
  if (allocations_left > 0) --allocations_left;
  ++alive;
  return std::malloc(size == 0 ? 1 : size);
}

void give_back(void* memory) noexcept {
  if (memory != nullptr) --alive;
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) {
  if (void* memory = allocate(size)) return memory;
  throw std::bad_alloc{};
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return allocate(size);
}
void operator delete(void* memory) noexcept {
  give_back(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  give_back(memory);
}
// Columns of an index stand at larger multiples; 64 bytes are enough for all of them.
void* operator new(std::size_t size, std::align_val_t, const std::nothrow_t&) noexcept {
  void* const memory = allocate(size + 64);
  if (memory == nullptr) return nullptr;
  const auto at = reinterpret_cast<std::uintptr_t>(memory);
  auto* const aligned = static_cast<char*>(memory) + (64 - at % 64);
  aligned[-1] = static_cast<char>(64 - at % 64);
  return aligned;
}
void operator delete(void* memory, std::align_val_t) noexcept {
  auto* const aligned = static_cast<char*>(memory);
  if (aligned != nullptr) give_back(aligned - aligned[-1]);
}

namespace {

// Where assertions are on, a handle that has ended keeps its first bytes.
#if defined(HAGGLE_ASSERTIONS) && HAGGLE_ASSERTIONS
constexpr long kept_of_a_handle = 1;
#else
constexpr long kept_of_a_handle = 0;
#endif
long kept = 0;

int failures = 0;

}  // namespace

namespace haggle::test {

void count_kept() noexcept {
  kept += kept_of_a_handle;
}

void expect(bool good, const char* call, const char* what) {
  if (good) return;
  ++failures;
  std::fprintf(stderr, "%s: %s\n", call, what);
}

void fail_each(const char* name, const Call& call) {
  const long before = alive - kept;
  for (long at = 0; at < 100'000; ++at) {
    haggle_error error = HAGGLE_ERROR_INIT;
    allocations_left = at;
    const haggle_status status = call(&error);
    const bool did_fail = allocations_left < 0;
    allocations_left = -1;
    expect(alive - kept == before, name, "memory is lost");
    if (!did_fail) {
      expect(status == HAGGLE_OK, name, "works when memory is there");
      std::printf("%-20s %ld allocations\n", name, at);
      return;
    }
    expect(status == HAGGLE_E_NO_MEMORY, name, "says that there is no memory");
    expect(error.status == status && error.message[0] != '\0', name, "says it in words");
  }
  expect(false, name, "never ends");
}

}  // namespace haggle::test

namespace {

using haggle::test::end;
using haggle::test::expect;
using haggle::test::fail_each;

constexpr char listing_json[] =
    R"({"seller": "A2X", "sku": "MUG-1", "item": "B07XQXZXYX", "marketplace": "US",)"
    R"( "price": "24.99", "shipping": "0.00", "floor": "18.00"})";
constexpr char catalogue_text[] =
    R"({"policy": {"id": "gentle", "beat_by": "-0.01"}})"
    "\n"
    R"({"listing": {"seller": "A2X", "sku": "MUG-1", "item": "B07XQXZXYX", "marketplace": "US",)"
    R"( "price": "24.99", "shipping": "0.00", "floor": "18.00", "policy": "gentle"}})";
constexpr char message[] =
    R"({"NotificationType": "ANY_OFFER_CHANGED", "EventTime": "2026-11-21T10:00:00Z", "Payload":)"
    R"( {"AnyOfferChangedNotification": {"SellerId": "A2X", "OfferChangeTrigger": {)"
    R"("MarketplaceId": "ATVPDKIKX0DER", "ASIN": "B07XQXZXYX", "ItemCondition": "new",)"
    R"( "TimeOfOfferChange": "2026-11-21T10:00:00Z"}, "Summary": {}, "Offers": [{"SellerId":)"
    R"( "A1PQ", "SubCondition": "new", "ListingPrice": {"Amount": 23.49, "CurrencyCode": "USD"},)"
    R"( "Shipping": {"Amount": 0, "CurrencyCode": "USD"}, "IsBuyBoxWinner": true}]}}})";

struct Things {
  haggle_policy* policy{};
  haggle_catalogue* catalogue{};
  haggle_listing listing = HAGGLE_LISTING_INIT;
  haggle_market market = HAGGLE_MARKET_INIT;
  haggle_clock clock = HAGGLE_CLOCK_INIT;
  haggle_decision decision = HAGGLE_DECISION_INIT;
  haggle_outcome outcomes[4];
  char text[4000];
  std::size_t count{0};

  Things() {
    for (haggle_outcome& one : outcomes) haggle_outcome_init(&one, sizeof one);
    bool good = haggle_policy_create("{}", 2, &policy, nullptr) == HAGGLE_OK;
    good &= haggle_catalogue_create(nullptr, &catalogue, nullptr) == HAGGLE_OK;
    good &= haggle_listing_read(listing_json, sizeof listing_json - 1, &listing, nullptr) == 0;
    std::strcpy(market.currency, "USD");
    std::strcpy(market.marketplace, "US");
    expect(good, "things", "are made");
  }
  Things(const Things&) = delete;
  Things& operator=(const Things&) = delete;
  ~Things() {
    end(haggle_policy_destroy, policy);
    end(haggle_catalogue_destroy, catalogue);
  }
};

haggle_status create_all(haggle_error* err) {
  haggle_policy* policy = nullptr;
  haggle_catalogue* catalogue = nullptr;
  haggle_reader* reader = nullptr;
  haggle_status status =
      haggle_policy_create(R"({"id": "x", "beat_by": "-0.01"})", 31, &policy, err);
  if (status == HAGGLE_OK) status = haggle_catalogue_create(policy, &catalogue, err);
  if (status == HAGGLE_OK) status = haggle_reader_create(nullptr, &reader, err);
  if (status == HAGGLE_OK) status = haggle_reader_name_seller(reader, "Mugs", 4, "1001", err);
  end(haggle_reader_destroy, reader);
  end(haggle_catalogue_destroy, catalogue);
  end(haggle_policy_destroy, policy);
  return status;
}

haggle_status put_catalogue(haggle_error* err) {
  haggle_catalogue* catalogue = nullptr;
  haggle_status status = haggle_catalogue_create(nullptr, &catalogue, err);
  if (status == HAGGLE_OK) {
    status = haggle_catalogue_put(catalogue, catalogue_text, sizeof catalogue_text - 1, nullptr, 0,
                                  0, nullptr, err);
    if (status != HAGGLE_OK) {  // what did not go in can be put again
      const long left = allocations_left;
      allocations_left = -1;
      std::size_t refused = 0;
      const haggle_status again = haggle_catalogue_put(
          catalogue, catalogue_text, sizeof catalogue_text - 1, nullptr, 0, 0, &refused, nullptr);
      expect(again == HAGGLE_OK && haggle_catalogue_count(catalogue) == 1, "catalogue_put",
             "the same lines go in afterwards");
      allocations_left = left;
    }
  }
  end(haggle_catalogue_destroy, catalogue);
  return status;
}

haggle_status decide_messages(Things& with, haggle_error* err) {
  haggle_reader* reader = nullptr;
  const uint64_t first[2] = {0, sizeof message - 1};
  haggle_status status = haggle_reader_create(nullptr, &reader, err);
  if (status == HAGGLE_OK) {
    status = haggle_decide_messages(reader, with.catalogue, &with.clock, message, first, 1, 0,
                                    with.outcomes, sizeof with.outcomes[0], 4, &with.count, err);
  }
  end(haggle_reader_destroy, reader);
  return status;
}

haggle_status decide_bodies(Things& with, haggle_error* err) {
  haggle_reader* reader = nullptr;
  const char* const bodies[2] = {message, message};
  const uint64_t sizes[2] = {sizeof message - 1, sizeof message - 1};
  haggle_status status = haggle_reader_create(nullptr, &reader, err);
  if (status == HAGGLE_OK) {
    status = haggle_decide_bodies(reader, with.catalogue, &with.clock, bodies, sizes, 2, 0,
                                  with.outcomes, sizeof with.outcomes[0], 4, &with.count, err);
  }
  end(haggle_reader_destroy, reader);
  return status;
}

haggle_status decide_apart(Things& with, haggle_error* err) {
  struct {
    haggle_offer offer;
    char more[8];
  } rows[3] = {};
  return haggle_decide(with.policy, &with.listing, &with.market, &with.clock, &rows[0].offer, 3,
                       sizeof rows[0], nullptr, &with.decision, err);
}

haggle_status explain(Things& with, haggle_error* err) {
  return haggle_explain_text(&with.listing, &with.market, &with.clock, nullptr, 0, 0, nullptr,
                             &with.decision, with.text, sizeof with.text, &with.count, err);
}

/// An answer of each kind, with texts that do not fit into a string itself.
constexpr const char* answers[] = {
    R"({"status": "ACCEPTED", "sku": "a SKU of some length, as they are", "issues": [{"code": "1",)"
    R"( "attributeNames": ["purchasable_offer", "item_name"]}]})",
    R"({"header": {"feedId": "17"}, "issues": [{"messageId": 1, "severity": "ERROR", "message":)"
    R"( "a message of some length", "categories": ["INVALID_PRICE"]}], "summary": {}})",
    R"({"sku": "a SKU of some length, as they are", "errors": [{"code": "X"}]})",
    R"({"feedId": "a feed of some length, as they are"})",
    R"({"feedId": "F1", "feedStatus": "PROCESSED", "itemDetails": {"itemIngestionStatus": [)"
    R"({"sku": "a SKU of some length, as they are", "ingestionStatus": "SUCCESS"}]}})",
    R"([{"Status": "ClientError", "FeesEstimateIdentifier": {"IdValue": "a SKU of some length"},)"
    R"( "Error": {"Type": "Sender", "Code": "X", "Message": "a message of some length"}}])",
    R"({"responses": [{"request": {"sku": "A"}, "status": {"statusCode": 400}, "body": {"errors":)"
    R"( [{"code": "X", "message": "a message of some length"}]}}]})",
    R"({"sku": "A", "summaries": [{"marketplaceId": "ATVPDKIKX0DER", "asin": "B1", "productType":)"
    R"( "A_PRODUCT_TYPE_THAT_IS_LONG", "status": ["a status of some length"]}], "attributes":)"
    R"( {"purchasable_offer": [{"marketplace_id": "ATVPDKIKX0DER", "currency": "USD", "our_price":)"
    R"( [{"schedule": [{"value_with_tax": 24.99}]}]}]}, "offers": [{"marketplaceId":)"
    R"( "ATVPDKIKX0DER", "offerType": "an offer type of some length", "price": {"currencyCode":)"
    R"( "USD", "amount": "24.99"}}]})"};

haggle_status read_answers(haggle_error* err) {
  haggle_status status = HAGGLE_OK;
  for (std::uint32_t kind = 1; kind <= 8 && status == HAGGLE_OK; ++kind) {
    haggle_answer* answer = nullptr;
    const char* json = answers[kind - 1];
    status = haggle_answer_create(kind, json, std::strlen(json), &answer, err);
    expect((status == HAGGLE_OK) == (answer != nullptr), "answers", "there is one or none");
    if (status == HAGGLE_OK && kind == HAGGLE_ANSWER_LISTING) {
      haggle_submission out = HAGGLE_SUBMISSION_INIT;
      status = haggle_answer_asked(answer, "A2X", "ATVPDKIKX0DER", &out, err);
    }
    end(haggle_answer_destroy, answer);
  }
  return status;
}

haggle_status submit(Things& with, haggle_error* err) {
  haggle_submission out = HAGGLE_SUBMISSION_INIT;
  std::strcpy(out.product_type, "A_PRODUCT_TYPE_THAT_IS_LONG");
  haggle_status status =
      haggle_submissions_of_decisions(1, &with.listing, sizeof with.listing, &with.decision,
                                      sizeof with.decision, 0, &out, sizeof out, &with.count, err);
  if (status != HAGGLE_OK) return status;
  expect(with.count == 1, "submit", "the price goes out");
  status = haggle_listings_feed_write(&out, 1, sizeof out, nullptr, with.text, sizeof with.text,
                                      &with.count, err);
  if (status != HAGGLE_OK) return status;
  haggle_submission read = HAGGLE_SUBMISSION_INIT;
  status = haggle_listings_feed_read(with.text, with.count, &read, sizeof read, nullptr, 0, 1,
                                     &with.count, err);
  if (status != HAGGLE_OK) return status;
  status = haggle_listings_patch_write(&out, with.text, sizeof with.text, &with.count, err);
  if (status != HAGGLE_OK) return status;
  return haggle_listings_patch_read(with.text, with.count, "A2X", "MUG-1", &read, err);
}

haggle_status write_all(Things& with, haggle_error* err) {
  haggle_status status =
      haggle_explain_json(&with.listing, &with.market, &with.clock, nullptr, 0, 0, nullptr,
                          &with.decision, with.text, sizeof with.text, &with.count, err);
  if (status != HAGGLE_OK) return status;
  status = haggle_listing_write(&with.listing, with.text, sizeof with.text, &with.count, err);
  if (status != HAGGLE_OK) return status;
  return haggle_money_format("USD", -123'456'789'012'345, with.text, sizeof with.text, &with.count,
                             err);
}

}  // namespace

int main() {
  {
    Things with;
    std::size_t refused = 0;
    haggle_catalogue_put(with.catalogue, catalogue_text, sizeof catalogue_text - 1, nullptr, 0, 0,
                         &refused, nullptr);
    fail_each("create", create_all);
    fail_each("catalogue_put", put_catalogue);
    fail_each("decide apart", [&](haggle_error* err) { return decide_apart(with, err); });
    haggle_market_init(&with.market, sizeof with.market);
    std::strcpy(with.market.currency, "USD");
    std::strcpy(with.market.marketplace, "US");
    haggle_decide(with.policy, &with.listing, &with.market, &with.clock, nullptr, 0, 0, nullptr,
                  &with.decision, nullptr);
    fail_each("decide_messages", [&](haggle_error* err) { return decide_messages(with, err); });
    fail_each("decide_bodies", [&](haggle_error* err) { return decide_bodies(with, err); });
    haggle::test::StaticTable table;
    fail_each("decide_arrow", [&](haggle_error* err) {
      return haggle::test::decide_static_table(table, with.policy, &with.clock, err);
    });
    fail_each("explain", [&](haggle_error* err) { return explain(with, err); });
    fail_each("answers", read_answers);
    with.decision.action = HAGGLE_ACTION_REPRICE;
    fail_each("submit", [&](haggle_error* err) { return submit(with, err); });
    fail_each("write", [&](haggle_error* err) { return write_all(with, err); });
    haggle_listing listing = HAGGLE_LISTING_INIT;
    fail_each("listing_read", [&](haggle_error* err) {
      return haggle_listing_read(listing_json, sizeof listing_json - 1, &listing, err);
    });
  }
  haggle::test::fail_each_of_sold_items();
  expect(alive == kept, "at the end", "memory is lost");
  return failures == 0 ? 0 : 1;
}
