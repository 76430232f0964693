#include "newest_first.hpp"

#include <utility>

namespace dynamodb {
namespace {

Json request_for(const ShardQuery& query, const std::string& shard) {
  Json request{
      {"IndexName", query.index},
      {"KeyConditionExpression", "#pk = :pk AND #sk BETWEEN :from AND :until"},
      {"ExpressionAttributeNames", {{"#pk", query.index + "pk"}, {"#sk", query.index + "sk"}}},
      {"ExpressionAttributeValues",
       {{":pk", text_value(shard)},
        {":from", text_value(query.range.from)},
        {":until", text_value(query.range.until)}}},
      {"ScanIndexForward", false}};
  if (query.page_rows > 0) request["Limit"] = query.page_rows;
  return request;
}

}  // namespace

NewestFirst::NewestFirst(Table& table, const Tenant& tenant, const ShardQuery& query)
    : table_(&table), tenant_(tenant), sort_key_name_(query.index + "sk") {
  for (const std::string& shard : query.shards) {
    shards_.push_back({request_for(query, shard), {}, 0, false});
  }
}

/// Reads pages until there is a row: a page may be empty and not be the last.
Expected<bool> NewestFirst::fill(Shard& shard) {
  while (!shard.is_ended && shard.place == shard.rows.size()) {
    Expected<Page> page = table_->query(shard.request);
    if (!page) return tl::unexpected(std::move(page.error()));
    ++pages_count_;
    shard.rows = std::move(page->items);
    shard.place = 0;
    shard.is_ended = page->next.is_null();
    shard.request["ExclusiveStartKey"] = std::move(page->next);
  }
  return shard.place < shard.rows.size();
}

std::string_view NewestFirst::sort_key(const Shard& shard) const {
  return text_of(shard.rows[shard.place], sort_key_name_.c_str()).value_or("");
}

/// The shard whose next row is the newest; null at the end. Of equal ones the first.
Expected<NewestFirst::Shard*> NewestFirst::newest() {
  Shard* best = nullptr;
  for (Shard& shard : shards_) {
    const Expected<bool> filled = fill(shard);
    if (!filled) return tl::unexpected(filled.error());
    if (*filled && (best == nullptr || sort_key(*best) < sort_key(shard))) best = &shard;
  }
  return best;
}

Expected<std::optional<SaleRecord>> NewestFirst::next() {
  for (;;) {
    const Expected<Shard*> shard = newest();
    if (!shard) return tl::unexpected(shard.error());
    if (*shard == nullptr) return std::nullopt;
    Expected<SaleRecord> record = record_of(tenant_, (*shard)->rows[(*shard)->place++]);
    if (record) return std::move(*record);
    if (unreadable_.count++ == 0) unreadable_.first = record.error().message;
  }
}

}  // namespace dynamodb
