#include "table.hpp"

#include <algorithm>
#include <map>
#include <thread>
#include <utility>

namespace dynamodb {
namespace {

Json key_values(const Key& key) {
  return {{"pk", text_value(key.pk)}, {"sk", text_value(key.sk)}};
}

void add_condition(Json& request, const Condition& condition) {
  if (condition.expression.empty()) return;
  request["ConditionExpression"] = condition.expression;
  if (!condition.names.empty()) request["ExpressionAttributeNames"] = condition.names;
  if (!condition.values.empty()) request["ExpressionAttributeValues"] = condition.values;
}

Condition version_condition(std::string expression, std::int64_t version) {
  return {std::move(expression), {{"#version", "version"}}, {{":version", number_value(version)}}};
}

std::optional<aws::Error> size_fault(const Item& item) {
  const std::size_t bytes = item_bytes(item);
  if (bytes <= item_bytes_max) return std::nullopt;
  return aws::refuse(aws::Kind::request, "ItemTooLarge",
                     "a row of " + std::to_string(bytes) + " bytes; " +
                         std::to_string(item_bytes_max) + " at most")
      .value();
}

/// A batch is refused as a whole where two of its rows have one key.
std::vector<const Item*> last_of_each_key(std::span<const Item> items) {
  std::map<std::pair<std::string_view, std::string_view>, const Item*> last;
  for (const Item& item : items) {
    last[{text_of(item, "pk").value_or(""), text_of(item, "sk").value_or("")}] = &item;
  }
  std::vector<const Item*> out;
  for (const auto& [key, item] : last) out.push_back(item);
  return out;
}

Json put_requests(std::span<const Item* const> rows) {
  Json requests = Json::array();
  for (const Item* row : rows) requests.push_back({{"PutRequest", {{"Item", *row}}}});
  return requests;
}

}  // namespace

Condition absent() {
  return {"attribute_not_exists(pk)", {}, {}};
}

Condition absent_or_older(std::int64_t version) {
  return version_condition("attribute_not_exists(pk) OR #version < :version", version);
}

Condition not_newer(std::int64_t version) {
  return version_condition("#version <= :version", version);
}

Condition version_is(std::int64_t version) {
  return version == 0 ? absent() : version_condition("#version = :version", version);
}

Table::Table(std::string name, Service service, BatchPatience patience)
    : name_(std::move(name)), service_(std::move(service)), patience_(std::move(patience)) {
  if (!patience_.wait) {
    patience_.wait = [](std::chrono::milliseconds span) { std::this_thread::sleep_for(span); };
  }
}

Expected<Json> Table::call(std::string_view operation, Json request) {
  request["TableName"] = name_;
  return service_(operation, request);
}

Expected<bool> Table::write_if(std::string_view operation, Json request,
                               const Condition& condition) {
  add_condition(request, condition);
  const Expected<Json> answer = call(operation, std::move(request));
  if (answer) return true;
  if (condition_not_met(answer.error())) return false;
  return tl::unexpected(answer.error());
}

Expected<bool> Table::put(const Item& item, const Condition& condition) {
  if (auto fault = size_fault(item)) return tl::unexpected(std::move(*fault));
  return write_if("PutItem", {{"Item", item}}, condition);
}

Expected<bool> Table::remove(const Key& key, const Condition& condition) {
  return write_if("DeleteItem", {{"Key", key_values(key)}}, condition);
}

Expected<std::optional<Item>> Table::get(const Key& key) {
  return call("GetItem", {{"Key", key_values(key)}, {"ConsistentRead", true}})
      .map([](Json&& body) -> std::optional<Item> {
        if (!body.contains("Item")) return std::nullopt;
        return std::move(body["Item"]);
      });
}

void Table::pause(int round) const {
  patience_.wait(std::min(patience_.first * (1 << std::min(round, 16)), patience_.longest));
}

Expected<bool> Table::write_batch(Json requests) {
  for (int round = 0;; ++round) {
    Expected<Json> answer = service_("BatchWriteItem", {{"RequestItems", {{name_, requests}}}});
    if (!answer) return tl::unexpected(std::move(answer.error()));
    Json left = answer->value("UnprocessedItems", Json::object());
    if (!left.contains(name_) || left[name_].empty()) return true;
    requests = std::move(left[name_]);
    if (round + 1 >= patience_.rounds_max) {
      return aws::refuse(aws::Kind::throttled, "Unprocessed",
                         std::to_string(requests.size()) + " rows of a batch are left");
    }
    pause(round);
  }
}

Expected<std::size_t> Table::write_all(std::span<const Item> items) {
  for (const Item& item : items) {
    if (auto fault = size_fault(item)) return tl::unexpected(std::move(*fault));
  }
  const std::vector<const Item*> rows = last_of_each_key(items);
  for (std::size_t first = 0; first < rows.size(); first += batch_rows_max) {
    const std::size_t count = std::min(batch_rows_max, rows.size() - first);
    const auto done = write_batch(put_requests(std::span(rows).subspan(first, count)));
    if (!done) return tl::unexpected(done.error());
  }
  return rows.size();
}

Expected<Page> Table::query(Json request) {
  Expected<Json> body = call("Query", std::move(request));
  if (!body) return tl::unexpected(std::move(body.error()));
  Page page;
  for (Json& item : (*body)["Items"]) page.items.push_back(std::move(item));
  if (body->contains("LastEvaluatedKey")) page.next = std::move((*body)["LastEvaluatedKey"]);
  return page;
}

}  // namespace dynamodb
