// Any bytes as events of items: each delivery has an event or an error, inside the limits, a warm
// reader says what a new one says, and the item's life takes each event once.
#include <cmath>

#include "fuzz/harness.hpp"
#include "haggle/codec/message_reader.hpp"
#include "haggle/codec/sale_message.hpp"

namespace haggle::test {
namespace {

SaleDefaults defaults_of(bool strict) {
  SaleDefaults out;
  out.currency = Currency{"ISK"};
  if (!strict) out.embedding_required = false;
  if (strict) out.dimension = 3;
  return out;
}

void check_embedding(const SaleEvent& event, const SaleDefaults& defaults) {
  const std::size_t size = event.embedding.size();
  expect(size <= embedding_size_max, "not too long");
  expect(size == 0 || defaults.dimension == 0 || size == defaults.dimension, "of the dimension");
  bool is_zero = size != 0;
  for (const float component : event.embedding) {
    expect(std::isfinite(component), "finite components");
    is_zero = is_zero && component == 0.0F;
  }
  expect(!is_zero, "a direction");
}

void check_sale(const SaleEvent& event, const SaleDefaults& defaults) {
  const Sale& sale = event.sale;
  expect(!sale.id.empty() && !sale.category.empty() && !sale.brand.empty(), "a sale is whole");
  expect(sale.price_minor > 0 && exponent_of(sale.currency) >= 0, "a price of a currency");
  expect(sale.condition != SaleCondition::unknown, "a condition");
  expect(sale.sold_at <= event.occurred_at, "sold before it was told");
  expect(!defaults.embedding_required || !event.embedding.empty(), "an embedding");
}

void check_event(const SaleEvent& event, const SaleDefaults& defaults) {
  check_embedding(event, defaults);
  expect(event.asked_minor >= 0, "no price below zero");
  if (event.kind == ItemEventKind::unknown) return;
  expect(!event.sale.tenant.empty() && !event.sale.product.empty(), "an item of a tenant");
  if (event.kind == ItemEventKind::sold) check_sale(event, defaults);
}

/// One life for all events, as if they were of one item.
void check_life(ItemLife& life, const ItemEvent& event) {
  const LifeStep step = advance(life, event);
  expect(step.expected_version == life.version, "the version that was read");
  expect(step.writes() == (step.after != life), "a put where something is another");
  expect(!advance(step.after, event).writes(), "an event counts once");
  life = step.after;
}

void check(std::string_view text, SaleReader& warm) {
  SaleReader fresh{warm.defaults()};
  const auto once = fresh.read(text);
  const auto again = warm.read(text);
  expect(once.size() == again.size() && once.size() <= deliveries_max, "as many, not too many");
  ItemLife life;
  for (std::size_t i = 0; i < once.size(); ++i) {
    expect(once[i].event == again[i].event && once[i].where == again[i].where, "the same twice");
    expect(once[i].has_event() == again[i].has_event(), "the same faults");
    if (once[i].has_event()) {
      check_event(once[i].event, fresh.defaults());
      check_life(life, once[i].event.item_event());
    } else {
      expect_sound(*once[i].error);
      expect(once[i].event == SaleEvent{}, "nothing is kept of what is refused");
    }
  }
}

}  // namespace
}  // namespace haggle::test

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace haggle::test;
  static haggle::SaleReader lenient{defaults_of(false)};
  static haggle::SaleReader strict{defaults_of(true)};
  check(text_of(data, size), size % 2 == 0 ? lenient : strict);
  return 0;
}
