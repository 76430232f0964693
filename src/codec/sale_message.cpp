#include "haggle/codec/sale_message.hpp"

#include <array>
#include <utility>

#include "codec/envelope.hpp"
#include "codec/json.hpp"
#include "codec/sale_event.hpp"
#include "codec/tray.hpp"
#include "haggle/codec/message_reader.hpp"

namespace haggle {
inline namespace v0 {
namespace {

using SaleTray = codec::Tray<SaleDelivery, &SaleDelivery::event>;
using Step = SaleTray::Step;
using codec::Enclosed;
using codec::EnvelopeKind;
using codec::JsonKind;
using codec::JsonValue;
using codec::SaleFrame;

/// A list is one of records, whatever they are; anything else is what MessageReader takes it for.
Enclosed look_into_sale(JsonValue value) {
  if (value.is(JsonKind::array)) return {EnvelopeKind::records, value, ""};
  return codec::look_into(value);
}

/// What stands round a value: how many envelopes, and what an event bus wrote on its own.
struct Around {
  std::size_t depth{0};
  SaleFrame frame{};
};

}  // namespace

/// Goes through the envelopes. Each depth has a document of its own, so that a record's text is
/// read while its list is gone through.
class SaleReader::Impl {
 public:
  explicit Impl(const SaleDefaults& given) : defaults(given) {}

  SaleDefaults defaults;

  std::span<const SaleDelivery> read(std::string_view bytes) {
    tray_.clear();
    in_record_ = false;
    open_text(bytes, 0, "");
    if (tray_.is_over()) {
      tray_.clear();
      tray_.add_error(Error{Errc::too_large, 0, 0, bytes.size(), "Records"});
    }
    return tray_.deliveries();
  }

 private:
  /// A text has a frame of its own: what is written round it counts bytes of another text.
  void open_text(std::string_view text, std::size_t depth, const char* where) {
    codec::JsonDocument& document = documents_[depth];
    const Result<void> read = document.read(text);
    if (read) return open_value(document.root(), {depth, {}});
    Error fault = read.error();
    fault.where = where;
    tray_.add_error(fault);
  }

  void open_value(JsonValue value, const Around& around) {
    const Enclosed inner = look_into_sale(value);
    const SaleFrame frame = codec::frame_of(value, around.frame);
    if (inner.kind == EnvelopeKind::none) {
      deliver(value, around.frame);
    } else if (around.depth == envelopes_max) {
      tray_.add_error(Error{Errc::too_deep, 0, 0, inner.value.node().end, inner.where});
    } else if (inner.kind == EnvelopeKind::records) {
      open_records(inner.value, {around.depth + 1, frame});
    } else {
      open_single(value, inner, {around.depth + 1, frame});
    }
  }

  /// An envelope with an id of its own is a record, unless it is in one.
  void open_single(JsonValue value, const Enclosed& inner, const Around& around) {
    const std::string_view id = codec::id_of_record(value);
    const bool outermost = !in_record_ && !id.empty();
    if (outermost) {
      tray_.set_record(id, 0);
      in_record_ = true;
    }
    open_enclosed(inner, around);
    if (outermost) in_record_ = false;
  }

  void open_enclosed(const Enclosed& inner, const Around& around) {
    // Two steps at once are named as they are documented, one as it was sent.
    const std::string_view documented = inner.where;
    const bool two = documented.find('.') != documented.npos;
    const Step step{tray_, two ? documented : inner.value.key()};
    if (inner.kind == EnvelopeKind::text) {
      open_text(inner.value.text(), around.depth, inner.where);
    } else {
      open_value(inner.value, around);
    }
  }

  void open_records(JsonValue list, const Around& around) {
    const Step step{tray_, list.key()};
    const bool outermost = !std::exchange(in_record_, true);
    std::size_t index = 0;
    for (const JsonValue record : list) {
      const Step place{tray_, index};
      if (outermost) tray_.set_record(codec::id_of_record(record), index);
      open_record(record, around);
      if (tray_.is_over()) break;
      ++index;
    }
    if (outermost) in_record_ = false;
  }

  /// A record and its list are one envelope.
  void open_record(JsonValue record, const Around& around) {
    const Enclosed inner = codec::look_into_record(record);
    if (inner.kind == EnvelopeKind::none) {
      open_value(record, around);
    } else {
      open_enclosed(inner, around);
    }
  }

  void deliver(JsonValue content, const SaleFrame& frame) {
    tray_.add_content([&](codec::FieldReader& fields, SaleEvent& event) {
      codec::read_event({content, frame, defaults, fields, event});
    });
  }

  bool in_record_{false};  ///< in a list of records, the outermost of which counts
  SaleTray tray_{};
  std::array<codec::JsonDocument, envelopes_max + 1> documents_{};
};

SaleReader::SaleReader(const SaleDefaults& defaults) : impl_(std::make_unique<Impl>(defaults)) {}
SaleReader::SaleReader(SaleReader&&) noexcept = default;
SaleReader& SaleReader::operator=(SaleReader&&) noexcept = default;
SaleReader::~SaleReader() = default;

const SaleDefaults& SaleReader::defaults() const noexcept {
  return impl_->defaults;
}

void SaleReader::set_defaults(const SaleDefaults& defaults) noexcept {
  impl_->defaults = defaults;
}

std::span<const SaleDelivery> SaleReader::read(std::string_view bytes) {
  return impl_->read(bytes);
}

Result<SaleEvent> read_sale_event(std::string_view bytes, const SaleDefaults& defaults) {
  SaleReader reader{defaults};
  const std::span<const SaleDelivery> deliveries = reader.read(bytes);
  if (deliveries.size() != 1) {
    return fail(Errc::bad_argument, "deliveries", deliveries.size(), bytes.size());
  }
  const SaleDelivery& only = deliveries.front();
  if (only.error) return tl::unexpected<Error>(*only.error);
  return only.event;
}

}  // namespace v0
}  // namespace haggle
