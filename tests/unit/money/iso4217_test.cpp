// The list of currencies against an independent one: that of OpenJDK 17.0.15 (java.util.Currency,
// its codes and default fraction digits), which also keeps codes that are withdrawn.
#include "haggle/money/iso4217.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace haggle {
namespace {

constexpr std::string_view jdk_without_decimals =
    "ADP BEF BIF BYB BYR CLP DJF ESP GNF GRD ISK ITL JPY KMF KRW LUF MGF PTE PYG ROL RWF TPE"
    " TRL UGX UYI VND VUV XAF XOF XPF";
constexpr std::string_view jdk_two_decimals =
    "AED AFA AFN ALL AMD ANG AOA ARS ATS AUD AWG AYM AZM AZN BAM BBD BDT BGL BGN BMD BND BOB"
    " BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CSD CUC CUP CVE CYP CZK"
    " DEM DKK DOP DZD EEK EGP ERN ETB EUR FIM FJD FKP FRF GBP GEL GHC GHS GIP GMD GTQ GWP GYD"
    " HKD HNL HRK HTG HUF IDR IEP ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL"
    " LTL LVL MAD MDL MGA MKD MMK MNT MOP MRO MRU MTL MUR MVR MWK MXN MXV MYR MZM MZN NAD NGN"
    " NIO NLG NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB RUR SAR SBD SCR SDD SDG SEK"
    " SGD SHP SIT SKK SLE SLL SOS SRD SRG SSP STD STN SVC SYP SZL THB TJS TMM TMT TOP TRY TTD"
    " TWD TZS UAH USD USN USS UYU UZS VEB VED VEF VES WST XCD XCG YER YUM ZAR ZMK ZMW ZWD ZWG"
    " ZWL ZWN ZWR";
constexpr std::string_view jdk_three_decimals = "BHD IQD JOD KWD LYD OMR TND";
constexpr std::string_view jdk_four_decimals = "CLF";
constexpr std::string_view jdk_no_minor_unit =
    "XAG XAU XBA XBB XBC XBD XDR XFO XFU XPD XPT XSU XTS XUA XXX";

/// In the list, but newer than that JDK or left out there. Both stand in list one with 2 and 4
/// decimals: XAD since amendment 179 (2025), UYW since amendment 168 (2018).
constexpr std::string_view not_in_jdk = "UYW XAD";

/// Replaced or withdrawn before 2026, hence not in list one.
constexpr std::string_view withdrawn =
    "ADP AFA ANG ATS AYM AZM BEF BGL BGN BYB BYR CSD CUC CYP DEM EEK ESP FIM FRF GHC GRD GWP"
    " HRK IEP ITL LTL LUF LVL MGF MRO MTL MZM NLG PTE ROL RUR SDD SIT SKK SLL SRG STD TMM TPE"
    " TRL USS VEB VEF YUM ZMK ZWD ZWL ZWN ZWR";

std::set<std::string> codes_of(std::string_view text) {
  std::set<std::string> codes;
  for (std::size_t at = 0; at + 3 <= text.size(); at += 4) codes.emplace(text.substr(at, 3));
  return codes;
}

std::map<std::string, int> jdk() {
  std::map<std::string, int> decimals;
  for (const auto& code : codes_of(jdk_without_decimals)) decimals[code] = 0;
  for (const auto& code : codes_of(jdk_two_decimals)) decimals[code] = 2;
  for (const auto& code : codes_of(jdk_three_decimals)) decimals[code] = 3;
  for (const auto& code : codes_of(jdk_four_decimals)) decimals[code] = 4;
  return decimals;
}

std::map<std::string, int> ours() {
  std::map<std::string, int> decimals;
  for (const Iso4217Entry& entry : iso4217) decimals[entry.code] = entry.exponent;
  return decimals;
}

TEST(Iso4217, StandsInOrderWithEachCodeOnce) {
  EXPECT_EQ(std::size(iso4217), 165u);
  const auto behind = [](const Iso4217Entry& a, const Iso4217Entry& b) {
    return std::string_view(a.code) >= std::string_view(b.code);
  };
  EXPECT_EQ(std::adjacent_find(std::begin(iso4217), std::end(iso4217), behind), std::end(iso4217));
}

TEST(Iso4217, HasTheDecimalsOfTheJdk) {
  const auto reference = jdk();
  const auto newer = codes_of(not_in_jdk);
  for (const auto& [code, exponent] : ours()) {
    SCOPED_TRACE(code);
    const auto found = reference.find(code);
    ASSERT_EQ(found == reference.end(), newer.contains(code));
    if (found != reference.end()) {
      EXPECT_EQ(exponent, found->second);
    }
  }
}

TEST(Iso4217, MissesNothingThatIsInUse) {
  const auto entries = ours();
  const auto gone = codes_of(withdrawn);
  for (const auto& [code, exponent] : jdk()) {
    SCOPED_TRACE(code);
    EXPECT_NE(entries.contains(code), gone.contains(code));
  }
}

TEST(Iso4217, HasNothingWithoutMinorUnits) {
  const auto entries = ours();
  for (const auto& code : codes_of(jdk_no_minor_unit)) EXPECT_FALSE(entries.contains(code)) << code;
}

}  // namespace
}  // namespace haggle
