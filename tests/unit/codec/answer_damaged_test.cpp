// Every reader of answers and requests, on texts that are cut off, changed, or made to be large: an
// answer or an error inside the text, never anything else.
#include <vector>

#include "haggle/codec/expected_price.hpp"
#include "haggle/codec/fee_estimate.hpp"
#include "haggle/codec/submission_answer.hpp"
#include "haggle/codec/submission_read.hpp"
#include "property/campaign.hpp"
#include "unit/codec/submission_text.hpp"
#include "wire/wire_files.hpp"

namespace haggle::test {
namespace {

template <class T>
std::optional<Error> fault_in(const Result<T>& read) {
  return read ? std::nullopt : std::optional{read.error()};
}

/// All readers, as one kind of function.
using Reader = std::optional<Error> (*)(std::string_view);
constexpr Reader readers[] = {
    [](std::string_view text) { return fault_in(read_listings_answer(text)); },
    [](std::string_view text) { return fault_in(read_feed_report(text)); },
    [](std::string_view text) { return fault_in(read_walmart_price_answer(text)); },
    [](std::string_view text) { return fault_in(read_feed_receipt(text)); },
    [](std::string_view text) { return fault_in(read_feed_status(text)); },
    [](std::string_view text) { return fault_in(read_listings_patch(text)); },
    [](std::string_view text) { return fault_in(read_listings_feed(text)); },
    [](std::string_view text) { return fault_in(read_listing_prices(text)); },
    [](std::string_view text) { return fault_in(read_fee_estimate(text)); },
    [](std::string_view text) { return fault_in(read_fee_estimates(text)); },
    [](std::string_view text) { return fault_in(read_expected_prices(text)); },
};

std::vector<std::string> samples() {
  std::vector<std::string> out;
  for (const char* begin :
       {"spapi_fees", "spapi_listings_get", "spapi_pricing_2022_foep", "submit"}) {
    for (const auto& file : files_of(wire_folder, begin)) out.push_back(bytes_of(file));
  }
  return out;
}

/// Reads a text in all ways; the number of those who took it.
std::size_t readable(const std::string& text) {
  std::size_t count = 0;
  for (const Reader read : readers) {
    const std::optional<Error> fault = read(text);
    if (!fault) ++count;
    if (!fault) continue;
    EXPECT_LE(fault->offset, text.size()) << describe(*fault);
    EXPECT_NE(fault->where, nullptr);
    EXPECT_EQ(entry_of(fault->code).code, fault->code);
  }
  return count;
}

TEST(DamagedAnswers, ATextThatIsCutOffIsRefused) {
  ASSERT_EQ(samples().size(), 6U);
  for (const std::string& whole : samples()) {
    EXPECT_GT(readable(whole), 0U);
    for (std::size_t size = 0; size < whole.size(); size += 7) {
      const std::string cut = whole.substr(0, size);
      if (cut.find_last_not_of(" \n") == whole.find_last_not_of(" \n")) continue;
      EXPECT_EQ(readable(cut), 0U) << size;
    }
  }
}

TEST(DamagedAnswers, AByteThatIsChangedIsNoHarm) {
  const std::vector<std::string> whole = samples();
  campaign(5'000, 1, [&](Dice& dice) {
    std::string text = whole[dice.below(whole.size())];
    for (std::size_t left = 1 + dice.below(4); left > 0; --left) {
      text[dice.below(text.size())] =
          dice.pick({'{', '}', '[', ']', '"', ',', ':', '-', '9', '.', 'e', 'n', '\0', '\xFF'});
    }
    readable(text);
    return true;
  });
}

TEST(DamagedAnswers, AMemberThatIsExchangedIsNoHarm) {
  const std::vector<std::string> whole = samples();
  campaign(2'000, 1, [&](Dice& dice) {
    nlohmann::json text = nlohmann::json::parse(whole[dice.below(whole.size())]);
    const nlohmann::json members = text.flatten();
    auto member = members.begin();
    std::advance(member, static_cast<std::ptrdiff_t>(dice.below(members.size())));
    text[nlohmann::json::json_pointer(member.key())] =
        dice.pick<nlohmann::json>({nullptr,
                                   true,
                                   -1,
                                   1e300,
                                   "",
                                   "x",
                                   nlohmann::json::array(),
                                   nlohmann::json::object(),
                                   {{"a", 1}},
                                   {1, 2, 3}});
    readable(text.dump());
    return true;
  });
}

TEST(DamagedAnswers, AListThatIsTooLongIsNotKept) {
  const auto many = [](std::string_view one, std::size_t count) {
    std::string out(one);
    for (std::size_t i = 1; i < count; ++i) (out += ',') += one;
    return out;
  };
  const std::string levels =
      R"({"patches":[{"path":"/attributes/purchasable_offer","value":[)" + many("{}", 257) + "]}]}";
  EXPECT_TRUE(
      fault_of(read_listings_patch(levels)).starts_with("out_of_range purchasable_offer[]"));
  const std::string issues = R"({"header":{},"issues":[)" + many("{}", 131'073) + "]}";
  EXPECT_TRUE(fault_of(read_feed_report(issues)).starts_with("out_of_range issues[]"));
  const std::string patches = R"({"patches":[)" + many("{}", 257) + "]}";
  EXPECT_TRUE(fault_of(read_listings_patch(patches)).starts_with("out_of_range patches[]"));
}

}  // namespace
}  // namespace haggle::test
