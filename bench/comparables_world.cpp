#include "comparables_world.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "haggle/comparables/plain_search.hpp"

namespace haggle::bench {
namespace {

/// The bench's own arguments are right, so an error is the end of it.
void must(const std::optional<Error>& error) {
  if (!error) return;
  Figures::say(fmt::format("refused with {} at {}", static_cast<int>(error->code), error->where));
  std::exit(4);
}

std::vector<Sale> sales_of(std::span<const RowFacts> facts) {
  std::vector<Label> labels;
  for (std::uint32_t c = 0; c < Catalogue::categories_count; ++c)
    labels.push_back(category_label(c));
  std::vector<Sale> sales(facts.size());
  for (std::size_t i = 0; i < facts.size(); ++i) {
    sales[i].id = SaleId::from(fmt::format("sale-{}", i)).value_or(SaleId{});
    sales[i].category = labels[facts[i].category];
    sales[i].sold_at = bench_today + days(-std::int64_t{facts[i].age_days});
    sales[i].condition = SaleCondition::good;
    sales[i].price_minor = 1'000;
  }
  return sales;
}

std::vector<Neighbour> plain_answer(std::span<const float> rows, std::span<const float> query,
                                    double min_similarity) {
  std::vector<Neighbour> out(wanted);
  out.resize(plain_search(rows, query, min_similarity, out));
  return out;
}

}  // namespace

std::string name_of(const WorldSize& size) {
  const std::string dimension = size.dimension == 1'024 ? "" : fmt::format("/{}d", size.dimension);
  return fmt::format("{}/{}{}", name_of(size.shape), size.rows, dimension);
}

Label category_label(std::uint32_t category) {
  return Label::from(fmt::format("category-{}", category)).value_or(Label{});
}

World::World(const WorldSize& size, Pair& pair)
    : size_(size),
      pair_(pair),
      rows_(size.rows * size.dimension),
      queries_(batch_queries * size.dimension),
      facts_(size.rows) {
  fill(Catalogue{size.shape, size.rows, size.dimension});
  build();
}

void World::fill(const Catalogue& catalogue) {
  const std::size_t d = size_.dimension;
  in_both(pair_, [&](std::uint32_t half) {
    const std::size_t middle = size_.rows / 2;
    for (std::size_t i = half == 0 ? 0 : middle; i < (half == 0 ? middle : size_.rows); ++i) {
      facts_[i] = catalogue.make(i, {rows_.data() + i * d, d});
    }
  });
  for (std::size_t i = 0; i < batch_queries; ++i) {
    static_cast<void>(catalogue.make(first_query + i, std::span{queries_}.subspan(i * d, d)));
  }
}

void World::build() {
  auto made = ComparableIndex::make(size_.dimension, large_pages());
  if (!made) must(made.error());
  index_.emplace(std::move(*made));
  const std::vector<Sale> sales = sales_of(facts_);
  const double begin = pair_.seconds();
  must(index_->add_all({rows_.data(), rows_.size()}, sales, pair_.executor()));
  build_seconds_ = pair_.seconds() - begin;
}

Answers World::expected(std::size_t count, double min_similarity) const {
  Answers out(count);
  in_both(pair_, [&](std::uint32_t half) {
    for (std::size_t q = half; q < count; q += 2) {
      out[q] = plain_answer({rows_.data(), rows_.size()}, query(q), min_similarity);
    }
  });
  return out;
}

Answers World::expected_of(std::span<const std::uint32_t> rows, std::size_t count,
                           double min_similarity) const {
  std::vector<float> gathered;
  for (const std::uint32_t row : rows) {
    const float* begin = rows_.data() + row * size_.dimension;
    gathered.insert(gathered.end(), begin, begin + size_.dimension);
  }
  Answers out(count);
  for (std::size_t q = 0; q < count; ++q) {
    out[q] = plain_answer(gathered, query(q), min_similarity);
    for (Neighbour& one : out[q]) one.row = rows[one.row];
  }
  return out;
}

Answers World::searched(std::size_t count, double min_similarity) const {
  SearchOptions options;
  options.min_similarity = min_similarity;
  Answers out(count);
  for (std::size_t q = 0; q < count; ++q) {
    out[q].resize(wanted);
    const auto found = index_->search(query(q), options, out[q]);
    if (!found) must(found.error());
    out[q].resize(found->count);
  }
  return out;
}

}  // namespace haggle::bench
