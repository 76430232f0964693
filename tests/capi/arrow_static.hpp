// A small table as an Arrow stream that allocates nothing, for tests that count allocations.
#pragma once

#include <haggle/haggle.h>

#include <cerrno>
#include <cstdint>

namespace haggle::test {

/// Two listings with two and one offers, the second with a seller's id that is too long.
class StaticTable {
 public:
  StaticTable() {
    column(0, "seller", "u", 2, sellers_offsets, sellers);
    column(1, "marketplace", "u", 2, places_offsets, "USUS");
    column(2, "price_minor", "l", 2, prices);
    column(3, "floor_minor", "l", 2, floors);
    column(4, "market_time", "tsm:", 2, times);
    column(5, "offers", "+l", 2, offers_first);
    column(6, "item", "+s", 3, nullptr);
    column(7, "price_minor", "l", 3, offer_prices);
    column(8, "", "+s", 2, nullptr);
    adopt(5, item_of_offers, 1), adopt(6, columns_of_item, 1), adopt(8, columns, 6);
  }
  StaticTable(const StaticTable&) = delete;
  StaticTable& operator=(const StaticTable&) = delete;

  ArrowArrayStream stream() {
    given_ = false;
    ArrowArrayStream out;
    out.private_data = this;
    out.get_schema = [](ArrowArrayStream* stream, ArrowSchema* schema) {
      *schema = of(stream).schemas_[8];
      return 0;
    };
    out.get_next = [](ArrowArrayStream* stream, ArrowArray* array) {
      *array = of(stream).arrays_[8];
      if (of(stream).given_) array->release = nullptr;
      of(stream).given_ = true;
      return 0;
    };
    out.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
    out.release = [](ArrowArrayStream* stream) { stream->release = nullptr; };
    return out;
  }

 private:
  static StaticTable& of(ArrowArrayStream* stream) {
    return *static_cast<StaticTable*>(stream->private_data);
  }
  void column(int i, const char* name, const char* format, std::int64_t length, const void* values,
              const void* more = nullptr) {
    buffers_[i][1] = values, buffers_[i][2] = more;
    const int count = values == nullptr ? 1 : more != nullptr ? 3 : 2;
    arrays_[i] = {length,  0,       0,
                  count,   0,       buffers_[i],
                  nullptr, nullptr, [](ArrowArray* one) { one->release = nullptr; },
                  nullptr};
    schemas_[i] = {format, name,    nullptr, 0,
                   0,      nullptr, nullptr, [](ArrowSchema* one) { one->release = nullptr; },
                   nullptr};
  }
  void adopt(int parent, const int* children, int count) {
    for (int i = 0; i < count; ++i) {
      array_children_[parent][i] = &arrays_[children[i]];
      schema_children_[parent][i] = &schemas_[children[i]];
    }
    arrays_[parent].n_children = schemas_[parent].n_children = count;
    arrays_[parent].children = array_children_[parent];
    schemas_[parent].children = schema_children_[parent];
  }

  static constexpr std::int32_t sellers_offsets[]{0, 3, 41};
  static constexpr const char* sellers = "A2XAN-ID-OF-A-SELLER-THAT-IS-FAR-TOO-LONG";
  static constexpr std::int32_t places_offsets[]{0, 2, 4};
  static constexpr std::int64_t prices[]{2499, 2499};
  static constexpr std::int64_t floors[]{1800, 1800};
  static constexpr std::int64_t times[]{0, 0};
  static constexpr std::int32_t offers_first[]{0, 2, 3};
  static constexpr std::int64_t offer_prices[]{2349, 2600, 2349};
  static constexpr int item_of_offers[]{6}, columns_of_item[]{7}, columns[]{0, 1, 2, 3, 4, 5};

  ArrowArray arrays_[9]{};
  ArrowSchema schemas_[9]{};
  const void* buffers_[9][3]{};
  ArrowArray* array_children_[9][6]{};
  ArrowSchema* schema_children_[9][6]{};
  bool given_{false};
};

/// Decides on the table, reads all of it and gives everything back.
inline haggle_status decide_static_table(StaticTable& table, const haggle_policy* policy,
                                         const haggle_clock* clock, haggle_error* err) {
  ArrowArrayStream in = table.stream();
  ArrowArrayStream out;
  ArrowSchema schema{};
  ArrowArray array{};
  haggle_status status =
      haggle_decide_arrow(policy, clock, nullptr, nullptr, nullptr, &in, &out, err);
  if (status != HAGGLE_OK) return status;
  int fault = out.get_schema(&out, &schema);
  if (fault == 0) fault = out.get_next(&out, &array);
  if (fault == 0 && array.length != 2) status = HAGGLE_E_INTERNAL;
  if (fault == ENOMEM && out.get_last_error(&out) != nullptr) status = HAGGLE_E_NO_MEMORY;
  if (status == HAGGLE_E_NO_MEMORY && err != nullptr) {
    err->status = status;
    err->message[0] = '!';
  }
  if (fault != 0 && fault != ENOMEM) status = HAGGLE_E_INTERNAL;
  if (schema.release != nullptr) schema.release(&schema);
  if (array.release != nullptr) array.release(&array);
  out.release(&out);
  return status;
}

}  // namespace haggle::test
