#include "reply.hpp"

#include <array>
#include <string>
#include <utility>

namespace redis {
namespace {

struct ErrorWord {
  std::string_view begins;
  Trouble trouble;
};

constexpr std::array error_words{
    ErrorWord{"OOM ", Trouble::full},
    ErrorWord{"MISCONF ", Trouble::full},
    ErrorWord{"READONLY ", Trouble::read_only},
    ErrorWord{"NOAUTH ", Trouble::denied},
    ErrorWord{"WRONGPASS ", Trouble::denied},
    ErrorWord{"NOPERM ", Trouble::denied},
    ErrorWord{"ERR AUTH ", Trouble::denied},
    ErrorWord{"ERR invalid password", Trouble::denied},
    ErrorWord{"LOADING ", Trouble::not_now},
    ErrorWord{"BUSY ", Trouble::not_now},
    ErrorWord{"TRYAGAIN ", Trouble::not_now},
    ErrorWord{"CLUSTERDOWN ", Trouble::not_now},
    ErrorWord{"MASTERDOWN ", Trouble::not_now},
    ErrorWord{"NOREPLICAS ", Trouble::not_now},
    ErrorWord{"ERR max number of clients", Trouble::not_now},
    ErrorWord{"MOVED ", Trouble::not_now},
    ErrorWord{"ASK ", Trouble::not_now},
    ErrorWord{"NOSCRIPT ", Trouble::not_now},
};

}  // namespace

Trouble trouble_of(std::string_view error_reply) noexcept {
  for (const ErrorWord& word : error_words) {
    if (error_reply.starts_with(word.begins)) return word.trouble;
  }
  return Trouble::refused;
}

Done ReplyReader::feed(std::span<const char> bytes) {
  if (redisReaderFeed(reader_.get(), bytes.data(), bytes.size()) == REDIS_OK) return {};
  return failed(Trouble::garbage, reader_->errstr);
}

Outcome<bool> ReplyReader::next(Reply& reply) {
  void* parsed = nullptr;
  if (redisReaderGetReply(reader_.get(), &parsed) != REDIS_OK) {
    return failed(Trouble::garbage, std::string("this is not Redis: ") + reader_->errstr);
  }
  reply = Reply(static_cast<redisReply*>(parsed));
  return parsed != nullptr;
}

}  // namespace redis
