// Events that are refused: what is said, where, and how far was read.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "haggle/codec/instant_text.hpp"
#include "haggle/codec/sale_message.hpp"
#include "unit/codec/refused.hpp"
#include "unit/codec/sale_text.hpp"

namespace haggle::test {
namespace {

/// A sale with one field as it should not be; "" takes the field out.
struct Fault {
  const char* key;
  const char* text;
  Errc code;
  const char* where;
  std::uint32_t index{0};
};

const std::vector<Fault> faults{
    {"type", "", Errc::unknown_message, ""},
    {"type", "7.5e", Errc::malformed_json, ""},
    {"type", "[]", Errc::wrong_type, "type"},
    {"eventId", "", Errc::missing_field, "saleId"},
    {"eventId", "{}", Errc::wrong_type, "eventId"},
    {"saleId", "true", Errc::wrong_type, "saleId"},
    {"saleId", R"("0123456789012345678901234567890123456789012345678901234567890123")",
     Errc::id_too_long, "saleId"},
    {"version", "-1", Errc::out_of_range, "version"},
    {"version", "1.5", Errc::wrong_type, "version"},
    {"version", "9007199254740993", Errc::out_of_range, "version"},
    {"occurredAt", "", Errc::missing_field, "occurredAt"},
    {"occurredAt", R"("2026-03-02T09:30:00")", Errc::bad_instant, "occurredAt"},
    {"occurredAt", R"("soon")", Errc::bad_instant, "occurredAt"},
    {"tenantId", "", Errc::missing_field, "tenantId"},
    {"tenantId", R"(" ")", Errc::missing_field, "tenantId"},
    {"tenantId", "[\"a\"]", Errc::wrong_type, "tenantId"},
    {"productId", "", Errc::missing_field, "productId"},
    {"productId", "null", Errc::missing_field, "productId"},
    {"productId", "\"a\\u0000b\"", Errc::bad_id, "productId"},
    {"category", "", Errc::missing_field, "category"},
    {"brand", R"("")", Errc::missing_field, "brand"},
    {"condition", "", Errc::missing_field, "condition"},
    {"condition", R"("unknown")", Errc::unknown_value, "condition"},
    {"condition", R"("mint")", Errc::unknown_value, "condition"},
    {"condition", "{}", Errc::wrong_type, "condition"},
    {"salePrice", "", Errc::missing_field, "salePrice"},
    {"salePrice", "0", Errc::price_not_positive, "salePrice"},
    {"salePrice", "\"0.00\"", Errc::price_not_positive, "salePrice"},
    {"salePrice", "-5", Errc::price_not_positive, "salePrice"},
    {"salePrice", "1.005", Errc::amount_precision, "salePrice"},
    {"salePrice", "149.90000000000001", Errc::amount_precision, "salePrice"},
    {"salePrice", "1e14", Errc::out_of_range, "salePrice"},
    {"salePrice", "\"12,50\"", Errc::bad_amount, "salePrice"},
    {"salePrice", "[1]", Errc::wrong_type, "salePrice"},
    {"listedPrice", "0", Errc::price_not_positive, "listedPrice"},
    {"listedPrice", "false", Errc::wrong_type, "listedPrice"},
    {"saleCurrency", "", Errc::missing_field, "saleCurrency"},
    {"saleCurrency", R"("ZZZ")", Errc::unknown_currency, "saleCurrency"},
    {"soldDate", "", Errc::missing_field, "soldDate"},
    {"soldDate", R"("2026-02-30")", Errc::bad_instant, "soldDate"},
    {"soldDate", R"("2026-03-01T10:00:00")", Errc::bad_instant, "soldDate"},
    {"soldDate", R"("2026-03-03")", Errc::sold_in_future, "soldDate"},
    {"soldDate", R"("2026-03-02T09:30:02Z")", Errc::sold_in_future, "soldDate"},
    {"embedding", "", Errc::missing_field, "embedding"},
    {"embedding", "null", Errc::missing_field, "embedding"},
    {"embedding", "\"[1,2]\"", Errc::wrong_type, "embedding"},
    {"embedding", "[]", Errc::wrong_dimension, "embedding"},
    {"embedding", "[1,\"2\"]", Errc::wrong_type, "embedding[]", 1},
    {"embedding", "[1,null]", Errc::wrong_type, "embedding[]", 1},
    {"embedding", "[1,2,[3]]", Errc::wrong_type, "embedding[]", 2},
    {"embedding", "[1,NaN]", Errc::malformed_json, ""},
    {"embedding", "[1,Infinity]", Errc::malformed_json, ""},
    {"embedding", "[1,1e400]", Errc::out_of_range, ""},
    {"embedding", "[1,2,-1e39]", Errc::not_finite, "embedding[]", 2},
    {"embedding", "[0,-0.0,1e-60]", Errc::zero_vector, "embedding"},
    {"embeddingId", "[]", Errc::wrong_type, "embeddingId"},
};

TEST(SaleFaults, EachSaysWhatAndWhere) {
  for (const Fault& fault : faults) {
    SCOPED_TRACE(std::string(fault.key) + " = " + fault.text);
    const std::string text = sale_with(fault.key, fault.text);
    expect_refused({text, fault.code, fault.where, fault.index, {}}, read_sale_event(text));
  }
}

/// The offset is behind the value that is wrong, or behind the object that a field misses in.
TEST(SaleFaults, TheByteIsTheOneReadLast) {
  const std::string wrong = sale_with("condition", R"("mint")");
  expect_refused({wrong, Errc::unknown_value, "condition", 0, wrong.find("mint") + 5},
                 read_sale_event(wrong));
  const std::string missing = sale_with("brand", "");
  expect_refused({missing, Errc::missing_field, "brand", 0, missing.size()},
                 read_sale_event(missing));
  const std::string component = sale_with("embedding", "[1,2,true]");
  expect_refused({component, Errc::wrong_type, "embedding[]", 2, component.find("true") + 4},
                 read_sale_event(component));
}

TEST(SaleFaults, TheTextItself) {
  for (const Refused& row : {Refused{"", Errc::malformed_json, "", 0, 0},
                             {"{\"type\":", Errc::malformed_json, "", 0, {}},
                             {"\"\xFF\"", Errc::bad_encoding, "", 0, {}},
                             {R"({"type":"a","TYPE":"b"})", Errc::repeated_key, "", 0, {}},
                             {"17", Errc::unknown_message, "", 0, 2},
                             {"{}", Errc::unknown_message, "", 0, 2},
                             {"[]", Errc::bad_argument, "deliveries", 0, {}},
                             {"[{},{}]", Errc::bad_argument, "deliveries", 2, {}}}) {
    expect_refused(row, read_sale_event(row.text));
  }
}

TEST(SaleFaults, WhatTheShopAsksFor) {
  const std::string text = SaleText{}.text();
  const auto refused = [&text](const SaleDefaults& defaults, Errc code, const char* where) {
    expect_refused({text, code, where, 0, {}}, read_sale_event(text, defaults));
  };
  refused({.tenant = "other"}, Errc::unknown_value, "tenantId");
  refused({.dimension = 4}, Errc::wrong_dimension, "embedding");
  SaleDefaults early;
  early.arrived = *parse_instant("2026-02-20T00:00:00Z");
  refused(early, Errc::sold_in_future, "soldDate");
}

TEST(SaleFaults, TooManyComponents) {
  std::string list = "1";
  for (std::size_t i = 0; i < embedding_size_max; ++i) list += ",1";
  const std::string text = sale_with("embedding", "[" + list + "]");
  expect_refused({text, Errc::wrong_dimension, "embedding", 0, {}}, read_sale_event(text));
}

/// The other events ask for less, but what they say must be right.
TEST(SaleFaults, EventsThatAreNoSales) {
  const auto refused = [](const char* key, const char* text, Errc code, const char* where) {
    for (const char* type : {"product.listed", "product.updated", "product.delisted"}) {
      const std::string given = bare_event(type).with(key, text).text();
      expect_refused({given, code, where, 0, {}}, read_sale_event(given));
    }
  };
  refused("productId", "", Errc::missing_field, "productId");
  refused("tenantId", "", Errc::missing_field, "tenantId");
  refused("condition", R"("mint")", Errc::unknown_value, "condition");
  refused("listedPrice", "12", Errc::missing_field, "saleCurrency");
  refused("currency", R"("XX")", Errc::unknown_currency, "currency");
  refused("embedding", "[0]", Errc::zero_vector, "embedding");
}

/// The first fault in the order of the fields is told, and nothing is kept of the event.
TEST(SaleFaults, AFaultLeavesAnEmptyEvent) {
  SaleReader reader;
  const auto deliveries = reader.read(sale_with("embedding", "[1,[]]"));
  ASSERT_EQ(deliveries.size(), 1U);
  EXPECT_TRUE(deliveries[0].error);
  EXPECT_EQ(deliveries[0].event, SaleEvent{});
}

}  // namespace
}  // namespace haggle::test
