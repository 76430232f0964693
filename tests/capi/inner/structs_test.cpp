// How structs of another age are read, on one that has grown twice; and that every message is the
// sentence of `describe`.
#include <gtest/gtest.h>

#include "handles.hpp"
#include "wrong.hpp"

namespace {

/// Was 16 bytes at first, is 32 now.
struct Grown {
  std::uint32_t size;
  std::uint32_t old_number;
  std::uint64_t old_more;
  std::uint64_t newer;
  std::uint64_t newest;
};

}  // namespace

template <>
inline constexpr std::size_t haggle::capi::first_size<Grown> = 16;

namespace haggle::capi {
namespace {

struct Longer {
  Grown known;
  std::uint64_t more[2];
};

TEST(Structs, AnOlderCallersIsFilledWithZeros) {
  Grown given{16, 7, 8, 0xAAAA, 0xAAAA};
  Given<Grown> in;
  ASSERT_FALSE(in.read(&given, "it"));
  EXPECT_EQ(in->size, sizeof(Grown));
  EXPECT_EQ(in->old_number, 7U);
  EXPECT_EQ(in->old_more, 8U);
  EXPECT_EQ(in->newer, 0U);
  EXPECT_EQ(in->newest, 0U);
  given.size = 24;
  ASSERT_FALSE(in.read(&given, "it"));
  EXPECT_EQ(in->newer, 0xAAAAU);
  EXPECT_EQ(in->newest, 0U);
}

TEST(Structs, OfTheCurrentSizeIsReadInPlace) {
  const Grown given{32, 1, 2, 3, 4};
  Given<Grown> in;
  ASSERT_FALSE(in.read(&given, "it"));
  EXPECT_EQ(&*in, &given);
}

TEST(Structs, ANewerCallersMustHaveNothingThatIsNotKnown) {
  Longer given{{40, 1, 2, 3, 4}, {0, 0}};
  Given<Grown> in;
  ASSERT_FALSE(in.read(&given.known, "it"));
  EXPECT_EQ(in->newest, 4U);
  given.more[0] = 1;
  EXPECT_EQ(in.read(&given.known, "it").status(), HAGGLE_E_BAD_SIZE);
  given.more[0] = 0;
  given.more[1] = 1;  // behind its end
  EXPECT_FALSE(in.read(&given.known, "it"));
}

TEST(Structs, OfNoSizeThatEverWasIsRefused) {
  for (const std::uint32_t size : {0U, 1U, 4U, 15U, 4097U, UINT32_MAX}) {
    const Grown given{size, 1, 2, 3, 4};
    Given<Grown> in;
    EXPECT_EQ(in.read(&given, "it").status(), HAGGLE_E_BAD_SIZE) << size;
    EXPECT_EQ(check_out(&given, "it").status(), HAGGLE_E_BAD_SIZE) << size;
  }
}

TEST(Structs, AnOlderCallerIsWrittenWhatItKnows) {
  Longer to{{16, 0, 0, 0xAAAA, 0xAAAA}, {0xAAAA, 0xAAAA}};
  const Grown from{32, 1, 2, 3, 4};
  write_struct(from, &to.known);
  EXPECT_EQ(to.known.size, 16U);
  EXPECT_EQ(to.known.old_more, 2U);
  EXPECT_EQ(to.known.newer, 0xAAAAU);
  to.known.size = 40;
  write_struct(from, &to.known);
  EXPECT_EQ(to.known.newest, 4U);
  EXPECT_EQ(to.more[0], 0U);
  EXPECT_EQ(to.more[1], 0xAAAAU);
}

TEST(Errors, EverySentenceIsThatOfDescribe) {
  for (const ErrorEntry& entry : error_table) {
    for (const char* where : {"", "policy.beat_by", "offers[].price", "a[].b[].c"}) {
      const Error error{entry.code, 0, 17, entry.code == Errc::bad_size ? 0U : 42U, where};
      haggle_error out = HAGGLE_ERROR_INIT;
      write_wrong(error, &out);
      EXPECT_EQ(out.message, describe(error));
      EXPECT_STREQ(out.where, where);
      EXPECT_EQ(haggle_status_name(out.status), entry.name);
    }
  }
}

TEST(Errors, APathThatDoesNotFitIsCutOff) {
  const std::string path(500, 'x');
  haggle_error out = HAGGLE_ERROR_INIT;
  write_wrong({Errc::bad_argument, path.c_str()}, &out);
  EXPECT_EQ(std::string(out.where), path.substr(0, sizeof out.where - 1));
  EXPECT_EQ(std::strlen(out.message), sizeof out.message - 1);
}

#if defined(HAGGLE_ASSERTIONS) && HAGGLE_ASSERTIONS

TEST(HandlesDeathTest, UsedAfterItsEndStopsTheProgram) {
  haggle_policy* policy = nullptr;
  ASSERT_EQ(haggle_policy_create("{}", 2, &policy, nullptr), HAGGLE_OK);
  haggle_policy_destroy(policy);
  std::size_t needed = 0;
  EXPECT_DEATH(static_cast<void>(haggle_policy_json(policy, nullptr, 0, &needed, nullptr)), "");
  EXPECT_DEATH(haggle_policy_destroy(policy), "");
  haggle_catalogue* catalogue = nullptr;
  ASSERT_EQ(haggle_catalogue_create(nullptr, &catalogue, nullptr), HAGGLE_OK);
  haggle_catalogue_destroy(catalogue);
  EXPECT_DEATH(static_cast<void>(haggle_catalogue_count(catalogue)), "");
  EXPECT_DEATH(static_cast<void>(haggle_catalogue_create(policy, &catalogue, nullptr)), "");
  haggle_reader* reader = nullptr;
  ASSERT_EQ(haggle_reader_create(nullptr, &reader, nullptr), HAGGLE_OK);
  haggle_reader_destroy(reader);
  EXPECT_DEATH(static_cast<void>(haggle_reader_read(reader, "", 0, nullptr, &needed, nullptr)), "");
  haggle_answer* answer = nullptr;
  ASSERT_EQ(
      haggle_answer_create(HAGGLE_ANSWER_FEED_RECEIPT, R"({"feedId":1})", 12, &answer, nullptr),
      HAGGLE_OK);
  haggle_answer_destroy(answer);
  haggle_summary summary = HAGGLE_SUMMARY_INIT;
  EXPECT_DEATH(static_cast<void>(haggle_answer_summary(answer, &summary, nullptr)), "");
}

TEST(HandlesDeathTest, OfSoldItemsUsedAfterTheirEndStopTheProgram) {
  haggle_index* index = nullptr;
  ASSERT_EQ(haggle_index_create(3, nullptr, nullptr, nullptr, &index, nullptr), HAGGLE_OK);
  haggle_index_destroy(index);
  EXPECT_DEATH(static_cast<void>(haggle_index_verify(index, nullptr)), "");
  EXPECT_DEATH(haggle_index_destroy(index), "");
  haggle_calibration* calibration = nullptr;
  ASSERT_EQ(haggle_calibration_create(nullptr, 0, 0, 0.9, 0.1, &calibration, nullptr), HAGGLE_OK);
  haggle_calibration_destroy(calibration);
  std::size_t count = 0;
  EXPECT_DEATH(static_cast<void>(haggle_calibration_categories(calibration, &count, nullptr)), "");
  haggle_valuation_options options = HAGGLE_VALUATION_OPTIONS_INIT;
  haggle_valuation_policy* policy = nullptr;
  ASSERT_EQ(haggle_valuation_options_usual(HAGGLE_PRESET_CALIBRATED, &options, nullptr), HAGGLE_OK);
  ASSERT_EQ(haggle_valuation_policy_create(&options, nullptr, &policy, nullptr), HAGGLE_OK);
  haggle_valuation_policy_destroy(policy);
  EXPECT_DEATH(haggle_valuation_policy_destroy(policy), "");
  haggle_sale_reader* reader = nullptr;
  ASSERT_EQ(haggle_sale_reader_create(nullptr, &reader, nullptr), HAGGLE_OK);
  haggle_sale_reader_destroy(reader);
  EXPECT_DEATH(static_cast<void>(haggle_sale_reader_read(reader, "", 0, nullptr, &count, nullptr)),
               "");
}

#endif

}  // namespace
}  // namespace haggle::capi
