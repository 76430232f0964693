#include "pipeline_messages.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <thread>

#include "haggle/codec/instant_text.hpp"
#include "message_texts.hpp"

namespace haggle::bench {
namespace {

constexpr std::size_t item_bytes = 10;
constexpr std::size_t digits_of_id = 12;
constexpr std::string_view time_form = "2026-01-01T00:00:00.000Z";

/// Behind the first place of a name, where its text begins.
std::size_t behind(const std::string& text, std::string_view name) {
  return text.find(name) + name.size();
}

/// A text whose time has room for milliseconds and whose item has ten letters.
PatchedText patched(std::string text) {
  PatchedText out;
  const std::size_t time_at = behind(text, R"("TimeOfOfferChange":")");
  text.replace(time_at, text.find('"', time_at) - time_at, time_form);
  const std::size_t item_at = behind(text, R"("ASIN":")");
  text.replace(item_at, text.find('"', item_at) - item_at, std::string(item_bytes, 'B'));
  out.text = std::move(text);
  out.item_at = behind(out.text, R"("ASIN":")");
  out.time_at = behind(out.text, R"("TimeOfOfferChange":")");
  out.id_at = behind(out.text, R"("NotificationId":")");
  return out;
}

void write_digits(char* at, std::uint64_t value, std::size_t count) {
  for (std::size_t i = count; i-- > 0; value /= 10) at[i] = static_cast<char>('0' + value % 10);
}

/// Spreads numbers over the items, so that neighbours in time are none in memory.
std::uint64_t spread(std::uint64_t number, std::uint64_t items_count) {
  return number * 0x9E3779B97F4A7C15U % items_count;
}

}  // namespace

std::vector<PatchedText> pipeline_texts(std::size_t count) {
  MessageTexts made{7};
  std::vector<PatchedText> texts;
  for (std::size_t i = 0; i < count; ++i) texts.push_back(patched(made.notification()));
  return texts;
}

std::string item_of(std::uint64_t number) {
  std::string item(item_bytes, 'B');
  for (std::size_t i = item_bytes; i-- > 2; number /= 32) {
    item[i] = "0123456789ABCDEFGHIJKLMNOPQRSTUV"[number % 32];
  }
  item[1] = '0';
  return item;
}

void MemoryMessages::patch(PatchedText& text, std::uint64_t number) const {
  const std::uint64_t turn = feed_.period == 0 ? number : number % feed_.period;
  const std::string item = item_of(spread(turn, feed_.items_count));
  std::memcpy(text.text.data() + text.item_at, item.data(), item_bytes);
  // Milliseconds of one day: every message is newer than the one before.
  const std::uint64_t ms = (number + 1) % 86'400'000;
  char* time = text.text.data() + text.time_at;
  write_digits(time + 11, ms / 3'600'000, 2), write_digits(time + 14, ms / 60'000 % 60, 2);
  write_digits(time + 17, ms / 1'000 % 60, 2), write_digits(time + 20, ms % 1'000, 3);
  write_digits(text.text.data() + text.id_at, number, digits_of_id);
}

std::uint64_t MemoryMessages::released() const {
  if (feed_.per_second == 0) return feed_.messages_count;
  const auto passed_us = static_cast<std::uint64_t>(time_.ticks_us() - begun_us_);
  return std::min(feed_.messages_count, passed_us * feed_.per_second / 1'000'000);
}

Answer<std::size_t> MemoryMessages::receive(std::size_t count_max, Duration wait_max,
                                            std::vector<Received>& into) {
  if (released() <= given_count_ && wait_max.ms > 0) {
    std::this_thread::sleep_for(std::chrono::microseconds{300});
  }
  const std::uint64_t end = std::min(released(), given_count_ + count_max);
  const std::size_t before = into.size();
  for (; given_count_ < end; ++given_count_) {
    const std::uint64_t number = feed_.first_number + given_count_;
    PatchedText& text = texts_[number % texts_.size()];
    patch(text, number);
    into.push_back({text.text, given_count_ + 1, 1, std::nullopt});
  }
  return into.size() - before;
}

}  // namespace haggle::bench
