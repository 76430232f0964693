// A table of a few plain rows, to change in one place.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "capi/arrow_asked.hpp"

namespace haggle::test::made {

/// The column of a table, of the table or (with "offers[].") of its offers.
inline Node& column(Node& table, const std::string& name) {
  const std::string prefix = "offers[].";
  if (name.rfind(prefix, 0) == 0) {
    return column(column(table, "offers").children.at(0), name.substr(prefix.size()));
  }
  for (Node& child : table.children) {
    if (child.name == name) return child;
  }
  throw std::runtime_error("no column " + name);
}

/// The same table with one column in place of another.
inline Node with(Node table, const std::string& name, Node other) {
  column(table, name) = std::move(other);
  return table;
}
/// And with one more.
inline Node plus(Node table, Node other) {
  table.children.push_back(std::move(other));
  return table;
}
inline Node without(Node table, const std::string& name) {
  std::erase_if(table.children, [&](const Node& child) { return child.name == name; });
  return table;
}

/// Three listings of "US" in dollars at 10.00 within 8.00 .. 15.00, each with two rivals, the first
/// of them the winner at 9.00 + row.
inline Node small_table() {
  Node offers = structure("item", {int64s("price_minor", {900, 1200, 901, 1200, 902, 1200}),
                                   utf8("seller", {"A", "B", "A", "B", "A", "B"}),
                                   flags("is_winner", {true, false, true, false, true, false})});
  return structure(
      "", {utf8("seller", {"US", "US", "US"}), utf8("marketplace", {"US", "US", "US"}),
           int64s("price_minor", {1000, 1000, 1000}), int64s("shipping_minor", {0, 0, 0}),
           int64s("floor_minor", {800, 800, 800}), int64s("ceiling_minor", {1500, 1500, 1500}),
           numbers<std::int64_t>("market_time", "tsm:", {test_now.ms, test_now.ms, test_now.ms}),
           lists<std::int32_t>("offers", {2, 2, 2}, offers)});
}

using Prices = std::vector<std::optional<std::int64_t>>;

inline Prices prices_of(const Answer& answer) {
  Prices out;
  for (const Row& row : answer.rows) out.push_back(row.price);
  return out;
}
inline std::vector<std::string> errors_of(const Answer& answer) {
  std::vector<std::string> out;
  for (const Row& row : answer.rows) {
    out.push_back(row.error.empty() ? "" : row.error + " at " + row.where);
  }
  return out;
}

inline const Prices all_match{900, 901, 902};

}  // namespace haggle::test::made
