// The path for the usual form takes nothing that the general path would read otherwise: where it
// takes a text, the general path reads the same message, and so does whoever asks for either.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "codec/amazon_usual.hpp"
#include "codec/delivery_tray.hpp"
#include "codec/json.hpp"
#include "codec/message_content.hpp"
#include "differential/topic_text.hpp"
#include "differential/usual_texts.hpp"
#include "haggle/codec/message_reader.hpp"
#include "property/campaign.hpp"

namespace haggle::test {
namespace {

/// The general path alone: the tree, and the readers of trees.
class GeneralPath {
 public:
  /// Null where there is a fault.
  const Message* read(std::string_view text, bool is_relayed) {
    tray_.clear();
    if (!outer_.read(text)) return nullptr;
    codec::JsonValue content = outer_.root();
    if (is_relayed) {
      if (!inner_.read(content.get("Message").text())) return nullptr;
      content = inner_.root();
    }
    codec::deliver_content(content, {}, tray_);
    const std::span<const Delivery> deliveries = tray_.deliveries();
    const bool one = deliveries.size() == 1 && deliveries[0].has_message();
    return one ? &deliveries[0].message : nullptr;
  }

  [[nodiscard]] std::string_view topic_id() const { return outer_.root().get("MessageId").text(); }

 private:
  codec::JsonDocument outer_{};
  codec::JsonDocument inner_{};
  codec::DeliveryTray tray_{};
};

class Paths {
 public:
  /// Whether the usual path took the text.
  bool agree_on(const std::string& given, bool is_relayed) {
    SCOPED_TRACE(given);
    // A buffer of just this size, so that a sanitizer sees a byte read beyond it.
    const std::vector<char> bytes(given.begin(), given.end());
    const std::string_view text{bytes.data(), bytes.size()};
    std::string_view id;
    const bool taken = is_relayed ? codec::read_usual_topic(text, usual_, id)
                                  : codec::read_usual_form(text, usual_);
    if (!taken) return false;
    const Message* general = general_.read(text, is_relayed);
    EXPECT_NE(general, nullptr);
    if (general == nullptr) return true;
    EXPECT_TRUE(usual_ == *general);
    EXPECT_EQ(id, is_relayed ? general_.topic_id() : std::string_view{});
    expect_delivered(reader_.read(text), is_relayed ? "Message" : "", id);
    return true;
  }

 private:
  void expect_delivered(std::span<const Delivery> deliveries, std::string_view where,
                        std::string_view id) {
    ASSERT_EQ(deliveries.size(), 1U);
    EXPECT_TRUE(deliveries[0].message == usual_);
    EXPECT_EQ(deliveries[0].where, where);
    EXPECT_EQ(deliveries[0].record_id, id);
  }

  GeneralPath general_{};
  MessageReader reader_{};
  Message usual_{};
};

TEST(UsualForm, IsTakenAndReadAsTheGeneralPathReadsIt) {
  Paths paths;
  campaign(10'000, 1, [&](Dice& dice) {
    UsualTexts texts{dice};
    const std::string text = texts.notification();
    const bool is_relayed = dice.chance(40);
    const bool taken = paths.agree_on(is_relayed ? in_topic(dice, text) : text, is_relayed);
    EXPECT_TRUE(taken) << text;
    return taken;
  });
}

TEST(UsualForm, TakesNothingThatTheGeneralPathReadsOtherwise) {
  Paths paths;
  campaign(100'000, 25, [&](Dice& dice) {
    UsualTexts texts{dice};
    std::string text = texts.notification();
    const bool is_relayed = dice.chance(40);
    if (dice.chance(50)) text = texts.changed(std::move(text));
    if (is_relayed) text = in_topic(dice, text);
    text = texts.changed(std::move(text));
    return paths.agree_on(text, is_relayed);
  });
}

}  // namespace
}  // namespace haggle::test
