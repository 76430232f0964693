#include "intake.hpp"

namespace dynamodb {
namespace {

void count(PutResult result, Tally& tally) {
  if (result == PutResult::written) ++tally.sales;
  if (result == PutResult::duplicate) ++tally.duplicates;
  if (result == PutResult::older) ++tally.older;
}

}  // namespace

Expected<bool> Intake::take_event(const haggle::SaleEvent& event, Tally& tally) {
  if (event.kind == haggle::ItemEventKind::unknown) return false;
  const auto step = lives_.apply(event.sale.product, event.item_event());
  if (!step) return tl::unexpected(step.error());
  if (step->writes()) ++tally.steps;
  if (event.kind != haggle::ItemEventKind::sold) return true;
  // With every answer to a sale, `repeated` too: the first try may have failed between the two.
  const auto result = sales_.put(record_of(event));
  if (!result) return tl::unexpected(result.error());
  count(*result, tally);
  return true;
}

Expected<Tally> Intake::take(std::string_view bytes, const Refuse& refuse) {
  Tally tally;
  for (const haggle::SaleDelivery& delivery : reader_.read(bytes)) {
    if (!delivery.has_event()) {
      ++tally.refused;
      refuse(delivery.where, haggle::describe(*delivery.error));
      continue;
    }
    ++tally.events;
    const Expected<bool> done = take_event(delivery.event, tally);
    if (done) continue;
    if (done.error().kind != aws::Kind::request || done.error().code != "BadSale") {
      return tl::unexpected(done.error());
    }
    ++tally.refused;
    refuse(delivery.where, done.error().message);
  }
  return tally;
}

}  // namespace dynamodb
