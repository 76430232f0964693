// src/codec/submission_check.hpp -- floor 6 (codec).
//
// What has to be true of a submission before it is written, and the paths by which faults are
// named. In a list the index of a fault is the row, so that a caller can take that row out.
#pragma once

#include <cstddef>
#include <optional>

#include "codec/message_path.hpp"
#include "haggle/codec/submission.hpp"
#include "haggle/market/marketplaces.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// The paths of one kind of buyer's prices.
struct AskedPaths {
  const char* self;
  const char* price;
  const char* min;
  const char* max;
  const char* sale;
  const char* levels;
  const char* level_quantity;
  const char* level_price;
};

/// `element` is "[]" where elements are named, "" where the index is that of an outer list.
template <PathText self, PathText element>
inline constexpr AskedPaths asked_paths{path<self>,
                                        path<self, ".price">,
                                        path<self, ".min">,
                                        path<self, ".max">,
                                        path<self, ".sales", element>,
                                        path<self, ".levels">,
                                        path<self, ".levels", element, ".quantity">,
                                        path<self, ".levels", element, ".price">};

struct SubmissionPaths {
  const char* self;
  const char* seller;
  const char* sku;
  const char* marketplace;
  const char* currency;
  const char* op;
  const char* product_type;
  AskedPaths consumer;
  AskedPaths business;
};

template <PathText self, PathText element>
inline constexpr SubmissionPaths submission_paths{path<self>,
                                                  path<self, ".seller">,
                                                  path<self, ".sku">,
                                                  path<self, ".marketplace">,
                                                  path<self, ".currency">,
                                                  path<self, ".op">,
                                                  path<self, ".product_type">,
                                                  asked_paths<joined<self, ".consumer">, element>,
                                                  asked_paths<joined<self, ".business">, element>};

/// Where a submission stands: alone, or as a row of a list.
struct SubmissionPlace {
  const SubmissionPaths& paths = submission_paths<"submission", "[]">;
  std::optional<std::size_t> row{};

  [[nodiscard]] static SubmissionPlace in_list(std::size_t row) {
    return {submission_paths<"submissions[]", "">, row};
  }
  [[nodiscard]] Error fault(Errc code, const char* where, std::size_t element = 0) const {
    return Error{code, 0, static_cast<std::uint32_t>(row.value_or(element)), 0, where};
  }
};

/// What writing needs besides the submission: its marketplace and how many decimals amounts have.
struct SubmissionTarget {
  const Marketplace* marketplace{nullptr};
  int exponent{0};
};

/// A submission for one of Amazon's stores, or for Walmart's mart that takes JSON.
/// Errors: those of the public writers.
[[nodiscard]] Result<SubmissionTarget> check_for_amazon(const PriceSubmission& submission,
                                                        const SubmissionPlace& place);
[[nodiscard]] Result<SubmissionTarget> check_for_walmart(const PriceSubmission& submission,
                                                         const SubmissionPlace& place);

/// Is the SKU in the list only once for each marketplace?
[[nodiscard]] std::optional<Error> find_repeated(std::span<const PriceSubmission> submissions);

[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
