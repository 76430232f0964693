#include "haggle/codec/policy_json.hpp"
#include "handles.hpp"

using namespace haggle::capi;
using haggle::Policy;
using haggle::PolicySpec;

haggle_status haggle_policy_create(const char* json, size_t json_size, haggle_policy** out,
                                   haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_pointer(out, "out")) return wrong;
    *out = nullptr;
    if (const Wrong wrong = check_text(json, json_size, "json")) return wrong;
    auto policy = haggle::read_policy(text_of(json, json_size));
    if (!policy) return policy.error();
    const auto spec = haggle::read_policy_spec(text_of(json, json_size));
    if (!spec) return spec.error();
    PolicyContent content{std::move(*policy), haggle::write_policy(*spec)};
    *out = new haggle_policy{std::make_shared<const PolicyContent>(std::move(content))};
    return {};
  });
}

void haggle_policy_destroy(haggle_policy* policy) {
  destroy(policy);
}

haggle_status haggle_policy_json(const haggle_policy* policy, char* buffer, size_t capacity,
                                 size_t* needed, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const TextOut out{buffer, capacity, needed};
    const Wrong wrong =
        first_wrong([&] { return check_handle(policy, "policy"); }, [&] { return out.check(); });
    return wrong ? wrong : out.put((*policy->content)->json);
  });
}
