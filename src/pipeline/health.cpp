#include "haggle/pipeline/health.hpp"

#include <algorithm>

#include "codec/fields_text.hpp"
#include "haggle/codec/instant_text.hpp"
#include "pipeline/words.hpp"

namespace haggle {
inline namespace v0 {

HealthState worst_of(std::span<const PartHealth> parts) noexcept {
  HealthState worst = HealthState::healthy;
  for (const PartHealth& part : parts) worst = std::max(worst, part.state);
  return worst;
}

std::string write_health(std::span<const PartHealth> parts) {
  using pipeline::name_in;
  codec::JsonWriter to;
  to.open('{').key("status").text(name_in(health_state_words, worst_of(parts)));
  to.key("parts").open('{');
  for (const PartHealth& part : parts) {
    to.key(part.name).open('{').key("status").text(name_in(health_state_words, part.state));
    to.key("breaker").text(name_in(breaker_state_words, part.breaker));
    if (part.since.ms != 0) to.key("since").text(instant_text(part.since));
    if (!part.text.empty()) to.key("text").text(part.text);
    to.close('}');
  }
  to.close('}').close('}');
  return to.take();
}

}  // namespace v0
}  // namespace haggle
