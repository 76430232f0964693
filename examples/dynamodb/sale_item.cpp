#include "sale_item.hpp"

#include <algorithm>
#include <haggle/base/error.hpp>
#include <haggle/base/limits.hpp>
#include <haggle/comparables/canonical_dot.hpp>
#include <optional>

namespace dynamodb {
namespace {

using haggle::Sale;

constexpr std::int64_t ms_per_second = 1'000;

tl::unexpected<aws::Error> bad_sale(std::string text) {
  return aws::refuse(aws::Kind::request, "BadSale", std::move(text));
}

tl::unexpected<aws::Error> unreadable(std::string text) {
  return aws::refuse(aws::Kind::request, "UnreadableRow", std::move(text));
}

/// What is wrong with a sale that is to be stored.
std::optional<std::string> fault_of(const Tenant& tenant, const SaleRecord& record) {
  const Sale& sale = record.sale;
  if (sale.tenant != tenant.label()) return "the sale is another tenant's";
  if (sale.id.empty() || sale.product.empty()) return "a sale needs its own key and its product's";
  if (sale.category.empty()) return "a sale needs a category";
  if (haggle::exponent_of(sale.currency) < 0) return "a sale needs a currency";
  if (sale.price_minor <= 0 || sale.price_minor > haggle::amount_minor_max) {
    return "the price of a sale is above zero and at most 10^15 minor units";
  }
  if (sale.condition > haggle::SaleCondition::poor) return "the sale's condition has no name";
  if (record.embedding.empty()) return std::nullopt;
  if (record.embedding.size() > haggle::embedding_size_max) return "the embedding is too long";
  const auto fault = haggle::check_embedding(record.embedding, record.embedding.size());
  return fault ? std::optional<std::string>{haggle::describe(*fault)} : std::nullopt;
}

Item facts_of(const SaleRecord& record, const Key& key) {
  const Sale& sale = record.sale;
  const auto condition = static_cast<std::size_t>(sale.condition);
  return {{"pk", text_value(key.pk)},
          {"sk", text_value(key.sk)},
          {"tenant", text_value(sale.tenant.text())},
          {"sale_id", text_value(sale.id.text())},
          {"product_id", text_value(sale.product.text())},
          {"category", text_value(sale.category.text())},
          {"condition", text_value(haggle::sale_condition_names.at(condition))},
          {"price_minor", number_value(sale.price_minor)},
          {"currency", text_value(sale.currency.text())},
          {"sold_at", number_value(sale.sold_at.ms)},
          {"version", number_value(record.version)},
          {"ttl", number_value((sale.sold_at + sale_life).ms / ms_per_second)}};
}

/// What the three indexes find it by. An index leaves out a row without its attributes.
void add_index_keys(Item& item, const Tenant& tenant, const SaleRecord& record) {
  const Sale& sale = record.sale;
  const std::string date = date_key(sale.sold_at).value_or("");
  const std::uint32_t shard = shard_of(sale.id.text(), category_shards);
  item["gsi1pk"] = text_value(tenant.category_shard(sale.category, shard));
  item["gsi1sk"] = text_value(date_price_key(sale.sold_at, sale.price_minor).value_or(""));
  if (!record.embedding.empty()) {
    item["embedding"] = floats_value(record.embedding);
    item["gsi2pk"] = text_value(tenant.embedding_shard(shard_of(sale.id.text(), embedding_shards)));
    item["gsi2sk"] = text_value(date);
  }
  if (!sale.brand.empty()) {
    item["brand"] = text_value(sale.brand.text());
    item["gsi3pk"] = text_value(tenant.brand(sale.brand));
    item["gsi3sk"] = text_value(date);
  }
}

/// Reads attributes one by one; the first that is not there spoils it.
class Reader {
 public:
  explicit Reader(const Item& item) : item_(item) {}

  template <class Id>
  Id id(const char* name, bool required = true) {
    const auto text = text_of(item_, name);
    if (!text && !required) return {};
    const auto id = Id::from(text.value_or(""));
    if (!text || !id || id->empty()) return spoil<Id>(name);
    return *id;
  }

  std::int64_t number(const char* name) {
    const auto number = number_of(item_, name);
    return number ? *number : spoil<std::int64_t>(name);
  }

  haggle::Currency currency() {
    const auto currency = haggle::currency_from(text_of(item_, "currency").value_or(""));
    return currency ? *currency : spoil<haggle::Currency>("currency");
  }

  haggle::SaleCondition condition() {
    const auto& names = haggle::sale_condition_names;
    const auto found = std::find(names.begin(), names.end(), text_of(item_, "condition"));
    if (found == names.end()) return spoil<haggle::SaleCondition>("condition");
    return static_cast<haggle::SaleCondition>(found - names.begin());
  }

  std::vector<float> embedding() {
    if (!item_.contains("embedding")) return {};
    auto floats = floats_of(item_, "embedding");
    return floats ? std::move(*floats) : spoil<std::vector<float>>("embedding");
  }

  [[nodiscard]] const char* spoilt() const { return spoilt_; }

 private:
  template <class T>
  T spoil(const char* name) {
    if (spoilt_ == nullptr) spoilt_ = name;
    return {};
  }

  const Item& item_;
  const char* spoilt_{nullptr};
};

Sale sale_in(Reader& read) {
  return {read.id<haggle::SaleId>("sale_id"),
          read.id<haggle::ProductId>("product_id"),
          read.id<haggle::Label>("tenant"),
          read.id<haggle::Label>("category"),
          read.id<haggle::Label>("brand", false),
          read.number("price_minor"),
          haggle::Instant{read.number("sold_at")},
          read.currency(),
          read.condition()};
}

}  // namespace

SaleRecord record_of(const haggle::SaleEvent& event) {
  return {event.sale, event.embedding, event.occurred_at.ms};
}

Expected<Item> item_of(const Tenant& tenant, const SaleRecord& record) {
  if (const auto fault = fault_of(tenant, record)) return bad_sale(*fault);
  const haggle::Result<Key> key = tenant.sale(record.sale);
  if (!key) return bad_sale(haggle::describe(key.error()));
  Item item = facts_of(record, *key);
  add_index_keys(item, tenant, record);
  return item;
}

Expected<SaleRecord> record_of(const Tenant& tenant, const Item& item) {
  Reader read(item);
  SaleRecord record{sale_in(read), read.embedding(), read.number("version")};
  if (read.spoilt() != nullptr) {
    return unreadable(std::string("its attribute ") + read.spoilt());
  }
  if (record.sale.tenant != tenant.label()) {
    return unreadable("it is another tenant's");
  }
  return record;
}

}  // namespace dynamodb
