#include "sales.hpp"

#include <algorithm>
#include <haggle/base/error.hpp>
#include <utility>

namespace dynamodb {
namespace {

Key key_of(const Item& item) {
  return {std::string(text_of(item, "pk").value_or("")),
          std::string(text_of(item, "sk").value_or(""))};
}

}  // namespace

/// Why the condition of a put was not met. The version that stands there only ever rises, so what
/// is read now is no less than what the put met.
Expected<PutResult> Sales::what_stands(const SaleRecord& record, const Key& key) {
  const auto row = table_->get(key);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return aws::refuse(aws::Kind::garbage, "RowGone", "it was taken out meanwhile");
  const std::optional<std::int64_t> version = number_of(**row, "version");
  if (!version) return aws::refuse(aws::Kind::request, "UnreadableRow", "it has no version");
  return *version > record.version ? PutResult::older : PutResult::duplicate;
}

Expected<PutResult> Sales::put(const SaleRecord& record) {
  const Expected<Item> item = item_of(tenant_, record);
  if (!item) return tl::unexpected(item.error());
  const Expected<bool> written = table_->put(*item, absent_or_older(record.version));
  if (!written) return tl::unexpected(written.error());
  return *written ? PutResult::written : what_stands(record, key_of(*item));
}

Expected<std::size_t> Sales::import(std::span<const SaleRecord> records) {
  std::vector<const SaleRecord*> by_version;
  for (const SaleRecord& record : records) by_version.push_back(&record);
  std::sort(by_version.begin(), by_version.end(), [](const auto* a, const auto* b) {
    return a->version != b->version ? a->version < b->version : a < b;  // else as they came
  });
  std::vector<Item> items;
  for (const SaleRecord* record : by_version) {
    Expected<Item> item = item_of(tenant_, *record);
    if (!item) return tl::unexpected(std::move(item.error()));
    items.push_back(std::move(*item));
  }
  return table_->write_all(items);
}

Expected<bool> Sales::remove(const SaleRecord& record) {
  const Expected<Item> item = item_of(tenant_, record);
  if (!item) return tl::unexpected(item.error());
  return table_->remove(key_of(*item), not_newer(record.version));
}

Expected<NewestFirst> Sales::read(ShardQuery query, const Period& period) {
  const haggle::Result<KeyRange> range = date_range(period);
  if (!range || period.until < period.from) {
    return aws::refuse(aws::Kind::request, "BadPeriod", "from 1970 on, and its end not before it");
  }
  query.range = *range;
  return NewestFirst(*table_, tenant_, query);
}

Expected<NewestFirst> Sales::in_category(const haggle::Label& category, const Period& period,
                                         std::uint32_t page_rows) {
  ShardQuery query{"gsi1", {}, {}, page_rows};
  for (std::uint32_t shard = 0; shard < category_shards; ++shard) {
    query.shards.push_back(tenant_.category_shard(category, shard));
  }
  return read(std::move(query), period);
}

Expected<NewestFirst> Sales::with_embedding(const Period& period, std::uint32_t page_rows) {
  ShardQuery query{"gsi2", {}, {}, page_rows};
  for (std::uint32_t shard = 0; shard < embedding_shards; ++shard) {
    query.shards.push_back(tenant_.embedding_shard(shard));
  }
  return read(std::move(query), period);
}

Expected<NewestFirst> Sales::of_brand(const haggle::Label& brand, const Period& period,
                                      std::uint32_t page_rows) {
  return read({"gsi3", {tenant_.brand(brand)}, {}, page_rows}, period);
}

}  // namespace dynamodb
