#include "samples.hpp"

#include <functional>
#include <random>

namespace samples {

using haggle::Label;

dynamodb::Tenant tenant(std::string_view name) {
  return dynamodb::Tenant::make(name).value();
}

std::vector<float> embedding(std::uint32_t seed, std::size_t dimension) {
  std::minstd_rand random(seed + 1);
  std::vector<float> out;
  for (std::size_t i = 0; i < dimension; ++i) {
    out.push_back(static_cast<float>(random() % 20'001) / 10'000.0F - 1.0F);
  }
  return out;
}

dynamodb::SaleRecord sale(std::string_view id, std::int64_t hours) {
  dynamodb::SaleRecord record;
  record.sale.id = haggle::SaleId::from(id).value();
  record.sale.product = haggle::ProductId::from("product-of-" + std::string(id)).value();
  record.sale.tenant = Label::from("shop").value();
  record.sale.category = Label::from("bags").value();
  record.sale.brand = Label::from("gucci").value();
  record.sale.price_minor = 12'345;
  record.sale.currency = haggle::currency_from("USD").value();
  record.sale.condition = haggle::SaleCondition::like_new;
  record.sale.sold_at = now + haggle::minutes(-60 * hours);
  record.embedding = embedding(static_cast<std::uint32_t>(std::hash<std::string_view>{}(id)));
  record.version = 1;
  return record;
}

dynamodb::Item row(const dynamodb::SaleRecord& record) {
  return dynamodb::item_of(tenant(), record).value();
}

}  // namespace samples
