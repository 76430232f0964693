// What marketplaces send, in its envelopes: every delivery has a message or an error, a message
// keeps its limits, and a reader that is warm says the same as one that is new.
#include "fuzz/harness.hpp"
#include "haggle/codec/message_reader.hpp"

namespace haggle::test {
namespace {

MessageDefaults defaults(bool dialect) {
  MessageDefaults out;
  if (!dialect) return out;
  out.dialect = MessageDialect::urepricer;
  out.keeps_details = true;
  out.arrived = Instant{1'700'000'000'000};
  return out;
}

void expect_message(const Message& message) {
  expect(message.offers.size() <= offers_max, "at most offers_max offers");
  for (const QuantityBreak& one : message.breaks) {
    expect(one.offer < message.offers.size(), "a break is of an offer");
  }
  expect(message.details.empty() || message.details.size() == message.offers.size(),
         "details of every offer, or none");
}

void expect_deliveries(std::span<const Delivery> deliveries) {
  expect(deliveries.size() <= deliveries_max, "at most deliveries_max deliveries");
  for (const Delivery& one : deliveries) {
    if (one.error) {
      expect_sound(*one.error);
      expect(one.message == Message{}, "an error has no message");
    } else {
      expect_message(one.message);
    }
  }
}

/// What a new reader says of a text that is one message.
void expect_the_same_of_another(const Delivery& warm, std::string_view text,
                                const MessageDefaults& given) {
  const Result<Message> cold = read_message(text, given);
  expect(cold.has_value() == warm.has_message(), "both read it, or neither");
  if (cold) expect(*cold == warm.message, "the same message");
}

}  // namespace
}  // namespace haggle::test

/// Every other length is read with the dialect.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace haggle::test;
  static haggle::MessageReader official{defaults(false)}, dialect{defaults(true)};
  haggle::MessageReader& reader = size % 2 == 0 ? official : dialect;
  const std::string_view text = text_of(data, size);
  const auto deliveries = reader.read(text);
  expect_deliveries(deliveries);
  if (deliveries.size() == 1 && deliveries[0].has_message()) {
    expect_the_same_of_another(deliveries[0], text, reader.defaults());
  }
  return 0;
}
