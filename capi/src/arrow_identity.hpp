// capi/src/arrow_identity.hpp -- floor 8 (capi).
//
// Marketplace, currency and audience of a row, which listing and market have in common. They change
// rarely from row to row, so that rows are taken in runs of equal ones.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "arrow_complaint.hpp"
#include "arrow_read.hpp"

namespace haggle::arrow {

class Identity {
 public:
  /// Takes a column if its name is known here; `taken` says so.
  Complaints take(const ArrowSchema& schema, std::size_t child, bool& taken);

  /// Returns: null, or the name of the column that is broken.
  [[nodiscard]] const char* open(const ArrowArray& parent, std::size_t offset, std::size_t length);

  /// The first row before `end` that is not as the given one.
  [[nodiscard]] std::size_t run_end(std::size_t row, std::size_t end) const noexcept;

  /// Writes what a row says over what is given; a known marketplace says its currency, its country
  /// and whether it has points, where nothing else does.
  /// Returns: what is wrong with the row.
  [[nodiscard]] std::optional<Flaw> write(std::size_t row, Listing& listing,
                                          Market& market) const noexcept;

 private:
  enum Which : std::size_t { marketplace, currency, audience };
  struct Part {
    const char* name;
    bool exists{false};
    std::size_t child{0};
    Type type{};
    View view{};
  };

  [[nodiscard]] std::optional<Text> text(Which which, std::size_t row) const noexcept;
  [[nodiscard]] Errc write_marketplace(std::size_t row, Listing& listing,
                                       Market& market) const noexcept;
  [[nodiscard]] Errc write_currency(std::size_t row, Listing& listing) const noexcept;
  [[nodiscard]] Errc write_audience(std::size_t row, Listing& listing) const noexcept;

  std::array<Part, 3> parts_{Part{"marketplace"}, Part{"currency"}, Part{"audience"}};
};

}  // namespace haggle::arrow
