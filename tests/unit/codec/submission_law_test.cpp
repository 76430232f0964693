// What is true of every body that is written, whatever was asked: the rules of the marketplaces one
// by one, over random submissions, good and bad. None of the wrong forms that have been published
// is ever written.
#include <algorithm>
#include <stdexcept>
#include <utility>

#include "haggle/codec/submission_read.hpp"
#include "haggle/market/marketplaces.hpp"
#include "property/campaign.hpp"
#include "unit/codec/submission_text.hpp"

namespace haggle::test {
namespace {

using nlohmann::json;

std::int64_t random_amount(Dice& dice) {
  const std::int64_t most = dice.pick<std::int64_t>({9, 2'000, 100'000, amount_minor_max});
  return dice.between(dice.chance(4) ? -1 : 1, most);
}

std::vector<PriceLevel> random_levels(Dice& dice, std::int64_t below) {
  std::vector<PriceLevel> out;
  std::uint32_t quantity = dice.chance(3) ? 0 : 1;
  for (std::size_t count = dice.below(7); count > 0; --count) {
    quantity += static_cast<std::uint32_t>(dice.between(dice.chance(2) ? 0 : 1, 20));
    below -= dice.between(dice.chance(2) ? 0 : 1, std::max<std::int64_t>(1, below / 8));
    out.push_back({quantity, below});
  }
  return out;
}

AskedPrice random_asked(Dice& dice) {
  AskedPrice out = asked(random_amount(dice));
  if (dice.chance(4)) out.price_minor.reset();
  const std::int64_t price = out.price_minor.value_or(1);
  const std::int64_t slack = dice.chance(8) ? -3 : 0;
  if (dice.chance(50)) out.min_minor = price - dice.between(slack, 50);
  if (dice.chance(50)) out.max_minor = price + dice.between(slack, 50);
  if (dice.chance(15)) {
    out.sales.push_back({price - dice.between(0, 9), dice.pick({"", "2026-11-21"}),
                         dice.pick({"", "2026-11-21T10:00:00Z", "soon"})});
  }
  return out;
}

PriceSubmission random_submission(Dice& dice, std::size_t row) {
  PriceSubmission out = submission(marketplaces[dice.below(marketplaces.size())].id);
  if (dice.chance(3)) out.marketplace = id<MarketplaceId>("NOWHERE");
  if (dice.chance(5)) out.currency = currency(dice.pick({"USD", "JPY", "EUR"}));
  out.sku = id<Sku>(dice.pick<std::string>({"A", "\"quoted\"", "\xE6\x96\xB0\n", "", "\xFF"}) +
                    (dice.chance(97) ? std::to_string(row) : ""));
  out.consumer = random_asked(dice);
  if (dice.chance(40)) {
    out.business = random_asked(dice);
    const std::int64_t price = out.business->price_minor.value_or(500);
    if (dice.chance(80)) out.business->levels = random_levels(dice, price);
    if (dice.chance(50)) out.consumer->price_minor = price + 10;
  }
  if (out.business && dice.chance(40)) out.consumer.reset();
  out.op = dice.chance(70) ? PatchOp::merge : PatchOp::replace;
  return out;
}

// ---- the rules --------------------------------------------------------------------------------

/// Digits, and so many of them behind a point.
bool is_decimal(std::string_view text, int decimals) {
  constexpr std::string_view digits = "0123456789";
  const std::size_t dot = std::min(text.find('.'), text.size());
  const std::size_t behind = dot == text.size() ? 0 : text.size() - dot - 1;
  std::string all(text);
  if (dot != text.size()) all.erase(dot, 1);
  return dot != 0 && std::cmp_equal(behind, decimals) && all.find_first_not_of(digits) == all.npos;
}

/// The digits of amounts in the text itself, for no number keeps them. A list is no amount.
void expect_decimals(const std::string& text, const std::string& key, int decimals) {
  const std::string member = '"' + key + "\":";
  for (std::size_t at = text.find(member); at != text.npos; at = text.find(member, at + 1)) {
    const std::size_t begin = at + member.size();
    const std::string value = text.substr(begin, text.find_first_of(",}]", begin) - begin);
    EXPECT_TRUE(value.starts_with('[') || is_decimal(value, decimals)) << value;
  }
}

std::vector<std::string> keys_of(const json& object) {
  std::vector<std::string> out;
  for (const auto& [key, value] : object.items()) out.push_back(key);
  return out;
}

/// One schedule inside a list of one, never empty.
const json& schedule_of(const json& attribute) {
  EXPECT_TRUE(attribute.is_array() && attribute.size() == 1);
  EXPECT_EQ(keys_of(attribute.at(0)), std::vector<std::string>{"schedule"});
  EXPECT_FALSE(attribute.at(0).at("schedule").empty());
  return attribute.at(0).at("schedule");
}

double price_of(const json& attribute) {
  const json& schedule = schedule_of(attribute);
  EXPECT_EQ(schedule.size(), 1U);
  EXPECT_TRUE(schedule.at(0).at("value_with_tax").is_number());
  EXPECT_GT(schedule.at(0).at("value_with_tax").get<double>(), 0.0);
  return schedule.at(0).at("value_with_tax").get<double>();
}

void expect_plan(const json& row) {
  const json& plan = row.at("quantity_discount_plan");
  EXPECT_EQ(row.at("audience"), "B2B");
  if (plan.is_null()) return;
  const json& fixed = schedule_of(plan).at(0);
  EXPECT_EQ(fixed.at("discount_type"), "fixed");
  const json& levels = fixed.at("levels");
  EXPECT_TRUE(1 <= levels.size() && levels.size() <= 5);
  std::int64_t quantity = 1;
  double price = row.contains("our_price") ? price_of(row.at("our_price")) : 1e18;
  for (const json& level : levels) {
    EXPECT_TRUE(level.at("lower_bound").is_number_integer());
    EXPECT_GT(level.at("lower_bound").get<std::int64_t>(), quantity);
    EXPECT_LT(level.at("value").get<double>(), price);
    EXPECT_GT(level.at("value").get<double>(), 0.0);
    quantity = level.at("lower_bound").get<std::int64_t>();
    price = level.at("value").get<double>();
  }
}

void expect_row(const json& row, const Marketplace& marketplace) {
  EXPECT_EQ(row.at("marketplace_id"), marketplace.id);
  EXPECT_EQ(row.at("currency"), marketplace.currency.text());
  EXPECT_TRUE(row.at("audience") == "ALL" || row.at("audience") == "B2B");
  if (row.contains("quantity_discount_plan")) expect_plan(row);
  if (!row.contains("our_price")) return;
  const double price = price_of(row.at("our_price"));
  if (row.contains("minimum_seller_allowed_price")) {
    EXPECT_LE(price_of(row.at("minimum_seller_allowed_price")), price);
  }
  if (row.contains("maximum_seller_allowed_price")) {
    EXPECT_GE(price_of(row.at("maximum_seller_allowed_price")), price);
  }
}

void expect_patches(const json& body, const Marketplace& marketplace) {
  EXPECT_FALSE(body.at("productType").get<std::string>().empty());
  ASSERT_EQ(body.at("patches").size(), 1U);
  const json& patch = body.at("patches").at(0);
  EXPECT_TRUE(patch.at("op") == "merge" || patch.at("op") == "replace");
  EXPECT_EQ(patch.at("path"), "/attributes/purchasable_offer");
  EXPECT_FALSE(patch.at("value").empty());
  for (const json& row : patch.at("value")) expect_row(row, marketplace);
}

const Marketplace& place_of(const PriceSubmission& given) {
  return *find_marketplace(given.marketplace.text());
}

// ---- the laws ---------------------------------------------------------------------------------

TEST(SubmissionLaw, EveryPatchKeepsTheRules) {
  campaign(20'000, 4, [](Dice& dice) {
    const PriceSubmission given = random_submission(dice, 1);
    const auto text = write_listings_patch(given);
    EXPECT_EQ(text.has_value(), check_submission(given).has_value());
    if (!text) return false;
    if (!json::accept(*text)) throw std::runtime_error(*text);
    expect_patches(json::parse(*text), place_of(given));
    for (const char* key : {"value_with_tax", "value"}) {
      expect_decimals(*text, key, exponent_of(place_of(given).currency));
    }
    return true;
  });
}

TEST(SubmissionLaw, EveryPatchIsReadBackAsItWasAsked) {
  campaign(10'000, 4, [](Dice& dice) {
    PriceSubmission given = random_submission(dice, 1);
    const auto text = write_listings_patch(given);
    if (!text) return false;
    const auto request = read_listings_patch(*text);
    EXPECT_TRUE(request.has_value()) << *text;
    const auto back = submission_from(must(request), given.seller, given.sku);
    given.currency = place_of(given).currency;
    given.marketplace = id<MarketplaceId>(place_of(given).name);
    const bool plan_left_out = given.op == PatchOp::replace && given.business &&
                               given.business->levels && given.business->levels->empty();
    if (plan_left_out) given.business->levels.reset();
    EXPECT_EQ(must(back), given) << *text;
    return true;
  });
}

TEST(SubmissionLaw, EveryFeedKeepsTheRules) {
  campaign(10'000, 8, [](Dice& dice) {
    std::vector<PriceSubmission> rows;
    for (std::size_t i = 0, count = dice.below(4); i < count; ++i) {
      rows.push_back(random_submission(dice, i));
    }
    const auto text = write_listings_feed(rows);
    if (!text) return false;
    const json feed = json::parse(*text);
    EXPECT_EQ(feed.at("header").at("version"), "2.0");
    EXPECT_EQ(feed.at("messages").size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const json& message = feed.at("messages").at(i);
      EXPECT_EQ(message.at("messageId"), i + 1);
      EXPECT_EQ(message.at("operationType"), "PATCH");
      EXPECT_EQ(message.at("sku").get<std::string>(), rows[i].sku.text());
      expect_patches(message, place_of(rows[i]));
    }
    EXPECT_EQ(must(read_listings_feed(*text)).messages.size(), rows.size());
    return true;
  });
}

TEST(SubmissionLaw, EveryWalmartPriceKeepsTheRules) {
  campaign(10'000, 4, [](Dice& dice) {
    PriceSubmission given = random_submission(dice, 1);
    given.marketplace = id<MarketplaceId>(dice.chance(90) ? "WALMART_US" : "WALMART_MX");
    if (dice.chance(90)) given.business.reset();
    const auto text = write_walmart_price(given);
    if (!text) return false;
    expect_decimals(*text, "amount", 2);
    const json body = json::parse(*text);
    EXPECT_EQ(body.at("sku").get<std::string>(), given.sku.text());
    EXPECT_EQ(body.at("pricing").size(), 1U);
    const json& price = body.at("pricing").at(0);
    EXPECT_EQ(price.at("currentPriceType"), "BASE");
    EXPECT_EQ(price.at("currentPrice").at("currency"), "USD");
    EXPECT_TRUE(price.at("currentPrice").at("amount").is_number());
    return true;
  });
}

}  // namespace
}  // namespace haggle::test
