// capi/src/submission.hpp -- floor 8 (capi).
//
// Prices on their way out, between the caller's structs and C++.
#pragma once

#include <vector>

#include "guard.hpp"
#include "haggle/codec/submission.hpp"

namespace haggle::capi {

/// What the caller's struct says.
/// Errors: unknown_value (a bit, a reserved byte), too_many_tiers, bad_id; the rest is checked
///         where it is written.
[[nodiscard]] Wrong read_submission(const haggle_submission& from, PriceSubmission& out);

/// Every one of an array. Errors: as above, with the row.
[[nodiscard]] Wrong read_submissions(const Strided<haggle_submission>& from,
                                     std::vector<PriceSubmission>& out);

/// Writes what a decision says, beside what stands: the op, the product type, and the prices for
/// the other kind of buyers.
/// Errors: not_this_listing where what stands is another listing's; then nothing is written.
[[nodiscard]] Wrong join_submission(const PriceSubmission& from, haggle_submission& to) noexcept;

/// The same without prices and sales that stand.
void put_submission(const PriceSubmission& from, haggle_submission& to) noexcept;

/// Writes all that a submission says, which was read from a text.
/// Errors: out_of_range where more is said than the struct holds.
[[nodiscard]] Wrong put_read(const PriceSubmission& from, haggle_submission& to) noexcept;

}  // namespace haggle::capi
