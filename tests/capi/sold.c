#include "sold.h"

#include <stdio.h>
#include <stdlib.h>

static haggle_error error;

haggle_valuation_policy* make_valuation_policy(uint32_t preset) {
  haggle_valuation_options options = HAGGLE_VALUATION_OPTIONS_INIT;
  haggle_valuation_policy* policy = NULL;
  CHECK_OK(haggle_valuation_options_usual(preset, &options, &error));
  CHECK_OK(haggle_valuation_policy_create(&options, NULL, &policy, &error));
  return policy;
}

haggle_status add_sold(struct sold* sold, haggle_index* index, haggle_error* err) {
  return haggle_index_add(index, sold->embeddings, sold_dimension * sizeof(float), sold_dimension,
                          sold->sales, sizeof sold->sales[0], sold_rows, 1, NULL, NULL, err);
}

static void fill(struct sold* sold) {
  for (int i = 0; i < sold_rows; ++i) {
    haggle_sale* sale = &sold->sales[i];
    float* row = &sold->embeddings[i * sold_dimension];
    row[0] = 10;
    row[1] = (float)i / 10;
    row[2] = i % 3 == 0 ? 0.5F : 0;
    snprintf(sale->id, sizeof sale->id, "sale-%d", i);
    strcpy(sale->tenant, "acme");
    strcpy(sale->category, i % 2 == 0 ? "even" : "odd");
    strcpy(sale->brand, "mill");
    sale->condition = HAGGLE_SALE_CONDITION_VERY_GOOD;
    sale->sold_ms = SOLD_NOW_MS - i * SOLD_DAY_MS;
    sold->prices[i] = 10000 + 100 * i;
  }
}

struct sold make_sold(void) {
  struct sold out;
  const haggle_query query = HAGGLE_QUERY_INIT;
  memset(&out, 0, sizeof out);
  fill(&out);
  out.query = query;
  out.query.now_ms = SOLD_NOW_MS;
  out.query.condition = HAGGLE_SALE_CONDITION_VERY_GOOD;
  out.query.quality = HAGGLE_QUALITY_GOOD;
  strcpy(out.query.currency, "USD");
  CHECK_OK(haggle_index_create(sold_dimension, NULL, NULL, NULL, &out.index, &error));
  CHECK_OK(add_sold(&out, out.index, &error));
  out.policy = make_valuation_policy(HAGGLE_PRESET_VISUAL_SIMILARITY);
  return out;
}

void end_sold(struct sold* sold) {
  haggle_index_destroy(sold->index);
  haggle_valuation_policy_destroy(sold->policy);
  sold->index = NULL;
  sold->policy = NULL;
}

void* take_aligned(size_t bytes) {
  char* whole = malloc(bytes + HAGGLE_INDEX_ALIGNMENT);
  if (whole == NULL) return NULL;
  const size_t before = HAGGLE_INDEX_ALIGNMENT - (uintptr_t)whole % HAGGLE_INDEX_ALIGNMENT;
  whole[before - 1] = (char)before;
  return whole + before;
}

void give_aligned(void* memory) {
  char* begin = memory;
  if (begin != NULL) free(begin - begin[-1]);
}
