#include "pages.hpp"

namespace webhook {

haggle::PartHealth InboxHealth::look(std::int64_t now_ms) {
  haggle::PartHealth part{"inbox", {}, {}, {}, {now_ms}};
  if (const auto trouble = inbox_.trouble()) {
    const bool is_grave = trouble->severity >= haggle::Severity::high;
    part.state = is_grave ? haggle::HealthState::unhealthy : haggle::HealthState::degraded;
    part.text = trouble->text;
  }
  const std::lock_guard lock{mutex_};
  if (last_ && last_->state == part.state) part.since = last_->since;
  last_ = part;
  return part;
}

Reply health_page(const Hooks& hooks, haggle::PartHealth inbox) {
  std::vector<haggle::PartHealth> parts;
  if (hooks.health) parts = hooks.health();
  parts.push_back(std::move(inbox));
  const bool is_unhealthy = haggle::worst_of(parts) == haggle::HealthState::unhealthy;
  return Reply{is_unhealthy ? 503 : 200, is_unhealthy ? "unhealthy" : "ok",
               haggle::write_health(parts)};
}

Reply metrics_page(const Hooks& hooks, const Tally& tally, std::uint64_t turned_away_count) {
  return Reply{
      200, "ok",
      (hooks.metrics ? hooks.metrics() : "") + tally.text() +
          "# HELP haggle_webhook_turned_away_total Connections refused as too many waited.\n"
          "# TYPE haggle_webhook_turned_away_total counter\n"
          "haggle_webhook_turned_away_total " +
          std::to_string(turned_away_count) + "\n",
      "text/plain; version=0.0.4"};
}

}  // namespace webhook
