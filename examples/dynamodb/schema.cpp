#include "schema.hpp"

#include <algorithm>
#include <thread>

namespace dynamodb {
namespace {

// Before the table is looked at again; doubles.
constexpr std::chrono::milliseconds look_again_first{25};
constexpr std::chrono::milliseconds look_again_longest{2'000};

Json key_schema(const std::string& hash, const std::string& range) {
  return {{{"AttributeName", hash}, {"KeyType", "HASH"}},
          {{"AttributeName", range}, {"KeyType", "RANGE"}}};
}

Json index(const std::string& name, Json projection) {
  return {{"IndexName", name},
          {"KeySchema", key_schema(name + "pk", name + "sk")},
          {"Projection", std::move(projection)}};
}

/// By category and by embedding a row is read whole, because an index of vectors is fed from it. By
/// brand only prices are looked at: without its embedding a row is a tenth as large.
Json indexes() {
  const Json all{{"ProjectionType", "ALL"}};
  const Json facts{{"ProjectionType", "INCLUDE"},
                   {"NonKeyAttributes",
                    {"tenant", "sale_id", "product_id", "category", "brand", "condition",
                     "price_minor", "currency", "sold_at", "version"}}};
  return Json::array({index("gsi1", all), index("gsi2", all), index("gsi3", facts)});
}

Json key_attributes() {
  Json out = Json::array();
  for (const char* prefix : {"", "gsi1", "gsi2", "gsi3"}) {
    for (const char* end : {"pk", "sk"}) {
      out.push_back({{"AttributeName", std::string(prefix) + end}, {"AttributeType", "S"}});
    }
  }
  return out;
}

Json table_request() {
  return {{"KeySchema", key_schema("pk", "sk")},
          {"AttributeDefinitions", key_attributes()},
          {"GlobalSecondaryIndexes", indexes()},
          {"BillingMode", "PAY_PER_REQUEST"}};
}

Expected<bool> is_active(Table& table) {
  return table.call("DescribeTable", Json::object()).map([](const Json& body) {
    return body.value(Json::json_pointer("/Table/TableStatus"), "") == "ACTIVE";
  });
}

Expected<bool> wait_until_active(Table& table, std::chrono::milliseconds most) {
  const auto end = std::chrono::steady_clock::now() + most;
  for (auto span = look_again_first;; span = std::min(span * 2, look_again_longest)) {
    const Expected<bool> active = is_active(table);
    // Right after it was made a table may still be unknown to the machine that is asked.
    const bool is_known = active || active.error().code != "ResourceNotFoundException";
    if (is_known && (!active || *active)) return active;
    if (std::chrono::steady_clock::now() >= end) {
      return aws::refuse(aws::Kind::throttled, "NotActive", "the table is still being made");
    }
    std::this_thread::sleep_for(span);
  }
}

/// Whether rows go by themselves from now on. That they did already is refused in words only.
Expected<bool> ask_to_expire(Table& table) {
  const Json wish{{"Enabled", true}, {"AttributeName", "ttl"}};
  const Expected<Json> answer = table.call("UpdateTimeToLive", {{"TimeToLiveSpecification", wish}});
  if (answer) return true;
  const aws::Error& error = answer.error();
  if (error.message.find("already enabled") != std::string::npos) return true;
  if (error.code == "UnknownOperationException") return false;
  return tl::unexpected(error);
}

}  // namespace

Expected<Created> create_table(Table& table, std::chrono::milliseconds most) {
  Created created;
  const Expected<Json> answer = table.call("CreateTable", table_request());
  created.is_new = answer.has_value();
  if (!answer && answer.error().code != "ResourceInUseException") {
    return tl::unexpected(answer.error());
  }
  if (const auto active = wait_until_active(table, most); !active) {
    return tl::unexpected(active.error());
  }
  const Expected<bool> expires = ask_to_expire(table);
  if (!expires) return tl::unexpected(expires.error());
  created.expires = *expires;
  return created;
}

}  // namespace dynamodb
