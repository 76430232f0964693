#include "dead_letters.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <haggle/codec/decision_json.hpp>
#include <haggle/codec/instant_text.hpp>
#include <utility>

#include "reprice/text.hpp"

namespace files {
namespace {

using haggle::Answer;
using reprice::json_text;

constexpr std::string_view line_begin = R"({"failed_at":)";

std::string text_field(std::string_view name, std::string_view text) {
  return R"(,")" + std::string{name} + R"(":)" + json_text(text);
}

template <class Set, class Value>
std::string_view word(const Set& set, Value value) {
  const auto found =
      std::find_if(set.begin(), set.end(), [&](const auto& each) { return each.value == value; });
  return found == set.end() ? std::string_view{"unknown"} : found->name;
}

std::string fault_fields(const haggle::Fault& fault) {
  return R"("category":)" + json_text(word(haggle::fault_category_words, fault.category)) +
         text_field("severity", word(haggle::severity_words, fault.severity)) +
         text_field("text", fault.text);
}

std::string listing_field(const haggle::ListingKey& key) {
  const bool is_business = key.audience == haggle::Audience::business;
  return R"(,"listing":{"seller":)" + json_text(key.seller.text()) +
         text_field("sku", key.sku.text()) + text_field("marketplace", key.marketplace.text()) +
         text_field("audience", is_business ? "business" : "consumer") + "}";
}

/// Holds the file for this process alone.
class Lock {
 public:
  explicit Lock(int file) : file_(file) { flock(file_, LOCK_EX); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  ~Lock() { flock(file_, LOCK_UN); }

 private:
  int file_;
};

/// Writes all of it, or says why not.
bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) return false;
    bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  }
  return true;
}

/// The place behind the last end of a line, and what stands there.
std::pair<off_t, std::string> torn_end(int file) {
  std::string tail;
  off_t at = lseek(file, 0, SEEK_END);
  while (at > 0) {
    char bytes[4'096];
    const off_t size = std::min<off_t>(at, sizeof bytes);
    if (pread(file, bytes, static_cast<std::size_t>(size), at - size) != size) break;
    at -= size;
    tail.insert(0, bytes, static_cast<std::size_t>(size));
    const std::size_t end = tail.rfind('\n');
    if (end == std::string::npos) continue;
    return {at + static_cast<off_t>(end) + 1, tail.substr(end + 1)};
  }
  return {at, tail};
}

}  // namespace

std::string write_letter(const haggle::DeadLetter& letter) {
  std::string line{line_begin};
  line += json_text(haggle::instant_text(letter.failed_at));
  if (!letter.where.empty()) line += text_field("place", letter.where);
  if (!letter.record_id.empty()) line += text_field("record", letter.record_id);
  line += letter.fault.text.empty() ? R"(,"error":)" + haggle::write_error(letter.error)
                                    : R"(,"fault":{)" + fault_fields(letter.fault) + "}";
  if (letter.listing) line += listing_field(*letter.listing);
  line += R"(,"receives":)" + std::to_string(letter.receives_count);
  line += reprice::is_utf8(letter.body) ? text_field("text", letter.body)
                                        : text_field("base64", reprice::base64(letter.body));
  return line + "}\n";
}

// ---- the file ----------------------------------------------------------------

haggle::Fault DeadLetters::fault(const char* what) const {
  const bool is_rights = errno == EACCES || errno == EROFS || errno == ENOENT || errno == EISDIR;
  return {is_rights ? haggle::FaultCategory::configuration : haggle::FaultCategory::system,
          is_rights ? haggle::Severity::critical : haggle::Severity::high,
          std::string{what} + " " + path_ + ": " + std::strerror(errno)};
}

Answer<std::unique_ptr<DeadLetters>> DeadLetters::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  std::unique_ptr<DeadLetters> letters{new DeadLetters(path, file)};
  if (file < 0) return tl::unexpected(letters->fault("cannot open"));
  if (const auto mended = letters->mend(); !mended) return tl::unexpected(mended.error());
  return letters;
}

DeadLetters::~DeadLetters() {
  if (file_ >= 0) close(file_);
}

Answer<void> DeadLetters::mend() {
  const Lock lock{file_};
  const auto [end, torn] = torn_end(file_);
  if (torn.empty()) return {};
  // What somebody else has written stays; it only gets the end of its line.
  const std::size_t common = std::min(torn.size(), line_begin.size());
  const bool is_ours = torn.compare(0, common, line_begin, 0, common) == 0;
  const bool done = is_ours ? ftruncate(file_, end) == 0 : write_all(file_, "\n");
  if (!done) return tl::unexpected(fault("cannot mend"));
  return {};
}

Answer<void> DeadLetters::append(const std::string& lines) {
  const Lock lock{file_};
  const off_t before = lseek(file_, 0, SEEK_END);
  if (write_all(file_, lines) && fsync(file_) == 0) return {};
  const haggle::Fault wrong = fault("cannot write");
  // Nothing half: they all come again.
  if (ftruncate(file_, before) != 0) return tl::unexpected(fault("cannot cut"));
  return tl::unexpected(wrong);
}

Answer<void> DeadLetters::put(std::span<const haggle::DeadLetter> letters) {
  std::string lines;
  for (const haggle::DeadLetter& letter : letters) lines += write_letter(letter);
  return append(lines);
}

// ---- alerts ----------------------------------------------------------------

void Alerts::raise(const haggle::Alert& alert) {
  const std::string line = R"({"at":)" + json_text(haggle::instant_text(alert.at)) +
                           text_field("part", alert.part) + "," + fault_fields(alert.fault) + "}\n";
  // Where even this cannot be written, there is nobody to tell.
  (void)write_all(file_, line);
}

}  // namespace files
