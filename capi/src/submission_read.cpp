// Bodies that set prices, read back.
#include "haggle/codec/submission_read.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "submission.hpp"

namespace haggle::capi {
namespace {

/// What a request says, as the caller's struct has it.
Wrong read_request(const PriceRequest& request, const SellerId& seller, const Sku& sku,
                   haggle_submission& out) {
  const auto made = submission_from(request, seller, sku);
  return made ? put_read(*made, out) : Wrong{made.error()};
}

/// What stands outside of the body of a patch.
struct Names {
  SellerId seller{};
  Sku sku{};
  Wrong wrong{};

  Names(const char* seller_text, const char* sku_text) {
    wrong = first_wrong([&] { return read(seller_text, "seller", seller); },
                        [&] { return read(sku_text, "sku", sku); });
  }

 private:
  template <class Id>
  static Wrong read(const char* text, const char* where, Id& out) {
    if (const Wrong none = check_pointer(text, where)) return none;
    const auto id = Id::from(text, where);
    if (!id) return id.error();
    out = *id;
    return {};
  }
};

Wrong read_patch(std::string_view json, const Names& names, haggle_submission& out) {
  const auto request = haggle::read_listings_patch(json);
  return request ? read_request(*request, names.seller, names.sku, out) : Wrong{request.error()};
}

/// One message of a feed, or what is wrong with it.
struct Message {
  haggle_submission out = HAGGLE_SUBMISSION_INIT;
  Wrong wrong{};

  Message(const Result<FeedMessage>& from, const SellerId& seller, std::size_t row) {
    out.row = static_cast<std::uint32_t>(row);
    if (!from) {
      wrong = from.error();
    } else if (from->operation != "PATCH") {
      wrong = {Errc::unknown_value, "messages[].operationType", row};
    } else {
      wrong = read_request(from->request, seller, from->sku, out);
    }
    wrong.row = out.row;
  }
};

/// Where the messages of a feed go.
struct FeedOut {
  Strided<haggle_submission> submissions;
  Strided<haggle_error> errors;  ///< nowhere, or as many
  std::size_t* count;

  [[nodiscard]] Wrong check() const noexcept {
    const Wrong wrong = first_wrong(
        [&] {
          return check_array(submissions, first_size<haggle_submission>, "submissions",
                             "submissions_stride");
        },
        [&] {
          return errors.data == nullptr
                     ? Wrong{}
                     : check_array(errors, first_size<haggle_error>, "errors", "errors_stride");
        },
        [&] { return check_pointer(count, "count"); });
    return wrong ? wrong : check_sizes();
  }
  void put(const Message& message, std::size_t row) const noexcept {
    auto* to = const_cast<haggle_submission*>(submissions.at(row));
    if (message.wrong) {
      clear_struct(to);
    } else {
      write_struct(message.out, to);
    }
    if (errors.data == nullptr) return;
    auto* error = const_cast<haggle_error*>(errors.at(row));
    clear_struct(error);
    if (message.wrong) write_wrong(message.wrong, error);
  }

 private:
  [[nodiscard]] Wrong check_sizes() const noexcept {
    for (std::size_t i = 0; i < submissions.count; ++i) {
      const haggle_submission* out = submissions.at(i);
      const bool good =
          is_size_of<haggle_submission>(size_of(out)) && fits(out, submissions.stride);
      if (!good) return {Errc::bad_size, "submissions[].size", i};
    }
    for (std::size_t i = 0; errors.data != nullptr && i < errors.count; ++i) {
      const haggle_error* out = errors.at(i);
      const bool good = is_size_of<haggle_error>(size_of(out)) && fits(out, errors.stride);
      if (!good) return {Errc::bad_size, "errors[].size", i};
    }
    return {};
  }
};

/// The first message that is wrong, where nobody asks for the errors of each.
Wrong first_bad(const std::vector<Message>& messages) noexcept {
  const auto is_bad = [](const Message& message) { return static_cast<bool>(message.wrong); };
  const auto found = std::find_if(messages.begin(), messages.end(), is_bad);
  return found == messages.end() ? Wrong{} : found->wrong;
}

Wrong read_feed(std::string_view json, const FeedOut& to) {
  const auto feed = haggle::read_listings_feed(json);
  if (!feed) return feed.error();
  const auto seller = SellerId::from(feed->seller, "header.sellerId");
  if (!seller) return seller.error();
  std::vector<Message> messages;
  messages.reserve(feed->messages.size());
  for (const auto& one : feed->messages) messages.emplace_back(one, *seller, messages.size());
  if (to.errors.data == nullptr) {
    if (const Wrong wrong = first_bad(messages)) return wrong;
  }
  *to.count = messages.size();
  const std::size_t there = std::min(messages.size(), to.submissions.count);
  for (std::size_t row = 0; row < there; ++row) to.put(messages[row], row);
  return {};
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;

haggle_status haggle_listings_patch_read(const char* json, size_t json_size, const char* seller,
                                         const char* sku, haggle_submission* submission,
                                         haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_out(submission, "submission")) return wrong;
    const Names names{seller, sku};  // before it is cleared: they may stand in it
    clear_struct(submission);
    haggle_submission made = HAGGLE_SUBMISSION_INIT;
    const Wrong wrong = first_wrong(
        [&] { return check_text(json, json_size, "json"); }, [&] { return names.wrong; },
        [&] { return read_patch(text_of(json, json_size), names, made); });
    if (!wrong) write_struct(made, submission);
    return wrong;
  });
}

haggle_status haggle_listings_feed_read(const char* json, size_t json_size,
                                        haggle_submission* submissions, size_t submissions_stride,
                                        haggle_error* errors, size_t errors_stride, size_t capacity,
                                        size_t* count, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const FeedOut to{{submissions, capacity, submissions_stride},
                     {errors, errors == nullptr ? 0 : capacity, errors_stride},
                     count};
    if (const Wrong wrong = to.check()) return wrong;
    *count = 0;
    if (const Wrong wrong = check_text(json, json_size, "json")) return wrong;
    return read_feed(text_of(json, json_size), to);
  });
}
