#include "sale_index.hpp"

#include <utility>

namespace dynamodb {

haggle::Result<SaleIndex> SaleIndex::make(std::size_t dimension) {
  auto index = haggle::ComparableIndex::make(dimension);
  if (!index) return tl::unexpected(index.error());
  return SaleIndex(std::move(*index));
}

/// A sale whose moment was corrected may stand in two rows for a while; the newer version counts.
bool SaleIndex::knows_newer(const SaleRecord& record, Fed& fed) {
  const auto [known, is_first] =
      versions_.try_emplace(std::string(record.sale.id.text()), record.version);
  if (is_first) return false;
  ++fed.replaced;
  if (known->second >= record.version) return true;
  known->second = record.version;
  // It fails on an index that is read-only alone, and this one is not.
  (void)index_.remove(record.sale.id);
  return false;
}

Expected<Fed> SaleIndex::feed(NewestFirst& rows, std::size_t rows_max) {
  Fed fed;
  for (std::size_t i = 0; i < rows_max; ++i) {
    const auto record = rows.next();
    if (!record) return tl::unexpected(record.error());
    if (!*record) break;
    const SaleRecord& sale = **record;
    if (sale.embedding.size() != index_.dimension()) {
      ++fed.without_embedding;
      continue;
    }
    if (knows_newer(sale, fed)) continue;
    if (const auto fault = index_.add(sale.embedding, sale.sale)) {
      return aws::refuse(aws::Kind::request, "UnreadableRow", haggle::describe(*fault));
    }
    prices_.push_back({sale.sale.price_minor, sale.sale.currency});
    ++fed.added;
  }
  return fed;
}

haggle::Sale SaleIndex::sale(std::uint32_t row) const {
  haggle::Sale sale = index_.sale(row);
  sale.price_minor = prices_[row].minor;
  sale.currency = prices_[row].currency;
  return sale;
}

}  // namespace dynamodb
