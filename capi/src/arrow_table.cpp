#include "arrow_table.hpp"

#include <algorithm>
#include <string>

namespace haggle::arrow {
namespace {

/// A block is so small that what is gathered for it is still in the processor's cache when it is
/// decided on, and so large that what is done once a block is not seen.
constexpr std::size_t block_rows_max = 256;
constexpr std::size_t block_offers_max = 2'048;

const ArrowSchema* child_of(const ArrowSchema& schema, std::size_t child) noexcept {
  return schema.children == nullptr ? nullptr : schema.children[child];
}

std::size_t children_count(const ArrowSchema& schema) noexcept {
  return schema.n_children > 0 ? static_cast<std::size_t>(schema.n_children) : 0;
}

Complaint broken(const char* where) {
  return {Errc::bad_argument, where, "the array is not one of the type that the schema says"};
}

Complaint unknown(const std::string& where) {
  return {Errc::unknown_field, where, "no column of this name has a meaning here"};
}

}  // namespace

Complaints Table::bind(const ArrowSchema& schema) {
  if (type_of(schema).kind != Kind::structure) {
    return wrong_type("", schema, "a struct of columns, which is a record batch");
  }
  for (std::size_t child = 0; child < children_count(schema); ++child) {
    const ArrowSchema* const column = child_of(schema, child);
    if (column == nullptr) return broken("");
    if (Complaints wrong = take(*column, child)) return wrong;
  }
  if (!markets_.has("market_time") && !defaults_.market) {
    return Complaint{Errc::missing_field, "market_time",
                     "there is no such column, and no market says it for all rows"};
  }
  return {};
}

Complaints Table::take(const ArrowSchema& schema, std::size_t child) {
  const std::string name = schema.name == nullptr ? "" : schema.name;
  bool taken = name == "offers";
  if (taken) return take_offers(schema, child);
  if (Complaints wrong = identity_.take(schema, child, taken)) return wrong;
  if (!taken) {
    if (Complaints wrong = listings_.take(schema, child, taken)) return wrong;
  }
  if (!taken) {
    if (Complaints wrong = markets_.take(schema, child, taken)) return wrong;
  }
  return taken || defaults_.passes_unknown ? Complaints{} : unknown(name);
}

Complaints Table::take_offers(const ArrowSchema& schema, std::size_t child) {
  constexpr const char* expected = "a list or a large_list of struct";
  const Type type = type_of(schema);
  const bool is_list = type.kind == Kind::list || type.kind == Kind::large_list;
  if (!is_list || children_count(schema) != 1) return wrong_type("offers", schema, expected);
  const ArrowSchema* const items = child_of(schema, 0);
  if (items == nullptr) return broken("offers");
  if (type_of(*items).kind != Kind::structure) return wrong_type("offers[]", *items, "a struct");
  if (offers_.exists) return Complaint{Errc::repeated_key, "offers", "stands in two columns"};
  offers_.exists = true;
  offers_.child = child;
  offers_.type = type;
  offers_.is_large = type.kind == Kind::large_list;
  for (std::size_t i = 0; i < children_count(*items); ++i) {
    const ArrowSchema* const column = child_of(*items, i);
    if (column == nullptr) return broken("offers[]");
    bool taken = false;
    if (Complaints wrong = offer_columns_.take(*column, i, taken)) return wrong;
    if (taken || defaults_.passes_unknown) continue;
    return unknown("offers[]." + std::string{column->name == nullptr ? "" : column->name});
  }
  if (offer_columns_.has("price")) return {};
  return Complaint{Errc::missing_field, "offers[].price_minor", "there is no such column"};
}

Complaints Table::open(const ArrowArray& chunk) {
  const auto length = static_cast<std::size_t>(std::max<std::int64_t>(chunk.length, 0));
  const auto rows = View::of(&chunk, Type{Kind::structure, Kind::other, 0, 0, 0}, 0, length);
  if (!rows) return broken("");
  if (!rows->knows_all({0, length})) {
    return Complaint{Errc::bad_argument, "", "a row itself is null"};
  }
  rows_count_ = length;
  run_end_ = 0;
  const std::size_t offset = rows->offset();
  for (const char* const where :
       {identity_.open(chunk, offset, length), listings_.open(chunk, offset, length),
        markets_.open(chunk, offset, length)}) {
    if (where != nullptr) return broken(where);
  }
  return offers_.exists ? open_offers(chunk, offset) : Complaints{};
}

Complaints Table::open_offers(const ArrowArray& chunk, std::size_t offset) {
  const ArrowArray* const array = child_of(chunk, offers_.child);
  const auto lists = View::of(array, offers_.type, offset, rows_count_);
  if (!lists) return broken("offers");
  offers_.lists = *lists;
  const std::int64_t start = rows_count_ == 0 ? 0 : list_start(0);
  for (std::size_t row = 0; row < rows_count_; ++row) {
    if (list_start(row) < 0 || list_start(row + 1) < list_start(row)) return broken("offers");
  }
  const std::int64_t end = rows_count_ == 0 ? 0 : list_start(rows_count_);
  const auto first = static_cast<std::size_t>(start);
  const auto count = static_cast<std::size_t>(end - start);
  const ArrowArray* const items = child_of(*array, 0);
  const auto structs = View::of(items, Type{Kind::structure, Kind::other, 0, 0, 0}, first, count);
  if (!structs) return broken("offers[]");
  offers_.structs = *structs;
  offers_.start = first;
  offers_.has_gaps = lists->bits() != nullptr || structs->bits() != nullptr;
  const char* const where = offer_columns_.open(*items, structs->offset(), count);
  return where == nullptr ? Complaints{} : broken(where);
}

/// Are the row's offers as many as its list says, not too many, and all there?
bool Table::has_plain_offers(std::size_t row) const noexcept {
  const std::size_t first = first_offer(row);
  const std::size_t count = first_offer(row + 1) - first;
  if (count == 0) return true;
  if (!offers_.has_gaps) return count <= offers_max;
  return count <= offers_max && offers_.lists.knows(row) &&
         offers_.structs.knows_all({first, count});
}

/// A row whose offers are not plain is a block of its own.
std::size_t Table::block_end(std::size_t row) const noexcept {
  const std::size_t most = std::min(run_end_, row + block_rows_max);
  if (!offers_.exists) return most;
  std::size_t end = row + 1;
  if (!has_plain_offers(row)) return end;
  const std::size_t first = first_offer(row);
  while (end < most && first_offer(end + 1) - first <= block_offers_max && has_plain_offers(end)) {
    ++end;
  }
  return end;
}

const SnapshotColumns& Table::block(std::size_t row) {
  row_flaws_.clear();
  offer_flaws_.clear();
  bad_rows_.clear();
  if (row >= run_end_) begin_run(row);
  const Range rows{row, block_end(row) - row};
  block_.rows_count = rows.count;
  set_offers(rows);
  read_columns(rows);
  note_flaws(rows);
  return block_;
}

/// What is the same in all rows of a run.
void Table::begin_run(std::size_t row) {
  run_end_ = identity_.run_end(row, rows_count_);
  block_.clock = defaults_.clock;
  Listing& listing = block_.listings.like = defaults_.listing;
  Market& market = block_.markets.like = defaults_.market.value_or(Market{});
  run_flaw_ = identity_.write(row, listing, market);
  if (defaults_.market) return;
  market.audience = listing.audience;
  market.condition = listing.condition;
}

void Table::set_offers(Range rows) {
  first_.assign(rows.count + 1, 0);
  block_offers_ = {};
  block_.offers = {};
  block_.offers.first = first_;
  if (!offers_.exists) return;
  if (!has_plain_offers(rows.first)) return refuse_offers(rows.first);
  const std::size_t first = first_offer(rows.first);
  for (std::size_t i = 0; i <= rows.count; ++i) {
    first_[i] = static_cast<std::uint32_t>(first_offer(rows.first + i) - first);
  }
  block_offers_ = {first, first_.back()};
}

/// The only row of a block whose offers cannot be read; of a null list nothing is known.
void Table::refuse_offers(std::size_t row) {
  const std::size_t first = first_offer(row);
  const std::size_t count = first_offer(row + 1) - first;
  if (!offers_.lists.knows(row)) return;
  if (count > offers_max) return bad_rows_.push_back({0, {Errc::too_many_offers, "offers"}});
  std::size_t i = 0;
  while (offers_.structs.knows(first + i)) ++i;
  bad_rows_.push_back({0, {Errc::missing_field, "offers[]", i}});
}

void Table::read_columns(Range rows) {
  Reading reading{2, "", &row_flaws_};
  if (const int exponent = exponent_of(block_.listings.like.currency); exponent >= 0) {
    reading.exponent = exponent;
  }
  listings_.fill(rows, reading, block_.listings);
  markets_.fill(rows, reading, block_.markets);
  if (listings_.has("condition") && !markets_.has("market_condition")) {
    block_.markets.condition = block_.listings.condition;
  }
  reading.flaws = &offer_flaws_;
  if (offers_.exists) offer_columns_.fill(block_offers_, reading, block_.offers);
}

/// What is wrong with values becomes what is wrong with their rows.
void Table::note_flaws(Range rows) {
  if (run_flaw_) {
    for (std::size_t i = 0; i < rows.count; ++i) {
      bad_rows_.push_back({i, {run_flaw_->code, run_flaw_->where, 0}});
    }
  }
  for (const Flaw& flaw : row_flaws_) {
    bad_rows_.push_back({flaw.place - rows.first, {flaw.code, flaw.where, 0}});
  }
  for (const Flaw& flaw : offer_flaws_) {
    const auto place = static_cast<std::uint32_t>(flaw.place - block_offers_.first);
    const auto behind = std::upper_bound(first_.begin(), first_.end(), place);
    const auto row = static_cast<std::size_t>(behind - first_.begin()) - 1;
    bad_rows_.push_back({row, {flaw.code, flaw.where, place - first_[row]}});
  }
}

}  // namespace haggle::arrow
