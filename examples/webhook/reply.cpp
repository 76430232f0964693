#include "reply.hpp"

#include <nlohmann/json.hpp>

namespace webhook {

std::string json_text(std::string_view text) {
  using Json = nlohmann::json;
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Reply reply_of(const Refusal& refusal) {
  return Reply{
      refusal.status, refusal.code,
      R"({"error":)" + json_text(refusal.code) + R"(,"hint":)" + json_text(refusal.hint) + "}",
      "application/json", refusal.retry_after_seconds};
}

}  // namespace webhook
