// Dead letters as rows: with the error, who rejected it, and all the bytes that arrived.
#pragma once

#include <haggle/pipeline/ports.hpp>
#include <memory>
#include <span>
#include <string>

#include "connection.hpp"

namespace sqlite {

class DeadLetters final : public haggle::DeadLetters {
 public:
  [[nodiscard]] static Answer<std::unique_ptr<DeadLetters>> open(const std::string& path,
                                                                 haggle::Duration busy = {5'000});

  /// All of them or none.
  Answer<void> put(std::span<const haggle::DeadLetter> letters) override;

 private:
  explicit DeadLetters(std::unique_ptr<Connection> db) : db_(std::move(db)) {}
  std::unique_ptr<Connection> db_;
};

}  // namespace sqlite
