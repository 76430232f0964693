// Sales that the tests put.
#pragma once

#include <cstdint>
#include <dynamodb/sale_item.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace samples {

inline constexpr haggle::Instant now{1'795'000'000'000};  // 2026-11-18T11:06:40Z

[[nodiscard]] dynamodb::Tenant tenant(std::string_view name = "shop");

/// A vector of one direction for each seed.
[[nodiscard]] std::vector<float> embedding(std::uint32_t seed, std::size_t dimension = 8);

/// A sale of the shop, of category "bags" and brand "gucci", sold `hours` before now; version 1.
[[nodiscard]] dynamodb::SaleRecord sale(std::string_view id, std::int64_t hours = 1);

/// The record as a row; its tenant is the shop.
[[nodiscard]] dynamodb::Item row(const dynamodb::SaleRecord& record);

}  // namespace samples
