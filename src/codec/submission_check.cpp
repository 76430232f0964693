#include "codec/submission_check.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "haggle/codec/instant_text.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

using Fault = std::optional<Error>;

bool is_price(std::int64_t minor) {
  return 1 <= minor && minor <= amount_minor_max;
}

/// One kind of buyer's prices, on their way through the checks.
struct Asked {
  const AskedPrice& value;
  const AskedPaths& paths;
  const SubmissionPlace& place;

  [[nodiscard]] Error fault(Errc code, const char* where, std::size_t element = 0) const {
    return place.fault(code, where, element);
  }
};

Fault check_bounds(const Asked& asked) {
  const AskedPrice& of = asked.value;
  if (of.min_minor && !is_price(*of.min_minor)) {
    return asked.fault(Errc::out_of_range, asked.paths.min);
  }
  if (of.max_minor && !is_price(*of.max_minor)) {
    return asked.fault(Errc::out_of_range, asked.paths.max);
  }
  const bool contradict = of.min_minor && of.max_minor && *of.min_minor > *of.max_minor;
  if (contradict) return asked.fault(Errc::bounds_contradict, asked.paths.min);
  return std::nullopt;
}

/// A price, and whether it is within its bounds.
Fault check_amount(const Asked& asked, std::int64_t minor, const char* where,
                   std::size_t element = 0) {
  if (!is_price(minor)) return asked.fault(Errc::out_of_range, where, element);
  const bool inside = minor >= asked.value.min_minor.value_or(minor) &&
                      minor <= asked.value.max_minor.value_or(minor);
  if (inside) return std::nullopt;
  Error broken = asked.fault(Errc::bounds_violated, where, element);
  broken.offset = static_cast<std::uint64_t>(minor);
  return broken;
}

/// A date, a moment, or nothing.
bool is_sale_time(const std::string& text) {
  constexpr std::size_t date_bytes = 10;
  if (text.empty()) return true;
  return parse_instant(text.size() == date_bytes ? text + "T00:00:00Z" : text) &&
         text.find('-') != text.npos;
}

Fault check_sales(const Asked& asked) {
  for (std::size_t i = 0; i < asked.value.sales.size(); ++i) {
    const SalePrice& sale = asked.value.sales[i];
    if (auto fault = check_amount(asked, sale.price_minor, asked.paths.sale, i)) return fault;
    if (!is_sale_time(sale.start) || !is_sale_time(sale.end)) {
      return asked.fault(Errc::bad_instant, asked.paths.sale, i);
    }
  }
  return std::nullopt;
}

Fault check_levels(const Asked& asked) {
  const std::vector<PriceLevel>& levels = *asked.value.levels;
  if (levels.size() > tiers_max) return asked.fault(Errc::too_many_tiers, asked.paths.levels);
  PriceLevel last{1, asked.value.price_minor.value_or(amount_minor_max + 1)};
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const PriceLevel& level = levels[i];
    if (level.quantity <= last.quantity) {
      return asked.fault(Errc::tiers_not_rising, asked.paths.level_quantity, i);
    }
    if (auto fault = check_amount(asked, level.price_minor, asked.paths.level_price, i)) {
      return fault;
    }
    if (level.price_minor >= last.price_minor) {
      return asked.fault(Errc::out_of_range, asked.paths.level_price, i);
    }
    last = level;
  }
  return std::nullopt;
}

Fault check_asked(const Asked& asked) {
  if (auto fault = check_bounds(asked)) return fault;
  if (asked.value.price_minor) {
    if (auto fault = check_amount(asked, *asked.value.price_minor, asked.paths.price)) return fault;
  }
  if (auto fault = check_sales(asked)) return fault;
  return asked.value.levels ? check_levels(asked) : std::nullopt;
}

Fault check_consumer(const AskedPrice& value, const SubmissionPlace& place) {
  const Asked asked{value, place.paths.consumer, place};
  if (!value.price_minor) return asked.fault(Errc::missing_field, asked.paths.price);
  if (value.levels) return asked.fault(Errc::bad_argument, asked.paths.levels);
  return check_asked(asked);
}

Fault check_business(const PriceSubmission& of, const SubmissionPlace& place) {
  const Asked asked{*of.business, place.paths.business, place};
  const bool ladder_alone = of.business->levels && of.op == PatchOp::merge;
  if (!of.business->price_minor && !ladder_alone) {
    return asked.fault(Errc::missing_field, asked.paths.price);
  }
  if (auto fault = check_asked(asked)) return fault;
  const bool above = of.consumer && of.business->price_minor > of.consumer->price_minor;
  if (!above) return std::nullopt;
  Error broken = asked.fault(Errc::bounds_violated, asked.paths.price);
  broken.offset = static_cast<std::uint64_t>(*of.business->price_minor);
  return broken;
}

Fault check_names(const PriceSubmission& of, const SubmissionPlace& place) {
  const bool named = !of.sku.empty() && of.sku.well_formed();
  if (!named) return place.fault(Errc::bad_id, place.paths.sku);
  if (!is_utf8(of.sku.text())) return place.fault(Errc::bad_encoding, place.paths.sku);
  if (of.product_type.empty()) return place.fault(Errc::missing_field, place.paths.product_type);
  if (!is_utf8(of.product_type)) return place.fault(Errc::bad_encoding, place.paths.product_type);
  if (name_of(patch_op_words, of.op).empty()) {
    return place.fault(Errc::unknown_value, place.paths.op);
  }
  return std::nullopt;
}

Fault check_currency(const PriceSubmission& of, const Marketplace& marketplace,
                     const SubmissionPlace& place) {
  if (of.currency.empty() || of.currency == marketplace.currency) return std::nullopt;
  const bool known = exponent_of(of.currency) >= 0;
  return place.fault(known ? Errc::currency_mismatch : Errc::unknown_currency,
                     place.paths.currency);
}

Fault check_prices(const PriceSubmission& of, const SubmissionPlace& place) {
  if (!of.consumer && !of.business) return place.fault(Errc::missing_field, place.paths.self);
  if (of.consumer) {
    if (auto fault = check_consumer(*of.consumer, place)) return fault;
  }
  return of.business ? check_business(of, place) : std::nullopt;
}

Result<SubmissionTarget> check(const PriceSubmission& of, const Marketplace* marketplace,
                               const SubmissionPlace& place) {
  if (auto fault = check_names(of, place)) return tl::unexpected<Error>(*fault);
  if (marketplace == nullptr) {
    return tl::unexpected<Error>(place.fault(Errc::unknown_value, place.paths.marketplace));
  }
  if (auto fault = check_currency(of, *marketplace, place)) return tl::unexpected<Error>(*fault);
  if (auto fault = check_prices(of, place)) return tl::unexpected<Error>(*fault);
  return SubmissionTarget{marketplace, exponent_of(marketplace->currency)};
}

bool is_walmart(const Marketplace& marketplace) {
  return marketplace.name.starts_with("WALMART_");
}

}  // namespace

bool is_utf8(std::string_view text) {
  const auto is_ascii = [](char c) { return (static_cast<unsigned char>(c) & 0x80U) == 0; };
  if (std::all_of(text.begin(), text.end(), is_ascii)) return true;
  try {
    return !nlohmann::json(text).dump().empty();
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

Result<SubmissionTarget> check_for_amazon(const PriceSubmission& submission,
                                          const SubmissionPlace& place) {
  const Marketplace* found = find_marketplace(submission.marketplace.text());
  const bool theirs = found != nullptr && !is_walmart(*found);
  return check(submission, theirs ? found : nullptr, place);
}

Result<SubmissionTarget> check_for_walmart(const PriceSubmission& submission,
                                           const SubmissionPlace& place) {
  const Marketplace* found = find_marketplace(submission.marketplace.text());
  const bool theirs = found != nullptr && found->name == "WALMART_US";
  const auto target = check(submission, theirs ? found : nullptr, place);
  if (!target) return target;
  if (submission.business) {
    return tl::unexpected<Error>(place.fault(Errc::bad_argument, place.paths.business.self));
  }
  if (!submission.consumer->sales.empty()) {
    return tl::unexpected<Error>(place.fault(Errc::bad_argument, place.paths.consumer.sale));
  }
  return target;
}

std::optional<Error> find_repeated(std::span<const PriceSubmission> submissions) {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (std::size_t row = 0; row < submissions.size(); ++row) {
    const PriceSubmission& one = submissions[row];
    const Marketplace* place = find_marketplace(one.marketplace.text());
    if (place != nullptr && !seen.emplace(one.sku.text(), place->id).second) {
      const auto at = SubmissionPlace::in_list(row);
      return at.fault(Errc::repeated_key, at.paths.sku);
    }
  }
  return std::nullopt;
}

}  // namespace codec

Result<void> check_submission(const PriceSubmission& submission) {
  const auto target = codec::check_for_amazon(submission, {});
  if (!target) return tl::unexpected<Error>(target.error());
  return {};
}

}  // namespace v0
}  // namespace haggle
