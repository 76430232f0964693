// Hand-made arrays given out as a producer gives them, with a count of what is released.
#pragma once

#include <cerrno>
#include <cstdint>
#include <utility>
#include <vector>

#include "capi/arrow_made.hpp"
#include "haggle/haggle.h"

namespace haggle::test::made {

/// How many were given out and not released. A second release of one makes it negative.
inline int open_count = 0;

struct GivenArray {
  Node node;
  Bytes bits;
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  ArrowArray dictionary{};
};

inline void release_array(ArrowArray* array) {
  for (std::int64_t i = 0; i < array->n_children; ++i) {
    if (array->children[i]->release != nullptr) array->children[i]->release(array->children[i]);
  }
  if (array->dictionary != nullptr) array->dictionary->release(array->dictionary);
  delete static_cast<GivenArray*>(array->private_data);
  array->release = nullptr;
  --open_count;
}

inline void give(const Node& node, ArrowArray* out) {
  auto* given = new GivenArray{node, {}, {}, {}, {}, {}};
  if (node.known) given->bits = bits_of(*node.known);
  if (node.has_bits_buffer) given->buffers.push_back(node.known ? given->bits.data() : nullptr);
  for (const Bytes& buffer : given->node.buffers) given->buffers.push_back(buffer.data());
  given->children.resize(node.children.size());
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    give(node.children[i], &given->children[i]);
    given->pointers.push_back(&given->children[i]);
  }
  if (node.dictionary) give(*node.dictionary, &given->dictionary);
  *out = {node.length,
          node.known ? -1 : 0,
          node.offset,
          static_cast<std::int64_t>(given->buffers.size()),
          static_cast<std::int64_t>(given->children.size()),
          given->buffers.data(),
          given->pointers.data(),
          node.dictionary ? &given->dictionary : nullptr,
          release_array,
          given};
  ++open_count;
}

struct GivenSchema {
  Node node;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
  ArrowSchema dictionary{};
};

inline void release_schema(ArrowSchema* schema) {
  for (std::int64_t i = 0; i < schema->n_children; ++i) {
    if (schema->children[i]->release != nullptr) schema->children[i]->release(schema->children[i]);
  }
  if (schema->dictionary != nullptr) schema->dictionary->release(schema->dictionary);
  delete static_cast<GivenSchema*>(schema->private_data);
  schema->release = nullptr;
  --open_count;
}

inline void give(const Node& node, ArrowSchema* out) {
  auto* given = new GivenSchema{node, {}, {}, {}};
  given->children.resize(node.children.size());
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    give(node.children[i], &given->children[i]);
    given->pointers.push_back(&given->children[i]);
  }
  if (node.dictionary) give(*node.dictionary, &given->dictionary);
  *out = {given->node.format.c_str(),
          given->node.name.c_str(),
          nullptr,
          ARROW_FLAG_NULLABLE,
          static_cast<std::int64_t>(given->children.size()),
          given->pointers.data(),
          node.dictionary ? &given->dictionary : nullptr,
          release_schema,
          given};
  ++open_count;
}

/// A stream of chunks; the first says the schema.
struct Source {
  std::vector<Node> chunks{};
  std::size_t fails_at{SIZE_MAX};  ///< instead of this chunk, with EIO
  bool schema_fails{false};
  std::size_t next{0};
};

inline Source& source_of(ArrowArrayStream* stream) {
  return *static_cast<Source*>(stream->private_data);
}

inline void give(Source source, ArrowArrayStream* out) {
  out->private_data = new Source{std::move(source)};
  out->get_schema = [](ArrowArrayStream* stream, ArrowSchema* schema) {
    Source& given = source_of(stream);
    if (given.schema_fails) return EIO;
    give(given.chunks.at(0), schema);
    return 0;
  };
  out->get_next = [](ArrowArrayStream* stream, ArrowArray* array) {
    Source& given = source_of(stream);
    if (given.next == given.fails_at) return EIO;
    array->release = nullptr;
    if (given.next < given.chunks.size()) give(given.chunks[given.next++], array);
    return 0;
  };
  out->get_last_error = [](ArrowArrayStream*) { return "the disk is gone"; };
  out->release = [](ArrowArrayStream* stream) {
    delete &source_of(stream);
    stream->release = nullptr;
    --open_count;
  };
  ++open_count;
}

}  // namespace haggle::test::made
