#include <stdlib.h>

#include "sold.h"

static struct sold s;
static haggle_error error;
static haggle_neighbour near[sold_rows];
static haggle_found found;

static haggle_status search(const float* query, const haggle_search_options* options, size_t k) {
  return haggle_index_search(s.index, query, sold_dimension, options, NULL, NULL, near, k, &found,
                             &error);
}

TEST(index_answers_with_the_most_similar_rows) {
  s = make_sold();
  CHECK_OK(search(&s.embeddings[3 * sold_dimension], NULL, 5));
  CHECK(found.count == 5 && found.shortfall == HAGGLE_SHORTFALL_NONE);
  CHECK(near[0].row == 3 && near[0].similarity == 1.0);
  for (int i = 0; i < 5; ++i) {
    double cosine = 0;
    CHECK_OK(haggle_cosine(&s.embeddings[3 * sold_dimension],
                           &s.embeddings[near[i].row * sold_dimension], sold_dimension, &cosine,
                           &error));
    CHECK(near[i].similarity == cosine);
    CHECK(i == 0 || near[i].similarity <= near[i - 1].similarity);
  }
  end_sold(&s);
}

TEST(index_looks_only_at_rows_that_are_asked_for) {
  haggle_search_options options = HAGGLE_SEARCH_OPTIONS_INIT;
  s = make_sold();
  strcpy(options.category, "odd");
  options.has = HAGGLE_SEARCH_HAS_SOLD_FROM | HAGGLE_SEARCH_HAS_SOLD_UNTIL;
  options.sold_from_ms = SOLD_NOW_MS - 9 * SOLD_DAY_MS;
  options.sold_until_ms = SOLD_NOW_MS - 2 * SOLD_DAY_MS;
  CHECK_OK(search(s.embeddings, &options, sold_rows));
  CHECK(found.count == 4 && found.shortfall == HAGGLE_SHORTFALL_FEW_ROWS);
  for (uint32_t i = 0; i < found.count; ++i) {
    CHECK(near[i].row % 2 == 1 && 3 <= near[i].row && near[i].row <= 9);
  }
  strcpy(options.tenant, "nobody");
  CHECK_OK(search(s.embeddings, &options, 3));
  CHECK(found.count == 0 && found.shortfall == HAGGLE_SHORTFALL_ALL_FILTERED);
  CHECK(strcmp(haggle_shortfall_name(found.shortfall), "all_filtered") == 0);
  options = (haggle_search_options)HAGGLE_SEARCH_OPTIONS_INIT;
  options.has = HAGGLE_SEARCH_HAS_SIMILARITY | HAGGLE_SEARCH_HAS_CONDITION;
  options.condition = HAGGLE_SALE_CONDITION_VERY_GOOD;
  options.similarity_min = 0.9999;
  CHECK_OK(search(s.embeddings, &options, sold_rows));
  CHECK(0 < found.count && found.count < sold_rows);
  CHECK(found.shortfall == HAGGLE_SHORTFALL_TOO_FAR);
  end_sold(&s);
}

struct counted_run {
  uint32_t calls;
};
static void run_backwards(void* context, uint32_t parts, haggle_part part, void* argument) {
  ++((struct counted_run*)context)->calls;
  while (parts-- > 0) part(argument, parts);
}

TEST(index_answers_the_same_in_parts_and_in_a_batch) {
  enum { k = 7, queries = 5, strided = sold_dimension + 3 };
  static haggle_neighbour each[queries * k];
  haggle_found founds[queries];
  float apart[queries * strided] = {0};
  struct counted_run runs = {0};
  haggle_search_options options = HAGGLE_SEARCH_OPTIONS_INIT;
  options.parts = 3;
  s = make_sold();
  for (int i = 0; i < queries; ++i) {
    memcpy(&apart[i * strided], &s.embeddings[i * sold_dimension], sold_dimension * sizeof(float));
  }
  CHECK_OK(haggle_index_search_each(s.index, apart, strided * sizeof(float), queries,
                                    sold_dimension, &options, run_backwards, &runs, each, k, founds,
                                    &error));
  for (int i = 0; i < queries; ++i) {
    CHECK_OK(search(&s.embeddings[i * sold_dimension], NULL, k));
    CHECK(founds[i].count == k && memcmp(near, &each[i * k], sizeof near[0] * k) == 0);
    CHECK_OK(haggle_index_search(s.index, &apart[i * strided], sold_dimension, &options,
                                 run_backwards, &runs, near, k, &found, &error));
    CHECK(memcmp(near, &each[i * k], sizeof near[0] * k) == 0);
  }
  CHECK(runs.calls > 0);
  end_sold(&s);
}

TEST(index_tells_its_rows) {
  haggle_index_facts facts = HAGGLE_INDEX_FACTS_INIT;
  haggle_sale sale;
  float vector[sold_dimension];
  uint8_t removed = 9;
  s = make_sold();
  CHECK_OK(haggle_index_about(s.index, &facts, &error));
  CHECK(facts.dimension == sold_dimension && facts.rows_count == sold_rows);
  CHECK(facts.live_count == sold_rows && facts.read_only == 0 && facts.bytes_count > 0);
  CHECK_OK(haggle_index_row(s.index, 7, &sale, &removed, &error));
  CHECK(removed == 0 && strcmp(sale.id, "sale-7") == 0 && strcmp(sale.category, "odd") == 0);
  CHECK(sale.price_minor == 0 && sale.currency[0] == 0);
  CHECK(sale.sold_ms == s.sales[7].sold_ms && sale.condition == s.sales[7].condition);
  CHECK_OK(haggle_index_embedding(s.index, 7, vector, sold_dimension, &error));
  CHECK(memcmp(vector, &s.embeddings[7 * sold_dimension], sizeof vector) == 0);
  CHECK_ERROR(haggle_index_row(s.index, sold_rows, &sale, NULL, &error), HAGGLE_E_OUT_OF_RANGE,
              "row");
  CHECK_ERROR(haggle_index_embedding(s.index, 7, vector, sold_dimension - 1, &error),
              HAGGLE_E_BUFFER_TOO_SMALL, "out");
  end_sold(&s);
}

TEST(index_forgets_rows_and_closes_the_gaps) {
  uint64_t removed = 0;
  uint32_t rows[sold_rows];
  haggle_index_facts facts = HAGGLE_INDEX_FACTS_INIT;
  s = make_sold();
  CHECK_OK(haggle_index_remove(s.index, "sale-3", 6, &removed, &error));
  CHECK(removed == 1);
  CHECK_OK(haggle_index_remove(s.index, "sale-99", 7, &removed, &error));
  CHECK(removed == 0);
  CHECK_OK(
      haggle_index_remove_sold_before(s.index, SOLD_NOW_MS - 10 * SOLD_DAY_MS, &removed, &error));
  CHECK(removed == sold_rows - 11);
  CHECK_OK(search(&s.embeddings[3 * sold_dimension], NULL, sold_rows));
  CHECK(found.count == 10 && near[0].row != 3);
  CHECK_ERROR(haggle_index_compact(s.index, rows, sold_rows - 1, 1, NULL, NULL, &error),
              HAGGLE_E_BUFFER_TOO_SMALL, "rows");
  CHECK_OK(haggle_index_compact(s.index, rows, sold_rows, 1, NULL, NULL, &error));
  CHECK(rows[0] == 0 && rows[3] == HAGGLE_NO_ROW && rows[4] == 3 && rows[11] == HAGGLE_NO_ROW);
  CHECK_OK(haggle_index_about(s.index, &facts, &error));
  CHECK(facts.rows_count == 10 && facts.live_count == 10);
  end_sold(&s);
}

TEST(index_is_written_and_viewed_where_it_stands) {
  haggle_index *view = NULL, *copy = NULL;
  size_t needed = 0;
  uint64_t removed = 0;
  haggle_neighbour own[5];
  haggle_index_facts facts = HAGGLE_INDEX_FACTS_INIT;
  s = make_sold();
  CHECK_OK(haggle_index_write(s.index, NULL, 0, &needed, &error));
  char* bytes = take_aligned(needed);
  CHECK_ERROR(haggle_index_write(s.index, bytes, needed - 1, &needed, &error),
              HAGGLE_E_BUFFER_TOO_SMALL, "buffer");
  CHECK_ERROR(haggle_index_write(s.index, bytes + 8, needed, &needed, &error),
              HAGGLE_E_BAD_ARGUMENT, "buffer");
  CHECK_OK(haggle_index_write(s.index, bytes, needed, &needed, &error));
  CHECK_OK(haggle_index_view(bytes, needed, &view, &error));
  CHECK_OK(haggle_index_verify(view, &error));
  CHECK_OK(search(s.embeddings, NULL, 5));
  memcpy(own, near, sizeof own);
  CHECK_OK(haggle_index_search(view, s.embeddings, sold_dimension, NULL, NULL, NULL, near, 5,
                               &found, &error));
  CHECK(memcmp(own, near, sizeof own) == 0);
  CHECK_OK(haggle_index_about(view, &facts, &error));
  CHECK(facts.read_only == 1 && facts.rows_count == sold_rows);
  CHECK(add_sold(&s, view, &error) == HAGGLE_E_INDEX_READ_ONLY);
  CHECK_ERROR(haggle_index_remove(view, "sale-3", 6, &removed, &error), HAGGLE_E_INDEX_READ_ONLY,
              "index");
  CHECK_ERROR(haggle_index_reserve(view, 100, &error), HAGGLE_E_INDEX_READ_ONLY, "index");
  CHECK_OK(haggle_index_copy(view, NULL, NULL, NULL, &copy, &error));
  CHECK_OK(add_sold(&s, copy, &error));
  CHECK_OK(haggle_index_about(copy, &facts, &error));
  CHECK(facts.rows_count == 2 * sold_rows && facts.read_only == 0);
  haggle_index_destroy(view);
  bytes[needed - 1] = (char)(bytes[needed - 1] + 1);
  CHECK_OK(haggle_index_view(bytes, needed, &view, &error));
  CHECK(haggle_index_verify(view, NULL) == HAGGLE_E_INDEX_DAMAGED);
  haggle_index_destroy(view);
  bytes[0] = (char)(bytes[0] + 1);
  CHECK(haggle_index_view(bytes, needed, &view, NULL) == HAGGLE_E_INDEX_UNREADABLE && view == NULL);
  haggle_index_destroy(copy);
  give_aligned(bytes);
  end_sold(&s);
}

struct heap {
  long taken;
  long given;
  long left;
};
static void* take(void* context, size_t bytes) {
  struct heap* heap = context;
  if (heap->left-- == 0) return NULL;
  ++heap->taken;
  return take_aligned(bytes);
}
static void give(void* context, void* memory, size_t bytes) {
  (void)bytes;
  ++((struct heap*)context)->given;
  give_aligned(memory);
}

TEST(index_lives_in_the_memory_of_the_caller) {
  struct heap heap = {0, 0, -1};
  haggle_index* index = NULL;
  s = make_sold();
  CHECK_ERROR(haggle_index_create(sold_dimension, take, NULL, &heap, &index, &error),
              HAGGLE_E_BAD_ARGUMENT, "release");
  CHECK_ERROR(haggle_index_create(sold_dimension, NULL, give, &heap, &index, &error),
              HAGGLE_E_BAD_ARGUMENT, "allocate");
  CHECK_OK(haggle_index_create(sold_dimension, take, give, &heap, &index, &error));
  CHECK_OK(add_sold(&s, index, &error));
  haggle_index_destroy(index);
  CHECK(heap.taken > 0 && heap.taken == heap.given);
  for (long left = 0; left < heap.taken; ++left) {
    struct heap poor = {0, 0, left};
    haggle_index_facts facts = HAGGLE_INDEX_FACTS_INIT;
    CHECK_OK(haggle_index_create(sold_dimension, take, give, &poor, &index, &error));
    const haggle_status status = add_sold(&s, index, &error);
    CHECK(status == HAGGLE_OK || status == HAGGLE_E_NO_MEMORY);
    CHECK_OK(haggle_index_about(index, &facts, &error));
    CHECK(facts.rows_count == (status == HAGGLE_OK ? sold_rows : 0));
    haggle_index_destroy(index);
    CHECK(poor.taken == poor.given);
  }
  end_sold(&s);
}

/* Columns of many megabytes stand in huge pages; they are mapped, grow and are given back. */
TEST(index_takes_large_columns_from_the_system) {
  enum { dimension = 1024, rows = 1500 };
  static haggle_sale sales[rows];
  static uint32_t moved[2 * rows];
  float* vectors = calloc((size_t)rows * dimension, sizeof(float));
  haggle_index* index = NULL;
  haggle_neighbour own[4];
  haggle_search_options options = HAGGLE_SEARCH_OPTIONS_INIT;
  struct counted_run runs = {0};
  for (int i = 0; i < rows; ++i) {
    vectors[i * dimension + i % dimension] = 1;
    vectors[i * dimension] += 0.25F;
  }
  CHECK_OK(haggle_index_create(dimension, NULL, NULL, NULL, &index, &error));
  for (int i = 0; i < 2; ++i) {
    CHECK_OK(haggle_index_add(index, vectors, dimension * sizeof(float), dimension, sales,
                              sizeof sales[0], rows, 1, NULL, NULL, &error));
  }
  CHECK_OK(haggle_index_search(index, &vectors[7 * dimension], dimension, NULL, NULL, NULL, near, 4,
                               &found, &error));
  CHECK(near[0].row == 7 && near[1].row == 7 + dimension && near[2].row == 7 + rows);
  memcpy(own, near, sizeof own);
  options.parts = 2;
  CHECK_OK(haggle_index_search(index, &vectors[7 * dimension], dimension, &options, run_backwards,
                               &runs, near, 4, &found, &error));
  CHECK(memcmp(own, near, sizeof own) == 0);
  CHECK_OK(haggle_index_compact(index, moved, 2 * rows, 1, NULL, NULL, &error));
  CHECK(moved[0] == 0 && moved[2 * rows - 1] == 2 * rows - 1);
  haggle_index_destroy(index);
  free(vectors);
}

TEST(index_names_a_shortfall_and_a_condition) {
  CHECK(strcmp(haggle_shortfall_name(HAGGLE_SHORTFALL_TOO_FAR), "too_far") == 0);
  CHECK(strcmp(haggle_shortfall_name(255), "unknown") == 0);
  CHECK(strcmp(haggle_sale_condition_name(HAGGLE_SALE_CONDITION_LIKE_NEW), "like_new") == 0);
  CHECK(strcmp(haggle_sale_condition_name(200), "unknown") == 0);
}
