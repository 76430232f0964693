#include <cstring>

#include "catalogue.hpp"
#include "checks.hpp"
#include "haggle/market/marketplaces.hpp"

namespace haggle::capi {
namespace {

/// Where the errors of refused lines go.
struct LineErrors {
  Strided<haggle_error> errors;
  std::size_t* refused_count;

  [[nodiscard]] Wrong check() const noexcept {
    const Wrong wrong = check_array(errors, first_size<haggle_error>, "errors", "errors_stride");
    if (wrong) return wrong;
    for (std::size_t i = 0; i < errors.count; ++i) {
      const haggle_error* out = errors.at(i);
      const bool good = is_size_of<haggle_error>(size_of(out)) && fits(out, errors.stride);
      if (!good) return {Errc::bad_size, "errors[].size", i};
    }
    return {};
  }
  [[nodiscard]] Wrong tell(const std::vector<Refused>& refused) const noexcept {
    for (std::size_t i = 0; i < std::min(refused.size(), errors.count); ++i) {
      write_wrong(wrong_of(refused[i]), const_cast<haggle_error*>(errors.at(i)));
    }
    if (refused_count == nullptr) return refused.empty() ? Wrong{} : wrong_of(refused[0]);
    *refused_count = refused.size();
    return {};
  }

 private:
  static Wrong wrong_of(const Refused& refused) noexcept {
    Wrong wrong{refused.error};
    wrong.row = refused.line;
    return wrong;
  }
};

Wrong check_number(const haggle_catalogue& catalogue, std::uint32_t number) noexcept {
  return number < catalogue.content->count() ? Wrong{} : Wrong{Errc::out_of_range, "number"};
}

/// What makes a listing this one and no other.
Wrong check_same(const Listing& known, const Listing& given) noexcept {
  const auto other = [](const char* where) { return Wrong{Errc::not_this_listing, where}; };
  if (known.seller != given.seller) return other("listing.seller");
  if (known.marketplace != given.marketplace) return other("listing.marketplace");
  if (known.sku != given.sku) return other("listing.sku");
  if (known.item != given.item) return other("listing.item");
  if (known.audience != given.audience) return other("listing.audience");
  return {};
}

/// The ids that a listing is found by.
struct Names {
  SellerId seller;
  SkuKey key;

  [[nodiscard]] Wrong read(const char* seller_text, const char* marketplace,
                           const char* sku) noexcept {
    const auto seller_read = SellerId::from(seller_text, "seller");
    if (!seller_read) return seller_read.error();
    const auto marketplace_read = marketplace_from(marketplace);
    if (!marketplace_read) return marketplace_read.error();
    const auto sku_read = Sku::from(sku, "sku");
    if (!sku_read) return sku_read.error();
    seller = *seller_read;
    key = {*marketplace_read, *sku_read};
    return {};
  }
};

std::uint32_t find(const Catalogue& catalogue, const Names& names, std::uint8_t audience) noexcept {
  for (const std::uint32_t number : catalogue.find_sku(names.key)) {
    const Listing& listing = catalogue.entry(number).listing();
    const bool is_it =
        listing.seller == names.seller && static_cast<std::uint8_t>(listing.audience) == audience;
    if (is_it) return number;
  }
  return HAGGLE_NO_LISTING;
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;
using haggle::BusinessListing;
using haggle::Errc;

haggle_status haggle_catalogue_create(const haggle_policy* fallback, haggle_catalogue** out,
                                      haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_pointer(out, "out")) return wrong;
    *out = nullptr;
    if (fallback != nullptr) fallback->check();
    *out = new haggle_catalogue{fallback != nullptr ? fallback->share() : nullptr};
    return {};
  });
}

void haggle_catalogue_destroy(haggle_catalogue* catalogue) {
  destroy(catalogue);
}

haggle_status haggle_catalogue_put(haggle_catalogue* catalogue, const char* lines,
                                   size_t lines_size, haggle_error* errors, size_t errors_stride,
                                   size_t errors_capacity, size_t* refused_count,
                                   haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const LineErrors out{{errors, errors_capacity, errors_stride}, refused_count};
    const Wrong wrong = first_wrong([&] { return check_handle(catalogue, "catalogue"); },
                                    [&] { return check_text(lines, lines_size, "lines"); },
                                    [&] { return out.check(); });
    if (wrong) return wrong;
    return out.tell(put_lines(*catalogue->content, text_of(lines, lines_size)));
  });
}

size_t haggle_catalogue_count(const haggle_catalogue* catalogue) {
  if (catalogue == nullptr) return 0;
  catalogue->check();
  return catalogue->content->count();
}

haggle_status haggle_catalogue_find(const haggle_catalogue* catalogue, const char* seller,
                                    const char* marketplace, const char* sku, uint8_t audience,
                                    uint32_t* number, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    Names names;
    const Wrong wrong = first_wrong([&] { return check_handle(catalogue, "catalogue"); },
                                    [&] { return check_pointer(seller, "seller"); },
                                    [&] { return check_pointer(marketplace, "marketplace"); },
                                    [&] { return check_pointer(sku, "sku"); },
                                    [&] { return check_pointer(number, "number"); },
                                    [&] { return names.read(seller, marketplace, sku); });
    if (wrong) return wrong;
    if (audience > HAGGLE_AUDIENCE_BUSINESS) return {Errc::unknown_value, "audience"};
    *number = find(*catalogue->content, names, audience);
    return {};
  });
}

haggle_status haggle_catalogue_get(const haggle_catalogue* catalogue, uint32_t number,
                                   haggle_listing* listing, haggle_ladder* ladder,
                                   haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Wrong wrong =
        first_wrong([&] { return check_handle(catalogue, "catalogue"); },
                    [&] { return check_number(*catalogue, number); },
                    [&] { return check_out(listing, "listing"); },
                    [&] { return ladder == nullptr ? Wrong{} : check_out(ladder, "ladder"); });
    if (wrong) return wrong;
    const Entry& entry = catalogue->content->entry(number);
    write_value(entry.listing(), listing);
    if (ladder != nullptr) write_ladder(entry.business, ladder);
    return {};
  });
}

haggle_status haggle_catalogue_set(haggle_catalogue* catalogue, uint32_t number,
                                   const haggle_listing* listing, const haggle_ladder* ladder,
                                   haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    Given<haggle_listing> in;
    const Wrong wrong = first_wrong([&] { return check_handle(catalogue, "catalogue"); },
                                    [&] { return check_number(*catalogue, number); },
                                    [&] { return in.read(listing, "listing"); },
                                    [&] { return check_text_of(*in); });
    if (wrong) return wrong;
    Entry& entry = catalogue->content->entry(number);
    if (const Wrong other = check_same(entry.listing(), *in)) return other;
    BusinessListing set = entry.business;
    set.listing = *in;
    const Wrong bad_ladder =
        first_wrong([&] { return ladder == nullptr ? Wrong{} : read_ladder(ladder, *in, set); },
                    [&] { return entry.is_business() ? check_text_of(set) : Wrong{}; });
    if (bad_ladder) return bad_ladder;
    entry.business = set;
    return {};
  });
}
