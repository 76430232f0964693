#include "item_lives.hpp"

#include <algorithm>
#include <array>
#include <haggle/market/sale.hpp>
#include <string>

#include "sale_item.hpp"

namespace dynamodb {
namespace {

using haggle::EventId;
using haggle::ItemLife;
using haggle::LifeStep;

constexpr std::int64_t ms_per_second = 1'000;

// The version and the sender's count have 64 bits without a sign; both casts keep all of them.
std::int64_t to_signed(std::uint64_t number) {
  return static_cast<std::int64_t>(number);
}

Item item_of(const Key& key, const ItemLife& life) {
  const auto& names = haggle::item_state_names;
  return {{"pk", text_value(key.pk)},
          {"sk", text_value(key.sk)},
          {"version", number_value(to_signed(life.version))},
          {"state", text_value(names.at(static_cast<std::size_t>(life.state)))},
          {"sale_id", text_value(life.sale.text())},
          {"event_at", number_value(life.last.at.ms)},
          {"event_revision", number_value(to_signed(life.last.revision))},
          {"event_id", text_value(life.last.event.text())},
          {"event_kind", number_value(static_cast<std::int64_t>(life.last.kind))},
          {"ttl", number_value((life.last.at + sale_life).ms / ms_per_second)}};
}

std::optional<ItemLife> read_texts(const Item& item, ItemLife life) {
  const auto& names = haggle::item_state_names;
  const auto state = std::find(names.begin(), names.end(), text_of(item, "state").value_or("?"));
  const auto sale = haggle::SaleId::from(text_of(item, "sale_id").value_or(""));
  const auto event = EventId::from(text_of(item, "event_id").value_or(""));
  if (state == names.end() || !sale || !event) return std::nullopt;
  life.state = static_cast<haggle::ItemState>(state - names.begin());
  life.sale = *sale;
  life.last.event = *event;
  return life;
}

std::optional<ItemLife> life_of(const Item& item) {
  const auto version = number_of(item, "version");
  const auto at = number_of(item, "event_at");
  const auto revision = number_of(item, "event_revision");
  const auto kind = number_of(item, "event_kind");
  if (!version || !at || !revision || !kind || *kind < 0 || *kind > 4) return std::nullopt;
  ItemLife life;
  life.version = static_cast<std::uint64_t>(*version);
  life.last.at = haggle::Instant{*at};
  life.last.revision = static_cast<std::uint64_t>(*revision);
  life.last.kind = static_cast<haggle::ItemEventKind>(*kind);
  return read_texts(item, life);
}

}  // namespace

Expected<ItemLife> ItemLives::load(const haggle::ProductId& product) {
  const auto item = table_->get(tenant_.life(product));
  if (!item) return tl::unexpected(item.error());
  if (!*item) return ItemLife{};
  const std::optional<ItemLife> life = life_of(**item);
  if (!life) return aws::refuse(aws::Kind::request, "UnreadableRow", "it is no item's life");
  return *life;
}

Expected<bool> ItemLives::save(const haggle::ProductId& product, const LifeStep& step) {
  return table_->put(item_of(tenant_.life(product), step.after),
                     version_is(to_signed(step.expected_version)));
}

Expected<LifeStep> ItemLives::apply(const haggle::ProductId& product,
                                    const haggle::ItemEvent& event) {
  for (int tries = 0; tries < tries_max; ++tries) {
    const Expected<ItemLife> before = load(product);
    if (!before) return tl::unexpected(before.error());
    const LifeStep step = haggle::advance(*before, event);
    if (!step.writes()) return step;
    const Expected<bool> saved = save(product, step);
    if (!saved) return tl::unexpected(saved.error());
    if (*saved) return step;
    table_->pause(tries);
  }
  return aws::refuse(aws::Kind::throttled, "Contended", "others change this item all the time");
}

}  // namespace dynamodb
