/* What the tests of sold items need: rows of vectors that are told apart, an index of them, and a
 * policy to value by. */
#ifndef HAGGLE_TESTS_SOLD_H
#define HAGGLE_TESTS_SOLD_H

#include "check.h"

enum { sold_rows = 40, sold_dimension = 6 };
#define SOLD_DAY_MS INT64_C(86400000)
#define SOLD_NOW_MS INT64_C(1763712000000)

struct sold {
  haggle_index* index;
  haggle_valuation_policy* policy;
  float embeddings[sold_rows * sold_dimension];
  haggle_sale sales[sold_rows];
  int64_t prices[sold_rows];
  haggle_query query;
};

/* Row i was sold i days ago in category "even" or "odd", and turns away from row 0 as i grows. */
struct sold make_sold(void);
void end_sold(struct sold* sold);

haggle_valuation_policy* make_valuation_policy(uint32_t preset);
haggle_status add_sold(struct sold* sold, haggle_index* index, haggle_error* err);

/* Memory at a multiple of HAGGLE_INDEX_ALIGNMENT; NULL is given back too. */
void* take_aligned(size_t bytes);
void give_aligned(void* memory);

#endif
