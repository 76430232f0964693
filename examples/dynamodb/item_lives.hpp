// Where each item is in its life, under an optimistic lock: a step is put only where the version
// that it was made from still stands.
#pragma once

#include <haggle/market/item_life.hpp>

#include "table.hpp"

namespace dynamodb {

class ItemLives {
 public:
  /// Needs: the table lives as long as it is used.
  ItemLives(Table& table, const Tenant& tenant) : table_(&table), tenant_(tenant) {}

  /// The life of an item; all zero where the table has none.
  /// Errors: request, UnreadableRow; of the service.
  Expected<haggle::ItemLife> load(const haggle::ProductId& product);

  /// Puts what a step leaves. Returns whether the version that it expects was still there.
  Expected<bool> save(const haggle::ProductId& product, const haggle::LifeStep& step);

  /// Loads, steps and saves; where another came between, again.
  /// Returns: the step that was saved, or that writes nothing. An event whose write was done but
  ///          whose answer was lost comes back as `repeated`.
  /// Errors: throttled, Contended, where it lost `tries_max` times.
  Expected<haggle::LifeStep> apply(const haggle::ProductId& product,
                                   const haggle::ItemEvent& event);

  static constexpr int tries_max = 10;

 private:
  Table* table_;
  Tenant tenant_;
};

}  // namespace dynamodb
