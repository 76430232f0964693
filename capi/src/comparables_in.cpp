#include "comparables.hpp"

namespace haggle::capi {
namespace {

constexpr std::uint32_t search_has_all = HAGGLE_SEARCH_HAS_SIMILARITY |
                                         HAGGLE_SEARCH_HAS_CONDITION | HAGGLE_SEARCH_HAS_SOLD_FROM |
                                         HAGGLE_SEARCH_HAS_SOLD_UNTIL;

bool is_aligned_float(const float* given) noexcept {
  return reinterpret_cast<std::uintptr_t>(given) % alignof(float) == 0;
}

Wrong check_vectors(const VectorsGiven& given) noexcept {
  if (given.data == nullptr || !is_aligned_float(given.data)) {
    return {Errc::bad_argument, given.where};
  }
  const bool good =
      given.stride >= given.dimension * sizeof(float) && given.stride % alignof(float) == 0;
  if (!good) return {Errc::bad_argument, given.where_stride};
  return given.count <= index_rows_max ? Wrong{} : Wrong{Errc::out_of_range, given.where};
}

}  // namespace

Wrong label_from(const char (&bytes)[label_bytes], const char* where, Label& out) noexcept {
  std::memcpy(static_cast<void*>(&out), bytes, sizeof out);
  return out.well_formed() ? Wrong{} : Wrong{Errc::bad_id, where};
}

Wrong label_from(const char* text, std::size_t size, const char* where, Label& out) noexcept {
  if (const Wrong wrong = check_text(text, size, where)) return wrong;
  const auto made = Label::from(text_of(text, size), where);
  if (!made) return made.error();
  out = *made;
  return {};
}

haggle_sale sale_of(const Sale& from) noexcept {
  haggle_sale out;
  std::memcpy(&out, &from, sizeof out);
  std::memset(out.reserved, 0, sizeof out.reserved);
  return out;
}

Wrong check_sale(const haggle_sale& sale, std::size_t index) noexcept {
  const char* const wheres[] = {"sales[].id", "sales[].product", "sales[].tenant",
                                "sales[].category", "sales[].brand"};
  const char(*const texts[])[label_bytes] = {&sale.id, &sale.product, &sale.tenant, &sale.category,
                                             &sale.brand};
  for (std::size_t i = 0; i < std::size(texts); ++i) {
    Label label;
    if (label_from(*texts[i], wheres[i], label)) return {Errc::bad_id, wheres[i], index};
  }
  const bool known = sale.condition < sale_condition_names.size();
  if (!known) return {Errc::unknown_value, "sales[].condition", index};
  return are_zero(sale.reserved) ? Wrong{} : Wrong{Errc::bad_argument, "sales[].reserved", index};
}

Wrong VectorsIn::read(const VectorsGiven& given) {
  if (given.count == 0) return {};
  if (const Wrong wrong = check_vectors(given)) return wrong;
  const std::size_t floats = given.count * given.dimension;
  if (given.stride == given.dimension * sizeof(float)) {
    vectors_ = {given.data, floats};
    return {};
  }
  copy_.resize(floats);
  for (std::size_t i = 0; i < given.count; ++i) {
    const char* from = reinterpret_cast<const char*>(given.data) + i * given.stride;
    std::memcpy(copy_.data() + i * given.dimension, from, given.dimension * sizeof(float));
  }
  vectors_ = copy_;
  return {};
}

Wrong SalesIn::read(const Strided<haggle_sale>& given) {
  if (const Wrong wrong = check_array(given, sizeof(haggle_sale), "sales", "sales_stride")) {
    return wrong;
  }
  for (std::size_t i = 0; i < given.count; ++i) {
    if (Wrong wrong = check_sale(*given.at(i), i)) {
      wrong.row = static_cast<std::uint32_t>(i);
      return wrong;
    }
  }
  if (given.stride == sizeof(Sale) || given.count == 0) {
    sales_ = {reinterpret_cast<const Sale*>(given.data), given.count};
    return {};
  }
  copy_.resize(given.count);
  for (std::size_t i = 0; i < given.count; ++i) {
    std::memcpy(static_cast<void*>(&copy_[i]), given.at(i), sizeof(Sale));
  }
  sales_ = copy_;
  return {};
}

Wrong executor_from(std::uint32_t parts, haggle_run run, void* context, Executor& out) noexcept {
  if (parts > Executor::parts_max) return {Errc::out_of_range, "parts"};
  out = {run, context, parts == 0 ? 1 : parts};
  return {};
}

Wrong SearchIn::read_labels(const haggle_search_options& given) noexcept {
  const Wrong wrong =
      first_wrong([&] { return label_from(given.tenant, "options.tenant", tenant_); },
                  [&] { return label_from(given.category, "options.category", category_); },
                  [&] { return label_from(given.brand, "options.brand", brand_); });
  if (wrong) return wrong;
  options.filter.tenant = tenant_.text();
  options.filter.category = category_.text();
  options.filter.brand = brand_.text();
  return {};
}

Wrong SearchIn::read(const haggle_search_options* given, haggle_run run, void* context) noexcept {
  if (given == nullptr) return executor_from(1, run, context, options.executor);
  Given<haggle_search_options> in;
  if (const Wrong wrong = in.read(given, "options")) return wrong;
  if ((in->has & ~search_has_all) != 0) return {Errc::unknown_value, "options.has"};
  const auto has = [&](std::uint32_t bit) { return (in->has & bit) != 0; };
  if (has(HAGGLE_SEARCH_HAS_CONDITION)) {
    if (in->condition >= sale_condition_names.size()) {
      return {Errc::unknown_value, "options.condition"};
    }
    options.filter.condition = SaleCondition{in->condition};
  }
  has_similarity = has(HAGGLE_SEARCH_HAS_SIMILARITY);
  if (has_similarity) options.min_similarity = in->similarity_min;
  if (has(HAGGLE_SEARCH_HAS_SOLD_FROM)) options.filter.sold_from = Instant{in->sold_from_ms};
  if (has(HAGGLE_SEARCH_HAS_SOLD_UNTIL)) options.filter.sold_until = Instant{in->sold_until_ms};
  const Wrong wrong = executor_from(in->parts, run, context, options.executor);
  return wrong ? wrong : read_labels(*in);
}

Wrong check_vector(const float* given, const char* where) noexcept {
  const bool good = given != nullptr && is_aligned_float(given);
  return good ? Wrong{} : Wrong{Errc::bad_argument, where};
}

haggle_found found_of(const Found& from) noexcept {
  haggle_found out{};
  out.count = static_cast<std::uint32_t>(from.count);
  out.shortfall = static_cast<std::uint8_t>(from.shortfall);
  return out;
}

Wrong in_row(const Error& error) noexcept {
  Wrong wrong{error};
  wrong.row = error.index;
  return wrong;
}

}  // namespace haggle::capi

using namespace haggle::capi;

const char* haggle_sale_condition_name(uint8_t condition) {
  return name_in(haggle::sale_condition_names, condition);
}

const char* haggle_shortfall_name(uint8_t shortfall) {
  return name_in(haggle::shortfall_names, shortfall);
}
