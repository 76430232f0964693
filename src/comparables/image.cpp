// An index as one run of bytes: a header that says where each column stands, and the columns as
// they are in memory, each aligned and with a checksum.
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <type_traits>

#include "comparables/basis.hpp"
#include "comparables/state.hpp"
#include "haggle/comparables/canonical_dot.hpp"
#include "haggle/comparables/comparable_index.hpp"

namespace haggle {
inline namespace v0 {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::array<char, 8> magic{'h', 'a', 'g', 'g', 'l', 'e', 'C', 'I'};
constexpr std::uint32_t image_version = 1;
constexpr std::uint32_t byte_order = 0x01020304;
constexpr std::size_t sections_count = 14;

struct Section {
  std::uint64_t offset{0};
  std::uint64_t bytes{0};
  std::uint64_t checksum{0};
};

struct Header {
  std::array<char, 8> magic{};
  std::uint32_t version{0};
  std::uint32_t byte_order{0};
  detail::Shape shape{};
  std::uint64_t rows{0};
  std::uint64_t gone_count{0};
  std::uint64_t bytes{0};
  std::array<Section, sections_count> sections{};
  std::uint64_t checksum{0};  // of all that stands before it
};
static_assert(std::is_trivially_copyable_v<Header>);

/// A section ends with zeros, so that the next one is aligned.
constexpr std::size_t padded(std::size_t bytes) {
  return detail::round_up(bytes, index_alignment);
}
constexpr std::size_t header_bytes = padded(sizeof(Header));

/// Four lanes of multiply and rotate: it finds what changed by accident, and costs less than
/// reading.
std::uint64_t checksum_of(Bytes bytes) noexcept {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
  std::array<std::uint64_t, 4> lanes{1, 2, 3, 4};
  std::array<std::uint64_t, 4> words{};
  for (std::size_t i = 0; i < bytes.size(); i += sizeof words) {
    words = {};
    std::memcpy(words.data(), bytes.data() + i, std::min(sizeof words, bytes.size() - i));
    for (std::size_t j = 0; j < 4; ++j) lanes[j] = std::rotl((lanes[j] ^ words[j]) * odd, 29);
  }
  std::uint64_t out = bytes.size();
  for (const std::uint64_t lane : lanes) out = std::rotl((out ^ lane) * odd, 31);
  return out;
}

std::uint64_t header_checksum(const Header& header) noexcept {
  return checksum_of(std::as_bytes(std::span{&header, 1}).first(offsetof(Header, checksum)));
}

/// The rows of all cells, one after the other, and where each cell's start.
struct FlatPostings {
  std::vector<std::uint64_t> starts;
  std::vector<std::uint32_t> rows;
  FlatPostings() = default;
  explicit FlatPostings(const detail::Facts& facts) : starts{0} {
    for (std::size_t i = 0; i < facts.cells.size(); ++i) {
      const auto of_cell = facts.postings.rows(i);
      rows.insert(rows.end(), of_cell.begin(), of_cell.end());
      starts.push_back(rows.size());
    }
  }
};

template <class T>
Bytes bytes_of(const T& column) {
  return std::as_bytes(std::span{column.data(), column.size()});
}

std::array<Bytes, sections_count> sections_of(const ComparableIndex::State& state,
                                              const FlatPostings& postings) {
  const auto& vectors = state.vectors;
  const auto& facts = state.facts;
  return {bytes_of(vectors.rows),    bytes_of(vectors.squares), bytes_of(vectors.codes),
          bytes_of(vectors.numbers), bytes_of(vectors.blocks),  bytes_of(vectors.matrix),
          bytes_of(facts.ids),       bytes_of(facts.sold_at),   bytes_of(facts.cell_of),
          bytes_of(facts.gone),      bytes_of(facts.labels),    bytes_of(facts.cells),
          bytes_of(postings.starts), bytes_of(postings.rows)};
}

/// The bytes of each section as shape and rows demand them; labels and cells are as many as they
/// are.
std::array<std::uint64_t, sections_count> demanded(const Header& header) {
  const std::uint64_t rows = header.rows;
  const std::uint64_t dimension = header.shape.dimension;
  const std::uint64_t prefix = header.shape.prefix;
  const std::uint64_t coded = dimension >= detail::coded_least ? rows : 0;
  const std::uint64_t blocks =
      prefix == 0 ? 0 : detail::round_up(rows, detail::block_rows) / detail::block_rows;
  const std::uint64_t matrix = prefix == 0 ? 0 : (prefix + 1) * detail::unit_stride(dimension);
  const std::uint64_t cells = header.sections[11].bytes / sizeof(detail::Cell);
  return {rows * dimension * sizeof(float),
          rows * sizeof(double),
          coded * detail::code_stride(dimension),
          coded * sizeof(detail::CodeNumbers),
          blocks * detail::block_bytes(prefix),
          matrix * sizeof(float),
          rows * sizeof(SaleId),
          rows * sizeof(Instant),
          rows * sizeof(std::uint32_t),
          (rows + 63) / 64 * sizeof(std::uint64_t),
          header.sections[10].bytes / sizeof(Label) * sizeof(Label),
          cells * sizeof(detail::Cell),
          (cells + 1) * sizeof(std::uint64_t),
          rows * sizeof(std::uint32_t)};
}

bool is_shape(const detail::Shape& shape) {
  const bool prefix =
      shape.prefix == 0 || shape.prefix == 64 || shape.prefix == 128 || shape.prefix == 256;
  return shape.dimension > 0 && shape.dimension <= dimension_max && prefix &&
         (shape.prefix == 0 || shape.dimension >= detail::coded_least);
}

bool is_header(const Header& header, std::size_t size) {
  if (header.magic != magic || header.version != image_version) return false;
  if (header.byte_order != byte_order || header.checksum != header_checksum(header)) return false;
  if (!is_shape(header.shape) || header.rows > index_rows_max || header.bytes != size) return false;
  const auto sizes = demanded(header);
  for (std::size_t i = 0; i < sections_count; ++i) {
    const Section& section = header.sections[i];
    const std::uint64_t bytes = padded(section.bytes);
    const bool inside =
        section.offset <= size && section.bytes <= size && bytes <= size - section.offset;
    if (!inside || section.offset % index_alignment != 0 || section.bytes != sizes[i]) return false;
  }
  return true;
}

Header header_of(Bytes bytes) {
  Header header;
  std::memcpy(static_cast<void*>(&header), bytes.data(), sizeof header);
  return header;
}

template <class T>
std::span<const T> values(Bytes bytes, const Section& section) {
  return {reinterpret_cast<const T*>(bytes.data() + section.offset), section.bytes / sizeof(T)};
}

template <class T>
void stand(detail::GrowingColumn<T>& column, Bytes bytes, const Section& section) {
  column = detail::GrowingColumn<T>::view(values<T>(bytes, section));
}

void stand_all(ComparableIndex::State& state, Bytes bytes, const Header& header) {
  const auto& at = header.sections;
  stand(state.vectors.rows, bytes, at[0]);
  stand(state.vectors.squares, bytes, at[1]);
  stand(state.vectors.codes, bytes, at[2]);
  stand(state.vectors.numbers, bytes, at[3]);
  stand(state.vectors.blocks, bytes, at[4]);
  stand(state.vectors.matrix, bytes, at[5]);
  stand(state.facts.ids, bytes, at[6]);
  stand(state.facts.sold_at, bytes, at[7]);
  stand(state.facts.cell_of, bytes, at[8]);
  stand(state.facts.gone, bytes, at[9]);
  stand(state.facts.labels, bytes, at[10]);
  stand(state.facts.cells, bytes, at[11]);
  state.facts.postings.view(values<std::uint64_t>(bytes, at[12]),
                            values<std::uint32_t>(bytes, at[13]));
  state.facts.gone_count = header.gone_count;
  state.facts.index_labels();
}

}  // namespace

Result<ComparableIndex> ComparableIndex::view(std::span<const std::byte> bytes) {
  const bool aligned = reinterpret_cast<std::uintptr_t>(bytes.data()) % index_alignment == 0;
  if (!aligned) return fail(Errc::bad_argument, "bytes");
  if (bytes.size() < header_bytes) return fail(Errc::index_unreadable, "bytes");
  const Header header = header_of(bytes);
  if (!is_header(header, bytes.size())) return fail(Errc::index_unreadable, "bytes");
  auto state = std::make_unique<State>(header.shape.dimension, IndexMemory{});
  state->is_view = true;
  state->viewed = bytes;
  state->vectors.shape = header.shape;
  stand_all(*state, bytes, header);
  return ComparableIndex{std::move(state)};
}

std::size_t ComparableIndex::bytes() const noexcept {
  if (state_->is_view) return state_->viewed.size();
  std::size_t out = header_bytes;
  const std::size_t starts = (state_->facts.cells.size() + 1) * sizeof(std::uint64_t);
  const std::size_t posted = size() * sizeof(std::uint32_t);
  for (const Bytes section : sections_of(*state_, FlatPostings{})) {
    out += padded(section.size());
  }
  return out + padded(starts) + padded(posted);
}

std::optional<Error> ComparableIndex::write(std::span<std::byte> out) const {
  const bool aligned = reinterpret_cast<std::uintptr_t>(out.data()) % index_alignment == 0;
  if (!aligned || out.size() != bytes()) return fail(Errc::bad_argument, "out").value();
  if (state_->is_view) {
    std::copy(state_->viewed.begin(), state_->viewed.end(), out.begin());
    return std::nullopt;
  }
  std::fill(out.begin(), out.end(), std::byte{0});
  const FlatPostings postings{state_->facts};
  Header header{magic,      image_version,
                byte_order, state_->vectors.shape,
                size(),     state_->facts.gone_count,
                out.size(), {},
                0};
  std::size_t at = header_bytes;
  const auto sections = sections_of(*state_, postings);
  for (std::size_t i = 0; i < sections_count; ++i) {
    const Bytes section = sections[i];
    if (!section.empty()) std::memcpy(out.data() + at, section.data(), section.size());
    const std::size_t bytes = padded(section.size());
    header.sections[i] = {at, section.size(), checksum_of(out.subspan(at, bytes))};
    at += bytes;
  }
  header.checksum = header_checksum(header);
  std::memcpy(out.data(), static_cast<const void*>(&header), sizeof header);
  return std::nullopt;
}

std::optional<Error> ComparableIndex::verify() const {
  if (!state_->is_view) return std::nullopt;
  const Header header = header_of(state_->viewed);
  const Bytes rest = state_->viewed.first(header_bytes).subspan(sizeof(Header));
  const bool clean =
      std::all_of(rest.begin(), rest.end(), [](std::byte b) { return b == std::byte{0}; });
  if (!clean) return fail(Errc::index_damaged, "header", 0, sizeof(Header)).value();
  for (std::size_t i = 0; i < sections_count; ++i) {
    const Section& section = header.sections[i];
    const Bytes bytes = state_->viewed.subspan(section.offset, padded(section.bytes));
    if (checksum_of(bytes) != section.checksum) {
      return fail(Errc::index_damaged, "sections[]", i, section.offset).value();
    }
  }
  return std::nullopt;
}

}  // namespace v0
}  // namespace haggle
