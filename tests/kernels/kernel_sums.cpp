// Compares every table of kernels that this processor runs, and the ones that are compiled for any,
// with the plain one; prints a checksum of each function's answers, which is the same on every
// machine. Status 1 where anything differs. Needs nothing but the kernels, so that it is easily
// compiled for another processor.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "kernels/kernel_input.hpp"

namespace haggle::inline v0::detail {
namespace plain {
extern const Kernels table;
}
#if defined(HAGGLE_AVX512_IN_PLAIN)
namespace avx512_in_plain {
extern const Kernels table;
}
#endif
}  // namespace haggle::inline v0::detail

namespace haggle::test {
namespace {

using detail::Kernels;

int failures = 0;

void expect(bool holds, const Kernels& kernels, const char* what, std::size_t size) {
  if (holds) return;
  ++failures;
  std::printf("%s differs in %s of size %zu\n", kernels.name, what, size);
}

/// Takes up the bits of answers.
class Sum {
 public:
  template <class T>
  void add(const T& value) {
    unsigned char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof value);
    for (const unsigned char byte : bytes) sum_ = (sum_ ^ byte) * 0x100000001B3U;
  }
  void print(const char* what) const {
    std::printf(" %s %016llx", what, static_cast<unsigned long long>(sum_));
  }

 private:
  std::uint64_t sum_{0xCBF29CE484222325U};
};

template <class T>
bool same_bits(const T& a, const T& b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

/// The definition of the canonical dot product once more, as it is written down.
double defined(const float* a, const float* b, std::size_t size) {
  double s[16]{};
  for (std::size_t i = 0; i < size; ++i) {
    s[i % 16] += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  }
  for (int half : {8, 4, 2, 1}) {
    for (int j = 0; j < half; ++j) s[j] += s[j + half];
  }
  return s[0];
}

void sum_dots(const Kernels& kernels, Sum& out) {
  Numbers numbers(1);
  for (std::size_t size = 0; size < 4'097; size += size < 300 ? 1 : 421) {
    const int spread = size % 2 == 0 ? 0 : 60;
    const auto a = make_floats(size, spread, numbers);
    const auto b = make_floats(size, spread, numbers);
    const double dot = kernels.dot(a.data(), b.data(), size);
    expect(same_bits(dot, defined(a.data(), b.data(), size)), kernels, "dot", size);
    out.add(dot);
    if (size == 0) continue;
    const auto rows = make_floats(size * 9, spread, numbers);
    const auto list = make_list(numbers.below(30), 9, numbers);
    std::vector<double> dots(list.size());
    kernels.dots({rows.data(), size, list.data(), list.size()}, a.data(), size, dots.data());
    for (std::size_t i = 0; i < list.size(); ++i) {
      const double wanted = defined(rows.data() + list[i] * size, a.data(), size);
      expect(same_bits(dots[i], wanted), kernels, "dots", size);
      out.add(dots[i]);
    }
  }
}

std::int32_t product(const std::uint8_t* codes, const std::int8_t* words, std::size_t size) {
  std::int32_t out = 0;
  for (std::size_t i = 0; i < size; ++i) out += codes[i] * words[i];
  return out;
}

void sum_codes(const Kernels& kernels, std::size_t size, bool extreme, Sum& out) {
  Numbers numbers(size * 2 + (extreme ? 1 : 0));
  const int sign = size % 128 == 0 ? -63 : 63;
  const auto codes = make_bytes<std::uint8_t>(size * 11, extreme ? 255 : 0, 255, numbers);
  const auto high =
      make_bytes<std::int8_t>(size, extreme ? sign : -63, extreme ? sign : 63, numbers);
  const auto low = make_bytes<std::int8_t>(size, -63, 63, numbers);
  const auto list = make_list(numbers.below(40), 11, numbers);
  std::vector<std::int32_t> dots(list.size());
  for (const std::int8_t* words : {high.data(), low.data()}) {
    kernels.code_dots({codes.data(), size, list.data(), list.size()}, words, size, dots.data());
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::uint8_t* row = codes.data() + list[i] * size;
      expect(dots[i] == product(row, words, size), kernels, "code_dots", size);
      out.add(dots[i]);
    }
  }
}

/// The product of a row's four-bit codes and the words, by the layout that kernels.hpp describes.
std::int32_t lane_product(const PrefixCase& one, std::size_t block, std::size_t lane) {
  const std::uint8_t* from = one.blocks.data() + block * one.query.block_bytes;
  std::int32_t out = 0;
  for (std::size_t i = 0; i < one.query.prefix; ++i) {
    const std::uint8_t byte = from[i / 8 * 64 + lane * 4 + i % 4];
    out += (i % 8 < 4 ? byte & 15 : byte >> 4) * one.words[i];
  }
  return out;
}

std::vector<detail::Hit> hits_of(const Kernels& kernels, const PrefixCase& one, float least) {
  std::vector<detail::Hit> out(one.count * detail::block_rows);
  detail::Seeker seeker{&one.query, least, out.data(), 0};
  kernels.prefix_hits(&seeker, 1, one.blocks.data(), one.count, 1'000);
  out.resize(seeker.count);
  return out;
}

constexpr float lowest = -std::numeric_limits<float>::infinity();

void sum_products(const Kernels& kernels, std::size_t prefix, int most, Sum& out) {
  Numbers numbers(prefix + static_cast<std::size_t>(most));
  PrefixCase one = make_prefix(prefix, 5, most, numbers);
  keep_products_alone(one);
  const auto hits = hits_of(kernels, one, lowest);
  expect(hits.size() == 80, kernels, "prefix_hits", prefix);
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const std::int32_t wanted = 2 * lane_product(one, i / 16, i % 16) - one.query.offset;
    expect(hits[i].row == 1'000 + i, kernels, "rows of prefix_hits", prefix);
    expect(hits[i].bound == std::ldexp(static_cast<float>(wanted), -18), kernels,
           "products of prefix_hits", prefix);
    out.add(hits[i]);
  }
}

/// Bounds agree with the plain ones but for rounding; a bar leaves those that reach it.
void compare_bounds(const Kernels& kernels, std::size_t prefix, std::uint64_t seed) {
  constexpr float rounding = 160.0F / 16'777'216.0F;
  Numbers numbers(seed);
  const PrefixCase one = make_prefix(prefix, 1 + numbers.below(9), 127, numbers);
  const auto all = hits_of(kernels, one, lowest);
  const auto plain = hits_of(detail::plain::table, one, lowest);
  expect(all.size() == plain.size(), kernels, "prefix_hits", prefix);
  for (std::size_t i = 0; i < std::min(all.size(), plain.size()); ++i) {
    const float size = std::max(1.0F, std::abs(plain[i].bound));
    expect(std::abs(all[i].bound - plain[i].bound) <= rounding * size, kernels, "bounds", prefix);
  }
  const float bar = all[numbers.below(all.size())].bound;
  std::vector<detail::Hit> wanted;
  for (const detail::Hit& hit : all) {
    if (hit.bound >= bar) wanted.push_back(hit);
  }
  const auto found = hits_of(kernels, one, bar);
  expect(found.size() == wanted.size(), kernels, "hits above a bar", prefix);
  for (std::size_t i = 0; i < std::min(found.size(), wanted.size()); ++i) {
    expect(same_bits(found[i], wanted[i]), kernels, "hits above a bar", prefix);
  }
  expect(hits_of(kernels, one, -lowest).empty(), kernels, "hits above everything", prefix);
}

/// Many queries at once find what each finds alone.
void compare_together(const Kernels& kernels, std::size_t prefix, std::size_t count) {
  Numbers numbers(count);
  const PrefixCase one = make_prefix(prefix, 3, 127, numbers);
  std::vector<PrefixCase> cases;
  std::vector<detail::Seeker> seekers;
  std::vector<std::vector<detail::Hit>> found(count, std::vector<detail::Hit>(48));
  for (std::size_t i = 0; i < count; ++i) cases.push_back(make_prefix(prefix, 3, 127, numbers));
  for (std::size_t i = 0; i < count; ++i) {
    cases[i].blocks = one.blocks;
    const float least = i % 3 == 0 ? lowest : hits_of(kernels, cases[i], lowest)[i % 48].bound;
    seekers.push_back({&cases[i].query, least, found[i].data(), 0});
  }
  kernels.prefix_hits(seekers.data(), count, one.blocks.data(), one.count, 1'000);
  for (std::size_t i = 0; i < count; ++i) {
    const auto alone = hits_of(kernels, cases[i], seekers[i].least);
    found[i].resize(seekers[i].count);
    expect(found[i].size() == alone.size(), kernels, "hits of many", prefix);
    for (std::size_t j = 0; j < std::min(found[i].size(), alone.size()); ++j) {
      expect(same_bits(found[i][j], alone[j]), kernels, "hits of many", prefix);
    }
  }
}

/// One component of a projection against a sum in double.
bool is_near(const float* row, const float* x, std::size_t columns, float got) {
  double sum = 0;
  double size = 0;
  for (std::size_t i = 0; i < columns; ++i) {
    const double one = static_cast<double>(row[i]) * static_cast<double>(x[i]);
    sum += one;
    size += std::abs(one);
  }
  const double chain = static_cast<double>(columns) / 16.0 + 18.0;
  return std::abs(static_cast<double>(got) - sum) <= 1.01 * chain / 16'777'216.0 * size;
}

void compare_projections(const Kernels& kernels, std::size_t columns, std::size_t rows) {
  Numbers numbers(columns + rows);
  const auto matrix = make_floats(columns * rows, 8, numbers);
  const auto x = make_floats(columns * 4, 8, numbers);
  std::vector<float> one(rows);
  std::vector<float> four(4 * rows);
  kernels.project_one({matrix.data(), rows, columns}, x.data(), one.data());
  kernels.project_four({matrix.data(), rows, columns}, x.data(), four.data());
  for (std::size_t r = 0; r < rows; ++r) {
    const float* row = matrix.data() + r * columns;
    expect(is_near(row, x.data(), columns, one[r]), kernels, "project_one", columns);
    for (std::size_t j = 0; j < 4; ++j) {
      expect(is_near(row, x.data() + j * columns, columns, four[j * rows + r]), kernels,
             "project_four", columns);
    }
  }
}

void compare(const Kernels& kernels) {
  Sum dots;
  Sum codes;
  Sum products;
  sum_dots(kernels, dots);
  for (std::size_t size = 64; size <= 4'096; size += size < 512 ? 64 : 512) {
    sum_codes(kernels, size, false, codes);
    sum_codes(kernels, size, true, codes);
  }
  for (const std::size_t prefix : {64U, 128U, 256U}) {
    for (const int most : {1, 127, 0}) sum_products(kernels, prefix, most, products);
    for (std::uint64_t seed = 0; seed < 50; ++seed) compare_bounds(kernels, prefix, seed);
    for (std::size_t count = 1; count < 12; ++count) compare_together(kernels, prefix, count);
  }
  for (const std::size_t columns : {16U, 128U, 304U, 1'024U})
    compare_projections(kernels, columns, 65);
  std::printf("%-16s", kernels.name);
  dots.print("dots");
  codes.print("codes");
  products.print("products");
  std::printf("\n");
}

}  // namespace
}  // namespace haggle::test

int main() {
  using namespace haggle;
  test::compare(detail::plain::table);
  for (const auto* table = detail::all_kernels(); *table != nullptr; ++table) {
    if (*table != &detail::plain::table) test::compare(**table);
  }
#if defined(HAGGLE_AVX512_IN_PLAIN)
  test::compare(detail::avx512_in_plain::table);
#endif
  std::printf("%d differences\n", test::failures);
  return test::failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
