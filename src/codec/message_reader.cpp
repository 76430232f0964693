#include "haggle/codec/message_reader.hpp"

#include <array>
#include <utility>

#include "codec/amazon_usual.hpp"
#include "codec/delivery_tray.hpp"
#include "codec/envelope.hpp"
#include "codec/json.hpp"
#include "codec/message_content.hpp"
#include "codec/message_xml.hpp"

namespace haggle {
inline namespace v0 {

/// Goes through the envelopes. `depth` is the number of envelopes that were opened; each depth has
/// a document of its own, so that a record's text is read while its list is gone through.
class MessageReader::Impl {
 public:
  explicit Impl(const MessageDefaults& given) : defaults(given) {}

  MessageDefaults defaults;

  std::span<const Delivery> read(std::string_view bytes) {
    tray_.clear();
    open_text(bytes, 0, "");
    if (tray_.is_over()) {
      tray_.clear();
      tray_.add_error(Error{Errc::too_large, 0, 0, bytes.size(), "Records"});
    }
    return tray_.deliveries();
  }

 private:
  using Step = codec::DeliveryTray::Step;

  void open_text(std::string_view text, std::size_t depth, const char* where) {
    if (open_usual(text, depth) || codec::deliver_xml(text, tray_)) return;
    codec::JsonDocument& document = documents_[depth];
    const Result<void> read = document.read(text);
    if (!read) {
      Error fault = read.error();
      fault.where = where;
      tray_.add_error(fault);
      return;
    }
    open_value(document.root(), depth);
  }

  /// The fast path of one usual form: adds the delivery, or leaves everything as it was.
  bool open_usual(std::string_view text, std::size_t depth) {
    if (defaults.keeps_details) return false;
    if (codec::read_usual_form(text, usual_)) return add_usual();
    std::string_view id;
    if (depth != 0 || !codec::read_usual_topic(text, usual_, id)) return false;
    tray_.set_record(id, 0);
    const Step step{tray_, "Message"};
    return add_usual();
  }

  bool add_usual() {
    if (Delivery* const delivery = tray_.add(); delivery != nullptr) {
      std::swap(delivery->message, usual_);
    }
    return true;
  }

  void open_value(codec::JsonValue value, std::size_t depth) {
    const codec::Enclosed inner = codec::look_into(value);
    if (inner.kind == codec::EnvelopeKind::none) {
      codec::deliver_content(value, defaults, tray_);
    } else if (depth == envelopes_max) {
      tray_.add_error(Error{Errc::too_deep, 0, 0, inner.value.node().end, inner.where});
    } else if (inner.kind == codec::EnvelopeKind::records) {
      open_records(inner.value, depth + 1);
    } else {
      open_single(value, inner, depth + 1);
    }
  }

  /// An envelope with an id of its own is a record, unless it is in one.
  void open_single(codec::JsonValue value, const codec::Enclosed& inner, std::size_t depth) {
    const std::string_view id = codec::id_of_record(value);
    const bool outermost = !in_record_ && !id.empty();
    if (outermost) {
      tray_.set_record(id, 0);
      in_record_ = true;
    }
    open_enclosed(inner, depth);
    if (outermost) in_record_ = false;
  }

  void open_enclosed(const codec::Enclosed& inner, std::size_t depth) {
    // Two steps at once are named as they are documented, one as it was sent.
    const std::string_view documented = inner.where;
    const bool two = documented.find('.') != documented.npos;
    const Step step{tray_, two ? documented : inner.value.key()};
    if (inner.kind == codec::EnvelopeKind::text) {
      open_text(inner.value.text(), depth, inner.where);
    } else {
      open_value(inner.value, depth);
    }
  }

  void open_records(codec::JsonValue list, std::size_t depth) {
    const Step step{tray_, list.key()};
    const bool outermost = !std::exchange(in_record_, true);
    std::size_t index = 0;
    for (const codec::JsonValue record : list) {
      const Step place{tray_, index};
      if (outermost) tray_.set_record(codec::id_of_record(record), index);
      open_record(record, depth);
      if (tray_.is_over()) break;
      ++index;
    }
    if (outermost) in_record_ = false;
  }

  /// A record and its list are one envelope.
  void open_record(codec::JsonValue record, std::size_t depth) {
    const codec::Enclosed inner = codec::look_into_record(record);
    if (inner.kind == codec::EnvelopeKind::none) {
      open_value(record, depth);
    } else {
      open_enclosed(inner, depth);
    }
  }

  bool in_record_{false};  ///< in a list of records, the outermost of which counts
  codec::DeliveryTray tray_{};
  Message usual_{};  ///< what the fast path fills
  std::array<codec::JsonDocument, envelopes_max + 1> documents_{};
};

MessageReader::MessageReader(const MessageDefaults& defaults)
    : impl_(std::make_unique<Impl>(defaults)) {}
MessageReader::MessageReader(MessageReader&&) noexcept = default;
MessageReader& MessageReader::operator=(MessageReader&&) noexcept = default;
MessageReader::~MessageReader() = default;

const MessageDefaults& MessageReader::defaults() const noexcept {
  return impl_->defaults;
}

void MessageReader::set_defaults(const MessageDefaults& defaults) noexcept {
  impl_->defaults = defaults;
}

std::span<const Delivery> MessageReader::read(std::string_view bytes) {
  return impl_->read(bytes);
}

}  // namespace v0
}  // namespace haggle
