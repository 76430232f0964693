// Requests that go out together, each with the key that says where to, and what became of each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "commands.hpp"
#include "connection.hpp"
#include "failure.hpp"
#include "reply.hpp"
#include "slots.hpp"

namespace redis {

enum class Effect : std::uint8_t {
  reads,   ///< changes nothing that must survive
  writes,  ///< counts only when WAIT has counted the replicas behind it
};

/// One command. It may be sent several times, so it must be one that can be repeated.
struct Request {
  std::size_t begin{0};  ///< of its bytes in the batch
  std::size_t end{0};
  std::uint16_t slot{0};
  Effect effect{Effect::reads};
  std::optional<std::uint32_t> node{};  ///< this one, whoever has the slot
  bool asking{false};                   ///< the slot is on its way there: ASKING goes before it
  std::optional<Failure> failure{};
  Reply reply{};
};

/// A batch is filled, sent, received, read, cleared and filled again; its memory is kept.
class Batch {
 public:
  /// Begins a request; its one command is what is written into the buffer before the next.
  Commands& add(std::string_view key, Effect effect) { return add(slot_of(key), effect); }
  Commands& add(std::uint16_t slot, Effect effect) {
    close();
    Request& request = requests_.emplace_back();
    request.begin = commands_.bytes().size();
    request.slot = slot;
    request.effect = effect;
    return commands_;
  }

  [[nodiscard]] std::size_t size() const noexcept { return requests_.size(); }
  [[nodiscard]] const Request& operator[](std::size_t index) const { return requests_[index]; }

  /// The reply of a request.  Errors: what became of it instead; unconfirmed, where it was done but
  /// too few replicas have it.
  [[nodiscard]] Outcome<ReplyView> reply(std::size_t index) const {
    const Request& request = requests_[index];
    if (request.failure) return tl::unexpected(*request.failure);
    return ReplyView(request.reply);
  }

  /// Sends the last request to this node, whoever has the slot.
  void pin(std::uint32_t node) noexcept { requests_.back().node = node; }

  /// This request is not sent; its failure stands.
  void drop(std::size_t index, Failure failure) { requests_[index].failure = std::move(failure); }

  void clear() noexcept { commands_.clear(), requests_.clear(), parts_.clear(), open_.clear(); }

 private:
  friend class Client;

  /// What went to one node in one piece.
  struct Part {
    std::uint32_t node{0};
    bool waits{false};
    std::vector<std::uint32_t> requests{};
    std::shared_ptr<Connection> connection{};
    std::shared_ptr<Exchange> exchange{};
  };

  void close() {
    if (!requests_.empty()) requests_.back().end = commands_.bytes().size();
  }
  [[nodiscard]] std::string_view bytes_of(const Request& request) const {
    return commands_.bytes().substr(request.begin, request.end - request.begin);
  }

  Deadline deadline_{};
  Commands commands_{};
  std::vector<Request> requests_{};
  std::vector<Part> parts_{};
  std::vector<std::uint32_t> open_{};  ///< requests without a final answer
};

}  // namespace redis
