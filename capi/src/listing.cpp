#include "checks.hpp"
#include "haggle/codec/listing_json.hpp"

using namespace haggle::capi;
using haggle::BusinessListing;

haggle_status haggle_listing_read(const char* json, size_t json_size, haggle_listing* listing,
                                  haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_out(listing, "listing")) return wrong;
    clear_struct(listing);
    if (const Wrong wrong = check_text(json, json_size, "json")) return wrong;
    const auto read = haggle::read_listing(text_of(json, json_size));
    if (!read) return read.error();
    write_value(*read, listing);
    return {};
  });
}

haggle_status haggle_listing_write(const haggle_listing* listing, char* buffer, size_t capacity,
                                   size_t* needed, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    Given<haggle_listing> in;
    const TextOut out{buffer, capacity, needed};
    const Wrong wrong =
        first_wrong([&] { return in.read(listing, "listing"); }, [&] { return out.check(); },
                    [&] { return check_text_of(*in); });
    return wrong ? wrong : out.put(haggle::write_listing(*in));
  });
}

haggle_status haggle_business_listing_read(const char* json, size_t json_size,
                                           haggle_listing* listing, haggle_ladder* ladder,
                                           haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Wrong wrong = first_wrong([&] { return check_out(listing, "listing"); },
                                    [&] { return check_out(ladder, "ladder"); });
    if (wrong) return wrong;
    clear_struct(listing);
    write_ladder({}, ladder);
    if (const Wrong no_text = check_text(json, json_size, "json")) return no_text;
    const auto read = haggle::read_business_listing(text_of(json, json_size));
    if (!read) return read.error();
    write_value(read->listing, listing);
    write_ladder(*read, ladder);
    return {};
  });
}

haggle_status haggle_business_listing_write(const haggle_listing* listing,
                                            const haggle_ladder* ladder, char* buffer,
                                            size_t capacity, size_t* needed, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    Given<haggle_listing> in;
    BusinessListing business;
    const TextOut out{buffer, capacity, needed};
    const Wrong wrong =
        first_wrong([&] { return in.read(listing, "listing"); },
                    [&] { return read_ladder(ladder, *in, business); }, [&] { return out.check(); },
                    [&] { return check_text_of(business); });
    return wrong ? wrong : out.put(haggle::write_business_listing(business));
  });
}
