#include "haggle/codec/message.hpp"

#include <utility>

#include "haggle/codec/message_reader.hpp"

namespace haggle {
inline namespace v0 {

Result<Message> read_message(std::string_view bytes, const MessageDefaults& defaults) {
  MessageReader reader{defaults};
  const std::span<const Delivery> deliveries = reader.read(bytes);
  if (deliveries.size() != 1) {
    return fail(Errc::bad_argument, "deliveries", deliveries.size(), bytes.size());
  }
  const Delivery& only = deliveries.front();
  if (only.error) return tl::unexpected<Error>(*only.error);
  return only.message;
}

std::vector<Offer> offers_for(const Message& message, const SellerId& seller) {
  std::vector<Offer> offers = message.offers;
  if (seller == message.recipient) return offers;
  for (Offer& offer : offers) {
    if (offer.seller != seller) offer.flags &= ~Offer::is_mine;
  }
  return offers;
}

}  // namespace v0
}  // namespace haggle
