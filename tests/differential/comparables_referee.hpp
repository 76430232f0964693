// The referee of the search: every row by the definition of a similarity, then a sort.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <new>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "differential/comparables_world.hpp"
#include "haggle/comparables/comparable_index.hpp"
#include "haggle/comparables/plain_search.hpp"
#include "property/campaign.hpp"
#include "support/build.hpp"

namespace haggle::test {

/// The answer over the rows that `is_in` names.
template <class IsIn>
std::vector<Neighbour> by_sorting(const Rows& rows, std::span<const float> query, double least,
                                  IsIn is_in) {
  std::vector<Neighbour> out;
  for (std::size_t i = 0; i < rows.count(); ++i) {
    if (!is_in(i)) continue;
    const double score = cosine(query, rows.row(i));
    if (score >= least) out.push_back({static_cast<std::uint32_t>(i), 0, score});
  }
  std::sort(out.begin(), out.end(), comes_before);
  return out;
}

/// What the rows left by a filter make of an answer.
inline Shortfall shortfall_of(std::size_t found, std::size_t k, std::size_t live,
                              std::size_t selected) {
  if (found == k) return Shortfall::none;
  if (live == 0) return Shortfall::empty_index;
  if (selected == 0) return Shortfall::all_filtered;
  return found == selected ? Shortfall::few_rows : Shortfall::too_far;
}

inline std::string told(const Neighbour& one) {
  return "row " + std::to_string(one.row) + " of similarity " + std::to_string(one.similarity);
}

/// The same rows in the same order with the same bits.
inline void expect_same(std::span<const Neighbour> got, std::span<const Neighbour> wanted,
                        const std::string& what) {
  ASSERT_EQ(got.size(), wanted.size()) << what;
  for (std::size_t i = 0; i < got.size(); ++i) {
    const bool same = std::memcmp(&got[i], &wanted[i], sizeof got[i]) == 0;
    ASSERT_TRUE(same) << what << ": place " << i << " has " << told(got[i]) << ", not "
                      << told(wanted[i]);
  }
}

inline std::vector<Neighbour> searched(const ComparableIndex& index, std::span<const float> query,
                                       std::size_t k, const SearchOptions& options) {
  std::vector<Neighbour> out(k);
  const Found found = must(index.search(query, options, out));
  out.resize(found.count);
  return out;
}

/// The index's answer against that of the plain loop.
inline void expect_as_plain(const ComparableIndex& index, const Rows& rows, Dice& dice,
                            const std::string& what) {
  const Vector query = make_query(rows, dice);
  const std::size_t k = dice.chance(10) ? rows.count() + 3 : 1 + dice.below(50);
  SearchOptions options;
  options.min_similarity = dice.pick({-1.0, -1.0, 0.0, 0.7, 1.0});
  std::vector<Neighbour> wanted(k);
  wanted.resize(plain_search(rows.values, query, options.min_similarity, wanted));
  std::vector<Neighbour> got(k);
  const Found found = must(index.search(query, options, got));
  got.resize(found.count);
  expect_same(got, wanted, what);
  EXPECT_EQ(found.shortfall, shortfall_of(wanted.size(), k, rows.count(), rows.count())) << what;
}

/// An index of these rows, without facts that matter.
inline ComparableIndex index_of(const Rows& rows, const Executor& executor = {}) {
  ComparableIndex index = must(ComparableIndex::make(rows.dimension));
  const std::vector<Sale> sales(rows.count());
  const auto error = index.add_all(rows.values, sales, executor);
  EXPECT_FALSE(error.has_value());
  return index;
}

/// Bytes that are aligned as a mapped file is.
class Image {
 public:
  explicit Image(const ComparableIndex& index) : size_(index.bytes()) {
    const std::align_val_t alignment{index_alignment};
    data_ = static_cast<std::byte*>(::operator new(size_, alignment));
    EXPECT_FALSE(index.write(bytes()).has_value());
  }
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;
  ~Image() { ::operator delete(data_, std::align_val_t{index_alignment}); }
  [[nodiscard]] std::span<std::byte> bytes() const { return {data_, size_}; }

 private:
  std::size_t size_;
  std::byte* data_{nullptr};
};

/// Runs the parts one by one in an order of its own.
struct Shuffled {
  explicit Shuffled(std::uint64_t seed) : dice(seed) {}
  Dice dice;
  static void run(void* context, std::uint32_t parts, Executor::Part part, void* argument) {
    std::vector<std::uint32_t> order(parts);
    for (std::uint32_t i = 0; i < parts; ++i) order[i] = i;
    static_cast<Shuffled*>(context)->dice.shuffle(order);
    for (const std::uint32_t i : order) part(argument, i);
  }
  [[nodiscard]] Executor executor(std::uint32_t parts) { return {&run, this, parts}; }
};

/// Runs every part in a thread of its own.
inline void run_in_threads(void*, std::uint32_t parts, Executor::Part part, void* argument) {
  std::vector<std::thread> threads;
  for (std::uint32_t i = 0; i < parts; ++i) threads.emplace_back(part, argument, i);
  for (std::thread& one : threads) one.join();
}
inline Executor in_threads(std::uint32_t parts) {
  return {&run_in_threads, nullptr, parts};
}

}  // namespace haggle::test
