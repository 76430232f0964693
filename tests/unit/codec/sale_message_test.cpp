// What is read of an item's events: fields, amounts, moments, embeddings.
#include "haggle/codec/sale_message.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "haggle/codec/instant_text.hpp"
#include "unit/codec/sale_text.hpp"

namespace haggle::test {
namespace {

Instant at(std::string_view text) {
  return *parse_instant(text);
}

SaleEvent read(const std::string& text, const SaleDefaults& defaults = {}) {
  const Result<SaleEvent> event = read_sale_event(text, defaults);
  EXPECT_TRUE(event) << describe(event.error()) << '\n' << text;
  return event.value_or(SaleEvent{});
}

TEST(SaleMessage, ASaleIsReadWhole) {
  SaleText text;
  text.with("saleId", R"("s-9")").with("version", "3").with("listedPrice", "\"180.00\"");
  const SaleEvent event = read(text.with("embeddingId", R"("emb/17")").text());
  EXPECT_EQ(event.kind, ItemEventKind::sold);
  EXPECT_EQ(event.type, "product.sold");
  EXPECT_EQ(event.event_id.text(), "e-1");
  EXPECT_EQ(event.revision, 3U);
  EXPECT_EQ(event.occurred_at, at("2026-03-02T09:30:00Z"));
  EXPECT_EQ(event.asked_minor, 18'000);
  EXPECT_EQ(event.embedding_id, "emb/17");
  EXPECT_EQ(event.embedding, (std::vector<float>{0.5F, -0.25F, 0.1F}));
  const Sale& sale = event.sale;
  EXPECT_EQ(sale.id.text(), "s-9");
  EXPECT_EQ(sale.product.text(), "p-17");
  EXPECT_EQ(sale.tenant.text(), "carousel-labs");
  EXPECT_EQ(sale.category.text(), "coats");
  EXPECT_EQ(sale.brand.text(), "66 North");
  EXPECT_EQ(sale.price_minor, 14'990);
  EXPECT_EQ(sale.currency, Currency{"USD"});
  EXPECT_EQ(sale.condition, SaleCondition::like_new);
  EXPECT_EQ(sale.sold_at, at("2026-03-01T00:00:00Z"));
}

TEST(SaleMessage, TheLifeGetsWhatItNeeds) {
  const SaleEvent event = read(sale_with("version", "3"));
  const ItemEvent given = event.item_event();
  EXPECT_EQ(given.place.at, event.occurred_at);
  EXPECT_EQ(given.place.revision, 3U);
  EXPECT_EQ(given.place.kind, ItemEventKind::sold);
  EXPECT_EQ(given.place.event.text(), "e-1");
  EXPECT_EQ(given.sale, event.sale.id);
  EXPECT_EQ(advance(ItemLife{}, given).reason, LifeReason::sold_unheard_of);
}

TEST(SaleMessage, WithoutAKeyOfItsOwnASaleHasItsEvents) {
  EXPECT_EQ(read(SaleText{}.text()).sale.id.text(), "e-1");
}

TEST(SaleMessage, TypesInAnySpellingOfTheirs) {
  struct Row {
    const char* type;
    ItemEventKind kind;
  };
  for (const Row& row : {Row{"product.listed", ItemEventKind::listed},
                         {"product.updated", ItemEventKind::updated},
                         {"product.delisted", ItemEventKind::delisted},
                         {"carousel.product.delisted", ItemEventKind::delisted},
                         {"Product.Listed", ItemEventKind::listed},
                         {"product.archived", ItemEventKind::unknown},
                         {"byproduct.sold", ItemEventKind::unknown},
                         {"product.sold.twice", ItemEventKind::unknown},
                         {"sold", ItemEventKind::unknown},
                         {"product.unknown", ItemEventKind::unknown}}) {
    const SaleEvent event = read(bare_event(row.type).text());
    EXPECT_EQ(event.kind, row.kind) << row.type;
    EXPECT_EQ(event.type, row.type);
    EXPECT_EQ(event.event_id.text(), "e-1");
  }
}

/// Of a type that has no reader nothing else is asked, and what it says wrong is its own business.
TEST(SaleMessage, AnUnknownTypeIsSaidToBeUnknown) {
  const SaleEvent event = read(R"({"type":"order.paid","eventId":7,"version":"x","tenantId":[]})");
  EXPECT_EQ(event.kind, ItemEventKind::unknown);
  EXPECT_EQ(event.type, "order.paid");
  EXPECT_EQ(event.event_id.text(), "7");
  EXPECT_EQ(event.sale.product.text(), "");
}

TEST(SaleMessage, AListingSaysWhatItLikes) {
  const SaleEvent bare = read(bare_event("product.listed").text());
  EXPECT_EQ(bare.sale.product.text(), "p-17");
  EXPECT_TRUE(bare.sale.id.empty());
  EXPECT_TRUE(bare.embedding.empty());
  SaleText more = bare_event("product.updated");
  more.with("listedPrice", "45").with("currency", R"("USD")").with("condition", R"("GOOD")");
  const SaleEvent event = read(more.with("embedding", "[1]").text());
  EXPECT_EQ(event.asked_minor, 4'500);
  EXPECT_EQ(event.sale.price_minor, 0);
  EXPECT_EQ(event.sale.condition, SaleCondition::good);
  EXPECT_EQ(event.embedding.size(), 1U);
}

TEST(SaleMessage, AmountsAreExact) {
  SaleText text;
  text.with("saleCurrency", R"("ISK")");
  EXPECT_EQ(read(text.with("salePrice", "4500").text()).sale.price_minor, 4'500);
  EXPECT_EQ(read(text.with("salePrice", "4500.00").text()).sale.price_minor, 4'500);
  EXPECT_EQ(read(text.with("salePrice", "4.5e3").text()).sale.price_minor, 4'500);
  text.with("saleCurrency", R"("USD")");
  EXPECT_EQ(read(text.with("salePrice", "\"0.29\"").text()).sale.price_minor, 29);
  EXPECT_EQ(read(text.with("salePrice", "9007199254740.93").text()).sale.price_minor,
            900'719'925'474'093);
}

TEST(SaleMessage, TheCurrencyMayBeTheShops) {
  SaleDefaults defaults;
  defaults.currency = Currency{"ISK"};
  const SaleEvent event =
      read(SaleText{}.with("saleCurrency", "").with("salePrice", "90").text(), defaults);
  EXPECT_EQ(event.sale.currency, Currency{"ISK"});
  EXPECT_EQ(event.sale.price_minor, 90);
  EXPECT_EQ(read(SaleText{}.text(), defaults).sale.currency, Currency{"USD"});
}

TEST(SaleMessage, EveryConditionHasItsNumber) {
  for (std::size_t i = 1; i < sale_condition_names.size(); ++i) {
    const std::string word = "\"" + std::string(sale_condition_names[i]) + "\"";
    EXPECT_EQ(read(sale_with("condition", word)).sale.condition, static_cast<SaleCondition>(i));
  }
}

TEST(SaleMessage, DaysAndMoments) {
  EXPECT_EQ(read(sale_with("soldDate", R"("2026-03-01T22:15:00+01:00")")).sale.sold_at,
            at("2026-03-01T21:15:00Z"));
  // Where the day has begun further east only, the sale was at the event's moment at the latest.
  EXPECT_EQ(read(SaleText{}
                     .with("occurredAt", R"("2026-03-01T11:00:00Z")")
                     .with("soldDate", R"("2026-03-02")")
                     .text())
                .sale.sold_at,
            at("2026-03-01T11:00:00Z"));
  EXPECT_EQ(read(sale_with("soldDate", R"("2026-03-02T09:30:00.900Z")")).sale.sold_at,
            at("2026-03-02T09:30:00Z"));
  SaleDefaults defaults;
  defaults.arrived = at("2026-03-05T00:00:00Z");
  EXPECT_EQ(read(sale_with("soldDate", R"("2026-03-04")"), defaults).sale.sold_at,
            at("2026-03-04T00:00:00Z"));
  EXPECT_EQ(read(sale_with("occurredAt", ""), defaults).occurred_at, *defaults.arrived);
}

TEST(SaleMessage, ComponentsAreTheNearestFloats) {
  const auto vector = read(sale_with("embedding",
                                     "[0.1,-0.0,1e-46,-1e-400,3.4028235e38,1E2,"
                                     "0.333333343267440795,16777217]"))
                          .embedding;
  const float largest = std::numeric_limits<float>::max();
  EXPECT_EQ(vector, (std::vector<float>{0.1F, -0.0F, 0.0F, -0.0F, largest, 100.0F, 1.0F / 3.0F,
                                        16'777'216.0F}));
  EXPECT_TRUE(std::signbit(vector[1]) && std::signbit(vector[3]) && !std::signbit(vector[2]));
}

TEST(SaleMessage, DimensionsFromOneToTheLargest) {
  std::string list = "1";
  EXPECT_EQ(read(sale_with("embedding", "[1]")).embedding.size(), 1U);
  for (std::size_t i = 1; i < embedding_size_max; ++i) list += ",0";
  EXPECT_EQ(read(sale_with("embedding", "[" + list + "]")).embedding.size(), embedding_size_max);
  SaleDefaults defaults;
  defaults.dimension = 3;
  EXPECT_EQ(read(SaleText{}.text(), defaults).embedding.size(), 3U);
}

TEST(SaleMessage, AnEmbeddingMayBeLeftOutWhereNoneIsAskedFor) {
  SaleDefaults defaults;
  defaults.embedding_required = false;
  EXPECT_TRUE(read(sale_with("embedding", ""), defaults).embedding.empty());
  EXPECT_TRUE(read(sale_with("embedding", "null"), defaults).embedding.empty());
}

TEST(SaleMessage, AReaderKeepsItsMemoryAndNothingElse) {
  SaleReader reader;
  const std::string text = sale_with("listedPrice", "200");
  const float* floats = reader.read(text)[0].event.embedding.data();
  ASSERT_TRUE(reader.read("{")[0].error);
  EXPECT_EQ(reader.read("{")[0].event, SaleEvent{});
  const SaleEvent bare = reader.read(bare_event("product.listed").text())[0].event;
  EXPECT_EQ(bare, read(bare_event("product.listed").text()));
  EXPECT_EQ(reader.read(text)[0].event, read(text));
  EXPECT_EQ(reader.read(text)[0].event.embedding.data(), floats);
}

TEST(SaleMessage, TheDefaultsMayChange) {
  SaleReader reader{{.tenant = "carousel-labs"}};
  EXPECT_TRUE(reader.read(SaleText{}.text())[0].has_event());
  reader.set_defaults({.tenant = "other"});
  EXPECT_EQ(reader.defaults().tenant, "other");
  EXPECT_FALSE(reader.read(SaleText{}.text())[0].has_event());
}

}  // namespace
}  // namespace haggle::test
