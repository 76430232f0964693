// An index of sold items. Either bytes spoil a written index, whose header is then made to agree or
// not: it is refused, or every call stays inside it and answers in order. Or bytes make rows and
// queries: the answers are those of the plain loop.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <vector>

#include "fuzz/comparables_image.hpp"
#include "fuzz/harness.hpp"
#include "haggle/comparables/comparable_index.hpp"
#include "haggle/comparables/plain_search.hpp"

namespace haggle::test {
namespace {

// ---- an index that was spoilt ------------------------------------------------------------------

void expect_ordered(std::span<const Neighbour> found, std::size_t rows) {
  for (std::size_t i = 0; i < found.size(); ++i) {
    expect(found[i].row < rows, "a neighbour is a row");
    expect(found[i].similarity >= -1 && found[i].similarity <= 1, "a similarity is one");
    expect(i == 0 || !comes_before(found[i], found[i - 1]), "the best come first");
  }
}

SearchOptions options_of(Bytes& bytes) {
  constexpr std::array<std::string_view, 4> labels{"", "shoes", "north", "nothing"};
  SearchOptions out;
  out.filter.tenant = labels[bytes.next() % 4];
  out.filter.category = labels[bytes.next() % 4];
  out.filter.brand = labels[bytes.next() % 4];
  const std::uint8_t more = bytes.next();
  if ((more & 1) != 0) out.filter.condition = static_cast<SaleCondition>(more % 7);
  if ((more & 2) != 0) out.filter.sold_from = Instant{bytes.next()};
  if ((more & 4) != 0) out.filter.sold_until = Instant{bytes.next()};
  if ((more & 8) != 0) out.min_similarity = bytes.next() / 255.0;
  return out;
}

void search(const ComparableIndex& index, Bytes& bytes) {
  const std::size_t k = 1 + bytes.next() % 80U;
  std::vector<float> queries(2 * index.dimension(), 0.0F);
  for (std::size_t i = 0; i < queries.size(); ++i) {
    queries[i] = static_cast<float>(static_cast<int>((i * 37 + k) % 19) - 9);
  }
  queries[0] = queries[index.dimension()] = 1;
  const SearchOptions options = options_of(bytes);
  std::vector<Neighbour> out(2 * k);
  const auto one = std::span{out}.first(k);
  const auto found = index.search(std::span{queries}.first(index.dimension()), options, one);
  expect(found.has_value() && found->count <= k, "an index can be asked");
  expect_ordered(one.first(found->count), index.size());
  std::array<Found, 2> each{};
  expect(!index.search_each(queries, k, options, out, each), "and asked for many");
  for (std::size_t i = 0; i < 2; ++i) {
    expect_ordered(std::span{out}.subspan(i * k, each[i].count), index.size());
  }
}

void read_facts(const ComparableIndex& index) {
  expect(index.live() <= index.size(), "no more rows are live than there are");
  double sum = 0;
  for (std::uint32_t row = 0; row < index.size(); ++row) {
    const Sale sale = index.sale(row);
    const auto condition = static_cast<std::size_t>(sale.condition);
    expect(condition < sale_condition_names.size(), "a condition has a name");
    const std::size_t size = sale.id.text().size() + sale.brand.text().size();
    sum += static_cast<double>(size) + (index.removed(row) ? 1.0 : 0.0);
    for (const float one : index.embedding(row)) sum += static_cast<double>(one);
  }
  volatile double read = sum;  // so that all of it is read
  (void)read;
}

/// A copy of a spoilt index is one's own: it takes rows, loses them, and is written.
void use_copy(const ComparableIndex& view, Bytes& bytes) {
  ComparableIndex copy = view.copy();
  std::vector<float> row(copy.dimension(), 0.5F);
  row[0] = bytes.next();
  expect(!copy.add(row, {}), "a copy grows");
  search(copy, bytes);
  expect(copy.remove_sold_before(Instant{bytes.next()}).has_value(), "a copy loses rows");
  if (bytes.next() % 16 == 1) {
    const std::size_t size = copy.size();
    const auto moved = copy.compact();
    expect(moved.has_value() && moved->size() == size, "a copy is compacted");
    search(copy, bytes);
  }
  const AlignedBytes image{copy};
  const auto again = ComparableIndex::view(image.all());
  // What was spoilt may be kept as it is, and is refused then.
  if (!again) return expect_sound(again.error());
  expect(!again->verify(), "what is written is what is viewed");
  search(*again, bytes);
}

void spoil_and_use(Bytes& bytes) {
  const AlignedBytes image = spoilt_image(bytes);
  const auto view = ComparableIndex::view(image.all());
  if (!view) return expect_sound(view.error());
  if (const auto error = view->verify()) expect_sound(*error);
  read_facts(*view);
  search(*view, bytes);
  search(*view, bytes);
  AlignedBytes same{*view};
  expect(same.all().size() == image.all().size(), "a view is written as it stands");
  use_copy(*view, bytes);
}

// ---- rows and queries out of bytes -------------------------------------------------------------

using Vector = std::vector<float>;

float raw_float(Bytes& bytes) {
  std::uint32_t out = 0;
  for (int i = 0; i < 4; ++i) out = out << 8U | bytes.next();
  return std::bit_cast<float>(out);
}

/// A few floats over and over, or an earlier vector with a change.
Vector next_vector(std::span<const float> rows, std::size_t dimension, Bytes& bytes) {
  Vector out(dimension);
  const std::uint8_t how = bytes.next();
  const std::size_t count = rows.size() / dimension;
  if (count == 0 || how % 4 == 0) {
    std::array<float, 8> pattern{};
    const std::size_t size = 1 + how / 4 % 8;
    for (std::size_t i = 0; i < size; ++i) pattern[i] = raw_float(bytes);
    for (std::size_t i = 0; i < dimension; ++i) out[i] = pattern[i % size];
    return out;
  }
  const auto from = rows.subspan(bytes.next() % count * dimension, dimension);
  std::copy(from.begin(), from.end(), out.begin());
  float& one = out[bytes.next() % dimension];
  if (how % 4 == 1) one = raw_float(bytes);
  if (how % 4 == 2) one = std::nextafter(one, 0.0F);
  if (how % 4 == 3) {
    for (float& each : out) each = std::ldexp(-each, how / 4 % 9 - 4);
  }
  return out;
}

/// Adds the vector, and for some many that are near it; what is no vector is refused.
void add_some(ComparableIndex& index, Vector vector, std::vector<float>& rows, Bytes& bytes) {
  const std::uint8_t how = bytes.next();
  const std::size_t count = how % 8 == 0 ? 100 : 1;
  for (std::size_t i = 0; i < count; ++i) {
    if (const auto error = index.add(vector, {})) {
      expect_sound(*error);
      expect(check_embedding(vector, vector.size()).has_value(), "a vector is taken");
      continue;
    }
    rows.insert(rows.end(), vector.begin(), vector.end());
    float& one = vector[(how + i) % vector.size()];
    one = (how & 8U) != 0 ? std::nextafter(one, 1.0F) : one * 1.0625F;
  }
  expect(index.size() == rows.size() / vector.size(), "all rows are there");
}

void compare(const ComparableIndex& index, std::span<const float> rows, const Vector& query,
             Bytes& bytes) {
  const std::size_t k = 1 + bytes.next() % 64U;
  SearchOptions options;
  options.min_similarity = bytes.next() % 2 == 0 ? -1.0 : 0.5;
  std::vector<Neighbour> got(k);
  const auto found = index.search(query, options, got);
  if (!found) {
    expect_sound(found.error());
    expect(check_embedding(query, query.size()).has_value(), "a query is answered");
    return;
  }
  std::vector<Neighbour> wanted(k);
  wanted.resize(plain_search(rows, query, options.min_similarity, wanted));
  got.resize(found->count);
  expect(got.size() == wanted.size(), "as many as the plain loop");
  for (std::size_t i = 0; i < got.size(); ++i) {
    const bool same = std::memcmp(&got[i], &wanted[i], sizeof got[i]) == 0;
    expect(same, "the same rows, order and bits");
  }
}

void search_as_plain(Bytes& bytes) {
  constexpr std::array<std::size_t, 8> dimensions{1, 2, 16, 17, 127, 128, 130, 200};
  const std::size_t dimension = dimensions[bytes.next() % dimensions.size()];
  ComparableIndex index = *ComparableIndex::make(dimension);
  std::vector<float> rows;
  for (std::size_t step = 0; step < 40 && bytes.more() && index.size() < 600; ++step) {
    add_some(index, next_vector(rows, dimension, bytes), rows, bytes);
    compare(index, rows, next_vector(rows, dimension, bytes), bytes);
  }
}

}  // namespace
}  // namespace haggle::test

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace haggle::test;
  Bytes bytes{data, size};
  if (bytes.next() % 2 == 0) {
    spoil_and_use(bytes);
  } else {
    search_as_plain(bytes);
  }
  return 0;
}
