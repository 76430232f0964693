// Signatures against published test vectors, and everything that must not pass for one.
#include "webhook/signature.hpp"

#include <gtest/gtest.h>

#include "webhook/replays.hpp"

namespace webhook {
namespace {

constexpr std::int64_t now = 1'800'000'000;

// RFC 4231, test case 2.
constexpr std::string_view rfc_key{"Jefe"};
constexpr std::string_view rfc_text{"what do ya want for nothing?"};
constexpr std::string_view rfc_hex{
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"};
constexpr std::string_view rfc_base64{"W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM="};

SignatureRules rules(Scheme scheme = Scheme::body) {
  SignatureRules made;
  made.scheme = scheme;
  made.secrets = {"another", std::string{rfc_key}};
  return made;
}

SignedRequest request(std::optional<std::string> signature) {
  return {"POST", "/walmart/webhook", rfc_text, std::move(signature), {}};
}

std::string code_of(const SignatureRules& with, const SignedRequest& asked) {
  const auto verified = verify(with, asked, now);
  return verified ? "ok" : verified.error().code;
}

TEST(Signature, TakesHexAndBase64OfPublishedVectors) {
  std::string upper{rfc_hex};
  for (char& c : upper) c = static_cast<char>(std::toupper(c));
  EXPECT_EQ(code_of(rules(), request(std::string{rfc_hex})), "ok");
  EXPECT_EQ(code_of(rules(), request(upper)), "ok");
  EXPECT_EQ(code_of(rules(), request(std::string{rfc_base64})), "ok");
}

TEST(Signature, TakesNothingElse) {
  const std::string hex{rfc_hex};
  const std::string base64{rfc_base64};
  const struct {
    const char* name;
    std::optional<std::string> signature;
    const char* code;
  } rows[]{
      {"none", std::nullopt, "signature_missing"},
      {"short", hex.substr(1), "signature_unreadable"},
      {"long", hex + "0", "signature_unreadable"},
      {"not hex", "g" + hex.substr(1), "signature_unreadable"},
      {"blank in hex", " " + hex.substr(1), "signature_unreadable"},
      {"prefix", "sha256=" + hex, "signature_unreadable"},
      {"no padding", base64.substr(0, 43), "signature_unreadable"},
      {"other padding", base64.substr(0, 42) + "==", "signature_unreadable"},
      {"url alphabet", "-" + base64.substr(1), "signature_unreadable"},
      {"blank in base64", " " + base64.substr(1), "signature_unreadable"},
      {"empty", "", "signature_unreadable"},
      {"one bit off", "4" + hex.substr(1), "signature_wrong"},
      {"all zeros", std::string(64, '0'), "signature_wrong"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(code_of(rules(), request(row.signature)), row.code) << row.name;
  }
}

TEST(Signature, OfAnotherSecretOrBodyIsWrong) {
  SignatureRules others = rules();
  others.secrets = {"another", "Jefe "};
  EXPECT_EQ(code_of(others, request(std::string{rfc_hex})), "signature_wrong");
  SignedRequest changed = request(std::string{rfc_hex});
  changed.body = "what do ya want for nothing!";
  EXPECT_EQ(code_of(rules(), changed), "signature_wrong");
}

// Made by Python's hmac: secret "k", body "{}", timestamp 1800000000.
constexpr const char* request_mac =
    "f4437b1d218a9ad3d0c41d646dbf66215d13f7e9c07208fd35e0d02f493e7ea5";
constexpr const char* dated_mac =
    "cdd93e246b17200236861b3061e5be1099fa09298de6cebf58e528db933f5c62";

SignedRequest dated(std::string time, std::string mac) {
  return {"POST", "/walmart/webhook?a=b", "{}", std::move(mac), std::move(time)};
}

SignatureRules dated_rules(Scheme scheme) {
  SignatureRules made = rules(scheme);
  made.secrets = {"k"};
  return made;
}

TEST(Signature, OfATimestampAndABody) {
  const SignatureRules with = dated_rules(Scheme::timestamp_body);
  const SignedRequest right = dated("1800000000", dated_mac);
  ASSERT_EQ(code_of(with, right), "ok");
  EXPECT_EQ(verify(with, right, now)->expires_seconds, now + 300);
  EXPECT_EQ(code_of(with, dated("1800000001", dated_mac)), "signature_wrong");
  EXPECT_EQ(code_of(with, dated("1.8e9", dated_mac)), "timestamp_unreadable");
  EXPECT_EQ(code_of(with, dated("-1800000000", dated_mac)), "timestamp_unreadable");
  EXPECT_EQ(code_of(with, dated("99999999999999999999", dated_mac)), "timestamp_unreadable");
  EXPECT_EQ(code_of(with, {"POST", "/", "{}", dated_mac, {}}), "timestamp_missing");
}

TEST(Signature, CountsInAWindowOnBothSides) {
  const SignatureRules with = dated_rules(Scheme::timestamp_body);
  const SignedRequest right = dated("1800000000", dated_mac);
  EXPECT_TRUE(verify(with, right, now + 300));
  EXPECT_TRUE(verify(with, right, now - 300));
  for (const std::int64_t at : {now + 301, now - 301}) {
    const auto verified = verify(with, right, at);
    ASSERT_FALSE(verified);
    EXPECT_EQ(verified.error().code, "timestamp_outside_window");
  }
}

TEST(Signature, OfAWholeRequest) {
  const SignatureRules with = dated_rules(Scheme::request);
  const SignedRequest right = dated("1800000000", request_mac);
  EXPECT_EQ(code_of(with, right), "ok");
  SignedRequest moved = right;
  moved.target = "/walmart/webhook/batch?a=b";
  EXPECT_EQ(code_of(with, moved), "signature_wrong");
  SignedRequest put = right;
  put.method = "PUT";
  EXPECT_EQ(code_of(with, put), "signature_wrong");
}

TEST(Signature, KeysAreComparedWhole) {
  EXPECT_TRUE(is_one_of({"old", "new"}, "new"));
  EXPECT_FALSE(is_one_of({"old", "new"}, "ne"));
  EXPECT_FALSE(is_one_of({"old", "new"}, "new "));
  EXPECT_FALSE(is_one_of({}, ""));
}

Verified verified(unsigned char first, std::int64_t expires) {
  Verified made{};
  made.mac[0] = first;
  made.expires_seconds = expires;
  return made;
}

TEST(Replays, TakesASignatureOnceInItsWindow) {
  Replays replays{10};
  EXPECT_TRUE(replays.remember(verified(1, now + 5), now));
  EXPECT_FALSE(replays.remember(verified(1, now + 5), now + 5));
  EXPECT_TRUE(replays.remember(verified(1, now + 5), now + 6));
  replays.forget(verified(1, 0).mac);
  EXPECT_TRUE(replays.remember(verified(1, now + 9), now + 6));
}

TEST(Replays, ForgetsTheFirstToExpireWhenFull) {
  Replays replays{2};
  EXPECT_TRUE(replays.remember(verified(1, now + 9), now));
  EXPECT_TRUE(replays.remember(verified(2, now + 5), now));
  EXPECT_TRUE(replays.remember(verified(3, now + 7), now));
  EXPECT_EQ(replays.forgotten_count(), 1U);
  EXPECT_FALSE(replays.remember(verified(1, now + 9), now));
  EXPECT_FALSE(replays.remember(verified(3, now + 7), now));
  EXPECT_TRUE(replays.remember(verified(2, now + 5), now));
}

}  // namespace
}  // namespace webhook
