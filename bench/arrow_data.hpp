// Arrow arrays over memory that stays: what a producer gives, without the cost of making it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "haggle/haggle.h"

namespace haggle::bench {

/// One array with its schema; the buffers are somebody else's.
struct Column {
  std::string name;
  std::string format;
  std::size_t length;
  std::vector<const void*> buffers;
  std::vector<Column> children{};
};

/// The C structs of a column and its children. Their release does nothing but say so.
class Given {
 public:
  explicit Given(Column column) : column_(std::move(column)) {
    for (const Column& child : column_.children) {
      children_.push_back(std::make_unique<Given>(child));
      arrays_.push_back(&children_.back()->array);
      schemas_.push_back(&children_.back()->schema);
    }
    open();
  }
  Given(const Given&) = delete;
  Given& operator=(const Given&) = delete;

  /// As new, after a reader has released it.
  void open() {
    const auto count = static_cast<std::int64_t>(column_.children.size());
    for (const auto& child : children_) child->open();
    array = {static_cast<std::int64_t>(column_.length),
             0,
             0,
             static_cast<std::int64_t>(column_.buffers.size()),
             count,
             column_.buffers.data(),
             arrays_.data(),
             nullptr,
             [](ArrowArray* one) { one->release = nullptr; },
             nullptr};
    schema = {column_.format.c_str(),
              column_.name.c_str(),
              nullptr,
              0,
              count,
              schemas_.data(),
              nullptr,
              [](ArrowSchema* one) { one->release = nullptr; },
              nullptr};
  }

  ArrowArray array{};
  ArrowSchema schema{};

 private:
  Column column_;
  std::vector<std::unique_ptr<Given>> children_{};
  std::vector<ArrowArray*> arrays_{};
  std::vector<ArrowSchema*> schemas_{};
};

/// A stream of one chunk. Needs: the table to live as long as the stream.
inline ArrowArrayStream stream_of(Given& table) {
  table.open();
  ArrowArrayStream out;
  out.private_data = &table;
  out.get_schema = [](ArrowArrayStream* stream, ArrowSchema* schema) {
    *schema = static_cast<Given*>(stream->private_data)->schema;
    return 0;
  };
  out.get_next = [](ArrowArrayStream* stream, ArrowArray* array) {
    Given& given = *static_cast<Given*>(stream->private_data);
    *array = given.array;
    given.array.release = nullptr;
    return 0;
  };
  out.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
  out.release = [](ArrowArrayStream* stream) { stream->release = nullptr; };
  return out;
}

}  // namespace haggle::bench
