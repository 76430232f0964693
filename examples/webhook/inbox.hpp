// Where events are put before their sender is told that they are safe.
#pragma once

#include <haggle/pipeline/fault.hpp>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace webhook {

/// One event as its sender wrote it, and its id: the sender's, else a digest of the bytes.
struct Event {
  std::string_view id{};
  std::string_view bytes{};
};

/// To receive into another queue or store, write one of these. Called from several threads at once.
class Inbox {
 public:
  Inbox() = default;
  Inbox(const Inbox&) = delete;
  Inbox& operator=(const Inbox&) = delete;
  virtual ~Inbox() = default;

  /// Keeps an event so that it outlives this process. After a fault its sender sends it again, so
  /// that it may be kept twice. Does not throw.
  [[nodiscard]] virtual haggle::Answer<void> put(const Event& event) = 0;

  /// The same of several; one answer each, in their order.
  [[nodiscard]] virtual std::vector<haggle::Answer<void>> put_all(std::span<const Event> events) {
    std::vector<haggle::Answer<void>> answers;
    for (const Event& event : events) answers.push_back(put(event));
    return answers;
  }

  /// What is wrong with it now, for /healthz.
  [[nodiscard]] virtual std::optional<haggle::Fault> trouble() const { return {}; }
};

}  // namespace webhook
