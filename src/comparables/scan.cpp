#include "comparables/scan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "comparables/bound_steps.hpp"
#include "comparables/slack.hpp"

namespace haggle::inline v0::detail {
namespace {

/// A stage that lets more than half of a chunk pass is not worth its reading; it is tried again
/// after so many chunks.
constexpr std::size_t chunks_without = 63;
constexpr std::size_t pending_most = 32'768;
/// The likeliest rows are looked at first, so many and then more: what is found raises the bar for
/// all others.
constexpr std::size_t group_first = 32;
/// Codes tell the order nearly.
constexpr std::size_t exact_first = 8;

bool likelier(const Hit& a, const Hit& b) {
  return a.bound > b.bound;
}

/// Brings the likeliest to the end.
void likeliest_last(std::vector<Hit>& hits, std::size_t count) {
  const auto from = hits.end() - static_cast<std::ptrdiff_t>(count);
  if (count < hits.size()) {
    std::nth_element(hits.begin(), from, hits.end(),
                     [](const Hit& a, const Hit& b) { return likelier(b, a); });
  }
}

}  // namespace

/// The bar as a float that is not above it.
float Scan::least() const noexcept {
  const auto rounded = static_cast<float>(best_.least());
  return std::nextafter(rounded, -2.0F);
}

Scan::Stage Scan::stage() noexcept {
  if (!vectors_.coded()) return Stage::plain;
  const Stage first = vectors_.shape.prefix == 0 ? Stage::codes : Stage::prefix;
  if (skip_chunks_ == 0) return first;
  --skip_chunks_;
  return std::max(first, skip_to_);
}

void Scan::note(std::size_t passed, std::size_t of, Stage next) noexcept {
  if (passed * 2 < of) return;
  skip_to_ = next;
  skip_chunks_ = chunks_without;
  tries_ = next == Stage::codes;
}

std::size_t Scan::blocks_of(std::size_t first, std::size_t last) noexcept {
  return (last - first + block_rows - 1) / block_rows;
}

void Scan::range(std::size_t first, std::size_t last) {
  Scan* const one = this;
  ranges({&one, 1}, first, last);
}

void Scan::ranges(std::span<Scan* const> scans, std::size_t first, std::size_t last) {
  std::vector<Seeker> seekers;
  std::vector<Scan*> of;
  const Vectors& vectors = scans.front()->vectors_;
  for (std::size_t i = first, end = 0; i < last; i = end) {
    const auto tries = [](const Scan* scan) { return scan->tries_; };
    end = std::min(last, i + (std::ranges::any_of(scans, tries) ? trial_rows : chunk_rows));
    seekers.clear();
    of.clear();
    for (Scan* const scan : scans) {
      const Stage at = scan->stage();
      scan->tries_ = false;
      if (at != Stage::prefix) {
        scan->without_prefix(at, i, end);
        continue;
      }
      seekers.push_back(scan->seeker(blocks_of(i, end)));
      of.push_back(scan);
    }
    if (seekers.empty()) continue;
    const std::size_t at = i / block_rows * block_bytes(vectors.shape.prefix);
    kernels().prefix_hits(seekers.data(), seekers.size(), vectors.blocks.data() + at,
                          blocks_of(i, end), static_cast<std::uint32_t>(i));
    for (std::size_t j = 0; j < of.size(); ++j) of[j]->take(seekers[j].count, i, end);
  }
  for (Scan* const scan : scans) scan->finish();
}

void Scan::list(std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; i += chunk_rows) {
    const std::size_t count = std::min(last - i, chunk_rows);
    const auto rows = std::span{selection_.rows}.subspan(i, count);
    const Stage at = stage();
    if (at == Stage::plain) {
      by_vector(rows);
    } else {
      by_codes(rows, chunk_rows / 4);
    }
  }
}

void Scan::without_prefix(Stage at, std::size_t first, std::size_t last) {
  if (!vectors_.coded()) return by_products(first, last);
  rows_.clear();
  for (std::size_t i = first; i < last; ++i) {
    const auto row = static_cast<std::uint32_t>(i);
    if (selection_.has(row)) rows_.push_back(row);
  }
  if (at == Stage::codes) {
    by_codes(rows_, trial_rows / 2);
  } else {
    by_vector(rows_);
  }
}

Seeker Scan::seeker(std::size_t blocks) {
  if (hits_room_ < blocks * block_rows) {
    hits_room_ = blocks * block_rows;
    hits_ = std::make_unique_for_overwrite<Hit[]>(hits_room_);
  }
  return {&query_.prefix, least(), hits_.get(), 0};
}

void Scan::take(std::size_t count, std::size_t first, std::size_t last) {
  const auto before = static_cast<std::ptrdiff_t>(pending_.size());
  pending_.insert(pending_.end(), hits_.get(), hits_.get() + count);
  const auto not_asked = [&](const Hit& hit) {
    return hit.row >= last || !selection_.has(hit.row);
  };
  pending_.erase(std::remove_if(pending_.begin() + before, pending_.end(), not_asked),
                 pending_.end());
  const bool at_first = tried_at_ == 0;
  if (pending_.size() > 2 * tried_at_) {
    refine(pending_, best_.full() ? group_first : std::max(group_first, 2 * best_.wanted()));
    drop(pending_);
    tried_at_ = std::max(pending_.size(), group_first);
  }
  // Of the first rows, those count that what was found then leaves.
  note(at_first ? pending_.size() : count, last - first, Stage::codes);
  if (pending_.size() > pending_most) refine_all(pending_);
}

void Scan::finish() {
  refine_all(pending_);
}

void Scan::drop(std::vector<Hit>& hits) const {
  const float bar = least();
  std::erase_if(hits, [bar](const Hit& hit) { return !(hit.bound >= bar); });
}

/// Takes out the `count` likeliest and looks at them closer. The others stay in the order of their
/// rows, which is that of memory.
void Scan::refine(std::vector<Hit>& hits, std::size_t count) {
  rows_.clear();
  const BoundSteps steps{least()};
  const std::size_t step = steps.reached_by(hits, count);
  std::erase_if(hits, [&](const Hit& hit) {
    const bool goes = steps.of(hit) >= step && rows_.size() < count;
    if (goes) rows_.push_back(hit.row);
    return goes;
  });
  if (skip_chunks_ > 0 && skip_to_ == Stage::plain) {
    by_vector(rows_);
  } else {
    by_codes(rows_, chunk_rows / 4);
  }
}

/// Once the likeliest have raised the bar, what is above it has to be looked at anyway.
void Scan::refine_all(std::vector<Hit>& hits) {
  drop(hits);
  for (std::size_t group = group_first; !hits.empty(); group = pending_most) {
    refine(hits, group);
    drop(hits);
  }
}

/// Vectors that have no compressed copy: a product in floats says which are worth the exact one.
/// As many rows as were seen before at a time, so that the bar is never far behind.
void Scan::by_products(std::size_t first, std::size_t last) {
  const std::size_t size = vectors_.dimension();
  const std::size_t columns = unit_stride(size);
  // A row is read to a multiple of 16, which is past the end of the last ones.
  const std::size_t floats = vectors_.size() * size;
  const std::size_t whole = floats < columns ? 0 : (floats - columns) / size + 1;
  while (first < last) {
    const std::size_t end = std::min(last, first + std::max(seen_, 2 * group_first));
    const std::size_t count = std::min(end, std::max(whole, first)) - first;
    rows_.resize(end - first);
    float_products_.resize(count);
    kernels().project_one({vectors_.row(first).data(), count, columns, size}, query_.unit.data(),
                          float_products_.data());
    const double least = best_.least() - product_slack(columns);
    rows_.resize(kernels().reaching({float_products_.data(), &vectors_.squares[first], count},
                                    std::nextafter(static_cast<float>(least), -4.0F),
                                    rows_.data()));
    for (std::uint32_t& row : rows_) row += static_cast<std::uint32_t>(first);
    for (std::size_t i = first + count; i < end; ++i)
      rows_.push_back(static_cast<std::uint32_t>(i));
    std::erase_if(rows_, [&](std::uint32_t row) { return !selection_.has(row); });
    by_vector(rows_);
    seen_ += end - first;
    first = end;
  }
}

void Scan::code_dots(std::span<const std::uint32_t> rows, const Level& level) {
  const std::size_t stride = code_stride(vectors_.dimension());
  dots_.resize(rows.size());
  kernels().code_dots({vectors_.codes.data(), stride, rows.data(), rows.size()}, level.words.data(),
                      stride, dots_.data());
}

/// The rows whose bound by their codes reaches the bar; the second level is only looked at where
/// the first leaves it open.
void Scan::take_coded(std::span<const std::uint32_t> rows) {
  const CodedQuery& query = query_.coded;
  const double least = best_.least();
  for (const std::uint32_t row : rows) __builtin_prefetch(&vectors_.numbers[row]);
  code_dots(rows, query.high);
  left_.clear();
  left_rows_.clear();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const CodeNumbers& numbers = vectors_.numbers[rows[i]];
    const double along = query.high.along(numbers, dots_[i]);
    if (!(code_bound(along, query.high_width, numbers) >= least)) continue;
    left_.push_back({rows[i], along});
    left_rows_.push_back(rows[i]);
  }
  code_dots(left_rows_, query.low);
  coded_.clear();
  for (std::size_t i = 0; i < left_.size(); ++i) {
    const CodeNumbers& numbers = vectors_.numbers[left_[i].row];
    const double along = left_[i].along + query.low.along(numbers, dots_[i]);
    const double bound = code_bound(along, query.width, numbers);
    if (!(bound >= least)) continue;
    coded_.push_back({left_[i].row, std::nextafter(static_cast<float>(bound), 2.0F)});
  }
}

/// `telling`: so many rows say whether codes are worth their reading.
void Scan::by_codes(std::span<const std::uint32_t> rows, std::size_t telling) {
  if (rows.empty()) return;
  take_coded(rows);
  std::size_t looked_at = 0;
  const std::size_t missing = best_.wanted() - best_.count();
  for (std::size_t group = std::max(exact_first, missing); !coded_.empty(); group *= 2) {
    const std::size_t count = std::min(group, coded_.size());
    likeliest_last(coded_, count);
    exact(std::span{coded_}.last(count));
    looked_at += count;
    coded_.resize(coded_.size() - count);
    drop(coded_);
  }
  if (rows.size() >= telling) note(looked_at, rows.size(), Stage::plain);
}

void Scan::exact(std::span<const Hit> hits) {
  exact_rows_.resize(hits.size());
  std::transform(hits.begin(), hits.end(), exact_rows_.begin(),
                 [](const Hit& hit) { return hit.row; });
  by_vector(exact_rows_);
}

void Scan::by_vector(std::span<const std::uint32_t> rows) {
  products_.resize(rows.size());
  kernels().dots({vectors_.rows.data(), vectors_.dimension(), rows.data(), rows.size()},
                 query_.vector.data(), vectors_.dimension(), products_.data());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double score = cosine_of(products_[i], query_.square, vectors_.squares[rows[i]]);
    best_.offer({rows[i], 0, score});
  }
}

}  // namespace haggle::inline v0::detail
