#include "haggle/reprice/schedule.hpp"
#include "handles.hpp"
#include "market_in.hpp"

namespace haggle::capi {
namespace {

struct RuleIn {
  ScheduleRule rule{};

  [[nodiscard]] Wrong read(const haggle_schedule_rule* given) noexcept {
    constexpr std::uint32_t known = HAGGLE_SCHEDULE_HAS_RESET | HAGGLE_SCHEDULE_HAS_RESUME;
    Given<haggle_schedule_rule> in;
    if (const Wrong wrong = in.read(given, "rule")) return wrong;
    if ((in->has & ~known) != 0) return {Errc::unknown_value, "rule.has"};
    if (in->reserved != 0) return {Errc::unknown_value, "rule.reserved"};
    if ((in->has & HAGGLE_SCHEDULE_HAS_RESET) != 0) rule.reset_minute = in->reset_minute;
    if ((in->has & HAGGLE_SCHEDULE_HAS_RESUME) != 0) rule.resume_minute = in->resume_minute;
    rule.utc_offset_minutes = in->utc_offset_minutes;
    return {};
  }
};

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;

haggle_status haggle_scheduled(const haggle_policy* policy, const haggle_listing* listing,
                               const haggle_schedule_rule* rule, int64_t from_ms, int64_t to_ms,
                               uint8_t* due, haggle_decision* decision, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_out(decision, "decision")) return wrong;
    clear_struct(decision);
    if (const Wrong wrong = check_pointer(due, "due")) return wrong;
    *due = 0;
    Given<haggle_listing> in;
    RuleIn rule_in;
    const Wrong wrong = first_wrong(
        [&] { return check_handle(policy, "policy"); }, [&] { return in.read(listing, "listing"); },
        [&] { return rule_in.read(rule); }, [&] { return check_sellers(*in, haggle::Market{}); });
    if (wrong) return wrong;
    const auto decided =
        haggle::scheduled(*in, policy->policy(), rule_in.rule, {{from_ms}, {to_ms}});
    if (!decided) return decided.error();
    if (!*decided) return {};
    *due = 1;
    write_value(**decided, decision);
    return {};
  });
}
