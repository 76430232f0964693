/* haggle/haggle.h -- floor 8 (capi).
 *
 * haggle for C and for every language that can call C: our listing, everybody's offers and a policy
 * go in, one exact price with its reasons comes out. C99 and C++; needs no other header of haggle.
 *
 * Structs   `size` first, set by NAME_INIT or haggle_name_init(), in elements of arrays and in what
 *           is written to as well. A shorter struct is an older caller's: what it lacks is zero. A
 *           longer one is a newer caller's: its unknown tail must be zero. Fields are only ever
 *           appended, zero in a new one is the old behaviour, reserved ones must be zero. Those
 *           that are called frozen never grow. No padding, no pointers: the bytes may be compared,
 *           hashed, stored, and handed over by Go without pinning.
 * Arrays    A pointer, a count and a stride in bytes: sizeof(element), or more where elements stand
 *           inside something larger; a multiple of 8. What lies between is neither read nor
 *           written. Elements of the current size are used where they stand.
 * Memory    The caller owns every buffer. Only *_create allocates for keeps, and each has its
 *           *_destroy, which accepts NULL. Structs and arrays stand at multiples of 8 bytes. What
 *           is written to must not overlap anything else.
 * Text      UTF-8 with a size in bytes; no NUL is needed, and none is allowed inside an id. Text
 *           comes out as (buffer, capacity, needed): *needed becomes the bytes without the NUL that
 *           always follows. A capacity of 0 only asks for that. Where it does not fit, nothing but
 *           *needed is written and HAGGLE_E_BUFFER_TOO_SMALL returned.
 * Errors    A status is returned, HAGGLE_OK or what is wrong; `err`, where not NULL, is written on
 *           failure only. No state is kept a thread, so a goroutine may move between threads.
 * NULL      is allowed where the function says so, and nowhere else; elsewhere it is
 *           HAGGLE_E_BAD_ARGUMENT, and `where` names the argument.
 * Threads   A handle that is only read (const here) may be shared by any number of threads.
 * Amounts   int64_t minor units of the listing's currency: USD 12.34 is 1234. At most 10^15.
 *           Rates are parts per million: 15.3 % is 153000. Times are milliseconds since
 *           1970-01-01T00:00:00Z, at most 10^14 either side.
 *
 * Every function keeps its meaning as long as the library is called libhaggle.so.1.
 */
#ifndef HAGGLE_HAGGLE_H
#define HAGGLE_HAGGLE_H

#include <stddef.h>
#include <stdint.h>

/* The number in the library's name; not its version. Functions say since which one they exist. */
#define HAGGLE_ABI 1

/* Define it lower to be told by the compiler what an older library does not have. */
#ifndef HAGGLE_TARGET_ABI
#define HAGGLE_TARGET_ABI HAGGLE_ABI
#endif

#if defined(__GNUC__)
#define HAGGLE_API __attribute__((visibility("default")))
#else
#define HAGGLE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- base: statuses, errors, version --------------------------------------------------------- */

/* HAGGLE_OK or one of HAGGLE_E_...; int32_t, because the width of an enum is the compiler's. */
typedef int32_t haggle_status;

#define HAGGLE_OK 0
/* numbers: errc */
/* Give a value that the function accepts. */
#define HAGGLE_E_BAD_ARGUMENT 1
/* The result does not fit; use smaller amounts. */
#define HAGGLE_E_OVERFLOW 2
/* Give a value inside the field's limits; amounts are at most 10^15 minor units. */
#define HAGGLE_E_OUT_OF_RANGE 3
/* Use an ISO 4217 code that has minor units, such as USD. */
#define HAGGLE_E_UNKNOWN_CURRENCY 4
/* Convert with a dated rate first; two currencies never meet by themselves. */
#define HAGGLE_E_CURRENCY_MISMATCH 5
/* Give no more decimals than the currency has; nothing is rounded silently. */
#define HAGGLE_E_AMOUNT_PRECISION 6
/* Give a rate of whole parts per million, at most four decimals of a percent. */
#define HAGGLE_E_RATE_PRECISION 7
/* Fetch a newer exchange rate. */
#define HAGGLE_E_RATE_TOO_OLD 8
/* Ids hold at most 31 bytes (seller, item), 127 (SKU) or 15 (marketplace). */
#define HAGGLE_E_ID_TOO_LONG 9
/* An id is text without NUL bytes and must not be empty here. */
#define HAGGLE_E_BAD_ID 10
/* Write an amount as decimal digits, such as 12.34. */
#define HAGGLE_E_BAD_AMOUNT 11
/* Use one of the values that the page lists. */
#define HAGGLE_E_UNKNOWN_VALUE 100
/* Give at most 1,024 offers. */
#define HAGGLE_E_TOO_MANY_OFFERS 101
/* The market is of another marketplace, audience or condition; give this listing's. */
#define HAGGLE_E_NOT_THIS_LISTING 102
/* Set a hard minimum of at least one minor unit; nothing is priced without. */
#define HAGGLE_E_FLOOR_REQUIRED 103
/* Lower the hard minimum or MAP, or raise the hard maximum. */
#define HAGGLE_E_BOUNDS_CONTRADICT 104
/* Fees and margin take 100 % or more; lower the margin, ROI or fee rate. */
#define HAGGLE_E_FLOOR_IMPOSSIBLE 105
/* The price breaks a bound and was not given out. */
#define HAGGLE_E_BOUNDS_VIOLATED 106
/* Give hours whose start and end differ. */
#define HAGGLE_E_HOURS_EMPTY 107
/* Make the step at least one tick. */
#define HAGGLE_E_STEP_BELOW_TICK 108
/* Make the probe step at least the tick and the smallest change. */
#define HAGGLE_E_PROBE_STEP_TOO_SMALL 109
/* Choose an ending that stands on the tick. */
#define HAGGLE_E_ENDING_OFF_TICK 110
/* Give age bands in order that do not overlap. */
#define HAGGLE_E_BANDS_OVERLAP 111
/* A band's policy cannot have bands. */
#define HAGGLE_E_BANDS_NESTED 112
/* Give at most five tiers. */
#define HAGGLE_E_TOO_MANY_TIERS 113
/* Give rising quantities from 2, each once. */
#define HAGGLE_E_TIERS_NOT_RISING 114
/* Give no verdicts or room for one an offer. */
#define HAGGLE_E_VERDICTS_TOO_SHORT 115
/* Set size to the size of the struct. */
#define HAGGLE_E_BAD_SIZE 116
/* Give a lower multiple below the upper one. */
#define HAGGLE_E_ABSURD_RANGE_EMPTY 117
/* Send valid JSON. */
#define HAGGLE_E_MALFORMED_JSON 200
/* Give a value of the type that the schema names. */
#define HAGGLE_E_WRONG_TYPE 201
/* Add the field. */
#define HAGGLE_E_MISSING_FIELD 202
/* Check the spelling or take the field out. */
#define HAGGLE_E_UNKNOWN_FIELD 203
/* Give each key once, whatever its case. */
#define HAGGLE_E_REPEATED_KEY 204
/* Nest at most 64 levels. */
#define HAGGLE_E_TOO_DEEP 205
/* Write a time as 2026-11-21T10:00:00Z or as milliseconds since 1970. */
#define HAGGLE_E_BAD_INSTANT 206
/* This kind of message is not read; see its type. */
#define HAGGLE_E_UNKNOWN_MESSAGE 207
/* Send UTF-8. */
#define HAGGLE_E_BAD_ENCODING 208
/* Name a policy that the text holds. */
#define HAGGLE_E_UNKNOWN_POLICY 209
/* Send at most 16 MiB of text at once. */
#define HAGGLE_E_TOO_LARGE 210
/* Give embeddings of the index's dimension, 1 to 4,096 components. */
#define HAGGLE_E_WRONG_DIMENSION 300
/* Give finite numbers; leave the item out otherwise. */
#define HAGGLE_E_NOT_FINITE 301
/* A vector of zeros has no direction; leave the item out. */
#define HAGGLE_E_ZERO_VECTOR 302
/* Give prices above zero; leave the sale out otherwise. */
#define HAGGLE_E_PRICE_NOT_POSITIVE 303
/* The sale is later than the moment it is asked for; check both clocks. */
#define HAGGLE_E_SOLD_IN_FUTURE 304
/* These bytes are no index of this version; write it again with this library. */
#define HAGGLE_E_INDEX_UNREADABLE 305
/* The bytes changed after they were written; write the index again. */
#define HAGGLE_E_INDEX_DAMAGED 306
/* An index viewed from bytes does not change; change a copy of it. */
#define HAGGLE_E_INDEX_READ_ONLY 307
/* end of numbers */

/* What can go wrong in C only. */
/* The buffer is shorter than the text and its NUL; *needed says how long that is. */
#define HAGGLE_E_BUFFER_TOO_SMALL 900
/* An allocation failed; nothing is changed and nothing is lost. */
#define HAGGLE_E_NO_MEMORY 901
/* A fault of haggle itself; please tell. */
#define HAGGLE_E_INTERNAL 902

/* numbers: limits */
/* Offers of one snapshot. */
#define HAGGLE_OFFERS_MAX 1024
/* Tiers of a business ladder. */
#define HAGGLE_TIERS_MAX 5
/* Steps of one decision. */
#define HAGGLE_STEPS_MAX 16
/* Largest amount, in minor units. */
#define HAGGLE_AMOUNT_MINOR_MAX INT64_C(1000000000000000)
/* end of numbers */
/* Rungs of a business ladder: the business price and its tiers. */
#define HAGGLE_RUNGS_MAX 6
/* Largest `size` that a struct may say. */
#define HAGGLE_STRUCT_BYTES_MAX 4096
/* Bytes of the path in an error, its NUL included. */
#define HAGGLE_WHERE_BYTES 64

/* What is wrong, where, and what to do about it. */
typedef struct haggle_error {
  uint32_t size;
  haggle_status status;
  uint32_t index;                 /* element of the innermost [] in `where`, from 0 */
  uint32_t row;                   /* line of a catalogue or row of a batch, from 0 */
  uint64_t offset;                /* bytes of a text read when it was seen; 0: no text was read */
  char where[HAGGLE_WHERE_BYTES]; /* path as a pattern: "offers[].shipping"; an argument's name */
  char message[232];              /* one English line: code, path with its index, what to do */
} haggle_error;
#define HAGGLE_ERROR_INIT {sizeof(haggle_error), 0, 0, 0, 0, {0}, {0}}
/** Sets all to zero but `size`, as HAGGLE_ERROR_INIT does; for languages without macros. @since 1
 *  @param[in] size  sizeof(haggle_error) as the caller's compiler saw it
 *  @return HAGGLE_OK; HAGGLE_E_BAD_ARGUMENT (NULL), HAGGLE_E_BAD_SIZE: nothing is written */
HAGGLE_API haggle_status haggle_error_init(haggle_error* error, size_t size);

/** The HAGGLE_ABI of the library that is loaded. @since 1 */
HAGGLE_API uint32_t haggle_abi(void);

/** The version of the library that is loaded, such as "0.1.0". Never freed. @since 1 */
HAGGLE_API const char* haggle_version(void);

/** A status as a word for programs: "bounds_contradict", "ok"; "unknown" for a number of none.
 *  Never NULL, never freed. @since 1 */
HAGGLE_API const char* haggle_status_name(haggle_status status);

/** What to do about a status, in English. Never NULL, never freed. @since 1 */
HAGGLE_API const char* haggle_status_advice(haggle_status status);

/* ---- money ----------------------------------------------------------------------------------- */

/** Reads "USD 12.34". Exact: digits beyond the currency's decimals are refused. @since 1
 *  @param[out] currency  "USD" and a NUL
 *  @param[out] minor     1234
 *  @return HAGGLE_OK, _BAD_AMOUNT, _UNKNOWN_CURRENCY, _AMOUNT_PRECISION, _OUT_OF_RANGE */
HAGGLE_API haggle_status haggle_money_parse(const char* text, size_t text_size, char currency[4],
                                            int64_t* minor, haggle_error* err);

/** Writes "USD 12.34". @since 1
 *  @param[in] currency  three capitals and a NUL
 *  @param[in] minor     -10^15..10^15
 *  @return HAGGLE_OK, _UNKNOWN_CURRENCY, _OUT_OF_RANGE, _BUFFER_TOO_SMALL */
HAGGLE_API haggle_status haggle_money_format(const char currency[4], int64_t minor, char* buffer,
                                             size_t capacity, size_t* needed, haggle_error* err);

/** The decimals of a currency: JPY 0, USD 2, KWD 3. @since 1
 *  @return HAGGLE_OK, _UNKNOWN_CURRENCY */
HAGGLE_API haggle_status haggle_currency_decimals(const char currency[4], int32_t* decimals,
                                                  haggle_error* err);

/* ---- market: what is known at one moment ----------------------------------------------------- */

/* numbers: market */
#define HAGGLE_AUDIENCE_CONSUMER 0
#define HAGGLE_AUDIENCE_BUSINESS 1

#define HAGGLE_OFFER_AUDIENCE_AS_MARKET 0
#define HAGGLE_OFFER_AUDIENCE_CONSUMER 1
#define HAGGLE_OFFER_AUDIENCE_BUSINESS 2

#define HAGGLE_CONDITION_NEW 0
#define HAGGLE_CONDITION_USED 1
#define HAGGLE_CONDITION_COLLECTIBLE 2
#define HAGGLE_CONDITION_REFURBISHED 3
#define HAGGLE_CONDITION_CLUB 4

#define HAGGLE_SUB_CONDITION_NEW 0
#define HAGGLE_SUB_CONDITION_LIKE_NEW 1
#define HAGGLE_SUB_CONDITION_VERY_GOOD 2
#define HAGGLE_SUB_CONDITION_GOOD 3
#define HAGGLE_SUB_CONDITION_ACCEPTABLE 4
#define HAGGLE_SUB_CONDITION_MINT 5
#define HAGGLE_SUB_CONDITION_OPEN_BOX 6
#define HAGGLE_SUB_CONDITION_OEM 7
#define HAGGLE_SUB_CONDITION_WARRANTY 8
#define HAGGLE_SUB_CONDITION_REFURBISHED_WARRANTY 9
#define HAGGLE_SUB_CONDITION_REFURBISHED 10
#define HAGGLE_SUB_CONDITION_CLUB 11
#define HAGGLE_SUB_CONDITION_POOR 12
#define HAGGLE_SUB_CONDITION_OTHER 13

#define HAGGLE_FULFILMENT_MERCHANT 0
#define HAGGLE_FULFILMENT_MARKETPLACE 1

#define HAGGLE_LISTING_STATUS_ACTIVE 0
#define HAGGLE_LISTING_STATUS_INACTIVE 1

#define HAGGLE_UNKNOWN 0
#define HAGGLE_YES 1
#define HAGGLE_NO 2

/* The item price. */
#define HAGGLE_BASIS_ITEM 0
/* Item + our shipping - our points. */
#define HAGGLE_BASIS_LANDED 1
/* Item - our points. */
#define HAGGLE_BASIS_ITEM_MINUS_POINTS 2

#define HAGGLE_MEMORY_HAS_STEP_TIME 1
#define HAGGLE_MEMORY_HAS_LOST_TIME 2

#define HAGGLE_LISTING_HAS_PRICE_TIME 1
#define HAGGLE_LISTING_HAS_SHIPPING 2
#define HAGGLE_LISTING_HAS_STOCK 4
#define HAGGLE_LISTING_HAS_AGE 8
#define HAGGLE_LISTING_HAS_FLOOR 16
#define HAGGLE_LISTING_HAS_CEILING 32
#define HAGGLE_LISTING_HAS_MAP 64
#define HAGGLE_LISTING_HAS_REFERENCE_TIME 128
#define HAGGLE_LISTING_HAS_LAST_APPLIED 256
#define HAGGLE_LISTING_HAS_COST 512

#define HAGGLE_TIER_HAS_FLOOR 16
#define HAGGLE_TIER_HAS_CEILING 32
#define HAGGLE_TIER_HAS_MAP 64

#define HAGGLE_MARKET_HAS_OFFERS_COUNTED 1
#define HAGGLE_MARKET_HAS_BUY_BOX_LANDED 2
/* Buyers are given points here. */
#define HAGGLE_MARKET_GIVES_POINTS 1
/* No offer is left out of the list. */
#define HAGGLE_MARKET_LIST_IS_WHOLE 2
/* The message says so. */
#define HAGGLE_MARKET_BUY_BOX_SUPPRESSED 4

#define HAGGLE_OFFER_HAS_STATED_LANDED 1
#define HAGGLE_OFFER_HAS_FEEDBACK_SCORE 128
#define HAGGLE_OFFER_HAS_FEEDBACK_COUNT 256
#define HAGGLE_OFFER_HAS_HANDLING 512
#define HAGGLE_OFFER_HAS_STOCK 2048
/* The message marks it as ours (MyOffer). */
#define HAGGLE_OFFER_IS_MINE 1
/* It is flagged as the buy-box winner. */
#define HAGGLE_OFFER_IS_WINNER 2
/* end of numbers */

/* An amount and the price that it bounds. Frozen. */
typedef struct haggle_bound {
  int64_t amount_minor;
  uint8_t basis; /* HAGGLE_BASIS_... */
  uint8_t reserved[7];
} haggle_bound;

/* What a price probe wants to be given back: store it after every decision, holds included, and
 * hand it in with the listing. All zero: nothing is remembered. Frozen. */
typedef struct haggle_memory {
  uint32_t version;     /* 0: nothing is remembered; else 1 */
  uint32_t has;         /* HAGGLE_MEMORY_HAS_... */
  int64_t safe_minor;   /* the price before the open probe; 0: no probe is open */
  int64_t step_time_ms; /* when the last probe step was sent */
  int64_t lost_minor;   /* the price at which a probe lost the buy box; 0: none */
  int64_t lost_time_ms; /* when that was */
} haggle_memory;

/* Our own listing. What may be unknown has a bit in `has`. 416 bytes. */
typedef struct haggle_listing {
  uint32_t size;
  uint32_t has;         /* HAGGLE_LISTING_HAS_... */
  char seller[32];      /* ours; at most 31 bytes and zeros, as all ids */
  char item[32];        /* the marketplace's id of the product: an ASIN, an item id */
  char sku[128];        /* at most 127 bytes */
  char marketplace[16]; /* by name: "US", "UK", "WALMART_US" */
  char currency[4];     /* ISO 4217, of every amount: "USD" */
  uint8_t audience;     /* HAGGLE_AUDIENCE_... */
  uint8_t condition;    /* HAGGLE_CONDITION_... */
  uint8_t sub_condition;
  uint8_t fulfilment; /* who stores and ships: HAGGLE_FULFILMENT_... */
  uint8_t status;     /* HAGGLE_LISTING_STATUS_... */
  uint8_t reserved[3];
  int32_t stock;    /* units; not known: unlimited */
  int32_t age_days; /* in stock */
  uint32_t reserved_middle;
  int64_t price_minor;    /* what we last sent; 0: none */
  int64_t price_time_ms;  /* when; not known: long ago */
  int64_t shipping_minor; /* what the buyer pays for delivery */
  int64_t points_minor;
  int64_t default_price_minor; /* asked where nobody competes; 0: none */
  int64_t model_price_minor;   /* from a demand model of the caller's; 0: none */
  haggle_bound floor;          /* the hard minimum; nothing is priced without */
  haggle_bound ceiling;        /* the hard maximum */
  int64_t map_minor;           /* minimum advertised price, on the item */
  int64_t reference_price_minor;
  int64_t reference_time_ms;
  int64_t last_applied_ms; /* time of the market that was last decided on */
  int64_t cost_minor;
  int64_t fee_ppm;         /* referral fee, of the item price */
  int64_t fee_fixed_minor; /* fixed fee of a unit */
  haggle_memory memory;    /* as the last decision gave it */
} haggle_listing;
/* clang-format off */
#define HAGGLE_LISTING_INIT                                                                        \
  {sizeof(haggle_listing), 0, {0}, {0}, {0}, {0}, {0}, 0, 0, 0, 0, 0, {0}, 0, 0, 0, 0, 0, 0, 0, 0, \
   0, {0, 0, {0}}, {0, 0, {0}}, 0, 0, 0, 0, 0, 0, 0, {0, 0, 0, 0, 0, 0}}
/* clang-format on */
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_listing_init(haggle_listing* listing, size_t size);

/* One rung of a business ladder: from this quantity, this unit price. Frozen. */
typedef struct haggle_tier {
  uint32_t size; /* sizeof(haggle_tier) */
  uint32_t has;  /* HAGGLE_TIER_HAS_... */
  uint32_t quantity;
  uint32_t reserved;
  int64_t price_minor; /* now in force; 0: none */
  haggle_bound floor;
  haggle_bound ceiling;
  int64_t map_minor;
  haggle_memory memory;
} haggle_tier;
#define HAGGLE_TIER_INIT \
  {sizeof(haggle_tier), 0, 0, 0, 0, {0, 0, {0}}, {0, 0, {0}}, 0, {0, 0, 0, 0, 0, 0}}

/* What a business listing has beside the listing itself, whose price is that of one unit. */
typedef struct haggle_ladder {
  uint32_t size;
  uint32_t tiers_count;                /* at most HAGGLE_TIERS_MAX */
  int64_t consumer_price_minor;        /* the consumer price that stands, a cap; 0: none */
  haggle_tier tiers[HAGGLE_TIERS_MAX]; /* rising quantities from 2 */
} haggle_ladder;
/* clang-format off */
#define HAGGLE_LADDER_INIT                                                              \
  {sizeof(haggle_ladder), 0, 0, {HAGGLE_TIER_INIT, HAGGLE_TIER_INIT, HAGGLE_TIER_INIT,  \
                                 HAGGLE_TIER_INIT, HAGGLE_TIER_INIT}}
/* clang-format on */
/** As haggle_error_init; every tier has its size. @since 1 */
HAGGLE_API haggle_status haggle_ladder_init(haggle_ladder* ladder, size_t size);

/* The market of one item: all that is known but the offers. 128 bytes. */
typedef struct haggle_market {
  uint32_t size;
  uint32_t has;     /* HAGGLE_MARKET_HAS_... */
  uint32_t flags;   /* HAGGLE_MARKET_GIVES_POINTS, _LIST_IS_WHOLE, _BUY_BOX_SUPPRESSED */
  char currency[4]; /* of every offer */
  char item[32];
  char marketplace[16];
  char winner_seller[32]; /* the buy-box holder by id, where known; else empty */
  char country[4];        /* where marketplace-fulfilled offers ship from, "US"; may be empty */
  uint8_t audience;       /* HAGGLE_AUDIENCE_... */
  uint8_t condition;      /* HAGGLE_CONDITION_...: the class whose offers are listed */
  uint8_t reserved[2];
  int64_t time_ms;              /* when the market was so */
  int64_t offers_counted;       /* offers of this class that exist, ours included, listed or not */
  int64_t buy_box_landed_minor; /* landed price of the buy box, at quantity 1 */
} haggle_market;
#define HAGGLE_MARKET_INIT \
  {sizeof(haggle_market), 0, 0, {0}, {0}, {0}, {0}, {0}, 0, 0, {0}, 0, 0, 0}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_market_init(haggle_market* market, size_t size);

/* Anybody's offer. 128 bytes, frozen, without a size. All zero is a valid start. */
typedef struct haggle_offer {
  int64_t price_minor;    /* the item alone */
  int64_t shipping_minor; /* what the buyer pays for delivery */
  int64_t points_minor;   /* given back to the buyer; counts where the market has points */
  uint32_t has;           /* HAGGLE_OFFER_HAS_... */
  uint32_t flags;         /* HAGGLE_OFFER_IS_MINE, HAGGLE_OFFER_IS_WINNER */
  char seller[32];
  uint8_t condition;
  uint8_t sub_condition;
  uint8_t fulfilment;
  uint8_t audience; /* HAGGLE_OFFER_AUDIENCE_... */
  uint8_t eligible; /* may it hold the buy box? HAGGLE_UNKNOWN, _YES, _NO */
  uint8_t reserved_small[3];
  char ships_from[4]; /* country: "US"; may be empty */
  uint32_t feedback_count;
  uint32_t feedback_score_ppm; /* share of positive feedback, 0..1000000 */
  uint32_t handling_hours;     /* longest time until it ships */
  uint32_t stock;
  uint32_t reserved_middle;
  int64_t stated_landed_minor; /* the landed price as the message said it */
  uint8_t reserved[24];
} haggle_offer;

/* One row of an offer's quantity prices. Frozen. */
typedef struct haggle_break {
  uint32_t offer;      /* index of the offer in its market */
  uint32_t quantity;   /* at least 2 */
  int64_t price_minor; /* of one unit from that quantity on */
} haggle_break;

/* The moment at which is decided; haggle never reads a clock. */
typedef struct haggle_clock {
  uint32_t size;
  int32_t utc_offset_minutes; /* of the seller, east is positive, for hours; -1440..1440 */
  int64_t now_ms;
} haggle_clock;
#define HAGGLE_CLOCK_INIT {sizeof(haggle_clock), 0, 0}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_clock_init(haggle_clock* clock, size_t size);

/* ---- trail: why a price moved or was left alone ---------------------------------------------- */

/* numbers: trail */
#define HAGGLE_STAGE_AGE_BAND 1
#define HAGGLE_STAGE_RESOLVE 2
#define HAGGLE_STAGE_GATES 3
#define HAGGLE_STAGE_FILTER 4
#define HAGGLE_STAGE_STATE 5
#define HAGGLE_STAGE_STRATEGY 6
#define HAGGLE_STAGE_REFERENCE 7
#define HAGGLE_STAGE_PROPOSE 8
#define HAGGLE_STAGE_MIN_MAX_RULE 9
#define HAGGLE_STAGE_GRID 10
#define HAGGLE_STAGE_STEP_LIMIT 11
#define HAGGLE_STAGE_BOUNDS 12
#define HAGGLE_STAGE_WORTH_IT 13

/* The policy of its age band is in force. */
#define HAGGLE_REASON_AGE_BAND 1
/* The price was changed outside; that is the current one. */
#define HAGGLE_REASON_CHANGED_OUTSIDE 2
/* Our own shipping is not known. */
#define HAGGLE_REASON_OWN_SHIPPING_UNKNOWN 3
/* A margin, ROI or profit is asked for and the cost is not known. */
#define HAGGLE_REASON_COST_UNKNOWN 4
/* The market is older than the one last decided on. */
#define HAGGLE_REASON_OLDER_THAN_APPLIED 5
/* Repricing is paused. */
#define HAGGLE_REASON_PAUSED 6
/* Outside the seller's hours. */
#define HAGGLE_REASON_OUTSIDE_HOURS 7
/* The listing is not active. */
#define HAGGLE_REASON_NOT_ACTIVE 8
/* Nothing is in stock. */
#define HAGGLE_REASON_OUT_OF_STOCK 9
/* The market is older than the policy allows. */
#define HAGGLE_REASON_STALE_SNAPSHOT 10
/* The daily reset to the default price. */
#define HAGGLE_REASON_PRICE_RESET 11
/* The daily resume at the ceiling. */
#define HAGGLE_REASON_PRICE_RESUME 12
/* The last price was sent too recently. */
#define HAGGLE_REASON_COOL_DOWN 13
/* Rivals are listed, none passes the filters. */
#define HAGGLE_REASON_ALL_FILTERED 14
/* The buy box is held by another listing or account of ours. */
#define HAGGLE_REASON_BUY_BOX_SISTER 15
/* The buy box is suppressed. */
#define HAGGLE_REASON_BUY_BOX_SUPPRESSED 16
/* Too little is known of the offers. */
#define HAGGLE_REASON_OFFERS_UNKNOWN 17
/* Nobody competes with this tier; it keeps its price. */
#define HAGGLE_REASON_NO_COMPETITOR 18
/* There is no offer to go by. */
#define HAGGLE_REASON_NO_REFERENCE 19
/* Goes by the reference's price. */
#define HAGGLE_REASON_CHASE_BUY_BOX 20
/* The buy box is ours; goes up as far as it holds. */
#define HAGGLE_REASON_MAXIMIZE_PROFIT 21
/* Nobody competes. */
#define HAGGLE_REASON_ONLY_SELLER 22
/* Goes to the floor. */
#define HAGGLE_REASON_FLOOR 23
/* The probe lost the buy box; back to the safe price. */
#define HAGGLE_REASON_PROBE_BACK 24
/* There is no current price. */
#define HAGGLE_REASON_NO_CURRENT_PRICE 25
/* The market is not newer than the price that was sent. */
#define HAGGLE_REASON_WAITS_FOR_NEWS 26
/* The buy box is ours and the policy leaves it at that. */
#define HAGGLE_REASON_MAXIMIZE_HOLD 27
/* The last probe step is too recent. */
#define HAGGLE_REASON_PROBE_INTERVAL 28
/* The next step would meet the ceiling or a price that lost the buy box. */
#define HAGGLE_REASON_PROBE_AT_LIMIT 29
/* The listing carries no model price. */
#define HAGGLE_REASON_NO_MODEL_PRICE 30
/* No eligible rival is at or above our price. */
#define HAGGLE_REASON_NO_NEXT 31
/* Nobody competes and the policy leaves it at that. */
#define HAGGLE_REASON_ONLY_SELLER_HOLD 32
/* The policy asks for the ceiling and there is none. */
#define HAGGLE_REASON_CEILING_REQUIRED 33
/* Outside the bounds: to the floor. */
#define HAGGLE_REASON_JUMP_TO_MIN 34
/* Outside the bounds: to the ceiling. */
#define HAGGLE_REASON_JUMP_TO_MAX 35
/* Outside the bounds: to the mean of floor and ceiling. */
#define HAGGLE_REASON_JUMP_TO_AVG 36
/* Outside the bounds: to the default price. */
#define HAGGLE_REASON_DEFAULT_PRICE 37
/* Outside the bounds: to the reference's own price. */
#define HAGGLE_REASON_MATCH_RIVAL 38
/* Outside the bounds: by the next rival above. */
#define HAGGLE_REASON_NEXT_RIVAL 39
/* Outside the bounds: the policy leaves it at that. */
#define HAGGLE_REASON_DO_NOTHING 40
/* Outside the bounds, and the listing has no default price. */
#define HAGGLE_REASON_NO_DEFAULT 41
/* The reference's own price is outside the bounds too. */
#define HAGGLE_REASON_RIVAL_OUTSIDE 42
/* To the nearest ending or tick. */
#define HAGGLE_REASON_GRID 43
/* No further than one step. */
#define HAGGLE_REASON_STEP_LIMIT 44
/* Raised to the floor. */
#define HAGGLE_REASON_RAISED_TO_FLOOR 45
/* Lowered to the ceiling. */
#define HAGGLE_REASON_LOWERED_TO_CEILING 46
/* The standing price was outside its bounds and is brought back. */
#define HAGGLE_REASON_BOUNDS_CORRECTION 47
/* The floor is above the ceiling; the price stays. */
#define HAGGLE_REASON_BOUNDS_CROSS 48
/* No tick lies between floor and ceiling; the price stays. */
#define HAGGLE_REASON_NO_LEGAL_PRICE 49
/* That is the price already. */
#define HAGGLE_REASON_NO_CHANGE 50
/* The change is smaller than the policy sends. */
#define HAGGLE_REASON_BELOW_MIN_CHANGE 51
/* end of numbers */

/* One step of the way. Frozen. */
typedef struct haggle_step {
  int64_t before_minor;
  int64_t after_minor;
  uint32_t offer;      /* index of the offer that decided, where names_offer is 1 */
  uint16_t reason;     /* HAGGLE_REASON_... */
  uint8_t stage;       /* HAGGLE_STAGE_... */
  uint8_t names_offer; /* 0 or 1 */
} haggle_step;

/** A reason as a word for programs: "raised_to_floor"; "unknown" for a number of none. Never NULL,
 *  never freed. @since 1 */
HAGGLE_API const char* haggle_reason_name(uint16_t reason);

/** A reason as an English sentence for people. Never NULL, never freed. @since 1 */
HAGGLE_API const char* haggle_reason_sentence(uint16_t reason);

/* ---- market: sold items ---------------------------------------------------------------------- */

/* numbers: sale */
#define HAGGLE_SALE_CONDITION_UNKNOWN 0
#define HAGGLE_SALE_CONDITION_NEW_WITH_TAGS 1
#define HAGGLE_SALE_CONDITION_LIKE_NEW 2
#define HAGGLE_SALE_CONDITION_VERY_GOOD 3
#define HAGGLE_SALE_CONDITION_GOOD 4
#define HAGGLE_SALE_CONDITION_FAIR 5
#define HAGGLE_SALE_CONDITION_POOR 6

#define HAGGLE_ITEM_EVENT_UNKNOWN 0
#define HAGGLE_ITEM_EVENT_LISTED 1
#define HAGGLE_ITEM_EVENT_UPDATED 2
#define HAGGLE_ITEM_EVENT_SOLD 3
#define HAGGLE_ITEM_EVENT_DELISTED 4

/* Nothing is stored of it. */
#define HAGGLE_ITEM_STATE_UNKNOWN 0
#define HAGGLE_ITEM_STATE_LISTED 1
/* Listed, and changed since. */
#define HAGGLE_ITEM_STATE_UPDATED 2
#define HAGGLE_ITEM_STATE_SOLD 3
#define HAGGLE_ITEM_STATE_DELISTED 4

/* A kind or a state that has no number here. */
#define HAGGLE_LIFE_REASON_UNKNOWN_EVENT 0
/* For the first time. */
#define HAGGLE_LIFE_REASON_LISTED 1
/* After it was sold or delisted. */
#define HAGGLE_LIFE_REASON_RELISTED 2
/* It was listed. */
#define HAGGLE_LIFE_REASON_UPDATED 3
/* It was listed. */
#define HAGGLE_LIFE_REASON_SOLD 4
/* It was listed. */
#define HAGGLE_LIFE_REASON_DELISTED 5
/* Its listing never came, or has not come yet. */
#define HAGGLE_LIFE_REASON_SOLD_UNHEARD_OF 6
/* The same of an item that was taken down. */
#define HAGGLE_LIFE_REASON_ENDED_UNHEARD_OF 7
/* That it had ended never came, or has not come yet. */
#define HAGGLE_LIFE_REASON_LISTED_ALREADY 20
/* Another sale of a sold item. */
#define HAGGLE_LIFE_REASON_SOLD_AGAIN 21
/* A sale of a delisted item, which stays delisted. */
#define HAGGLE_LIFE_REASON_SOLD_AFTER_END 22
/* A sold or delisted item was taken down. */
#define HAGGLE_LIFE_REASON_ENDED_ALREADY 23
/* The same event, or the same sale, was seen. */
#define HAGGLE_LIFE_REASON_REPEATED 40
/* A later event was seen. */
#define HAGGLE_LIFE_REASON_OLDER_EVENT 41
/* A change of what is not listed: worth a try when its listing has come. */
#define HAGGLE_LIFE_REASON_NOT_LISTED 42
/* end of numbers */
/* Bytes of a sale's texts, the NUL included. */
#define HAGGLE_LABEL_BYTES 64

/* One sale. 344 bytes, frozen, without a size: a table of them is an array of records in any
 * language. Its embedding, a vector of hundreds of floats, is passed beside it. */
typedef struct haggle_sale {
  char id[HAGGLE_LABEL_BYTES]; /* the sale's own key; text and zeros, as the next four */
  char product[HAGGLE_LABEL_BYTES];
  char tenant[HAGGLE_LABEL_BYTES];
  char category[HAGGLE_LABEL_BYTES];
  char brand[HAGGLE_LABEL_BYTES];
  int64_t price_minor; /* paid for the item itself */
  int64_t sold_ms;
  char currency[4];
  uint8_t condition; /* HAGGLE_SALE_CONDITION_... */
  uint8_t reserved[3];
} haggle_sale;

/** The word of a condition: "like_new"; "unknown" for a number of none. Never NULL, never freed.
 *  @since 1 */
HAGGLE_API const char* haggle_sale_condition_name(uint8_t condition);

/* The place of an event in the order of events: its moment, then the sender's count, then its kind
 * and its id, so that any two have one order. Frozen. */
typedef struct haggle_event_place {
  int64_t at_ms;
  uint64_t revision;              /* the sender's count of versions of the item; 0: not said */
  char event[HAGGLE_LABEL_BYTES]; /* its id; may be empty */
  uint8_t kind;                   /* HAGGLE_ITEM_EVENT_... */
  uint8_t reserved[7];
} haggle_event_place;

/* One event of an item, whose own key is the caller's to find the life by. Frozen. */
typedef struct haggle_item_event {
  haggle_event_place place;
  char sale[HAGGLE_LABEL_BYTES]; /* of a sale: its own key */
} haggle_item_event;

/* What a store keeps of an item; all zero for one that it does not hold. 168 bytes, frozen. */
typedef struct haggle_item_life {
  uint64_t version;              /* 0: not stored; each write adds one */
  haggle_event_place last;       /* the latest event that counted */
  char sale[HAGGLE_LABEL_BYTES]; /* the last sale that counted; empty: none yet */
  uint8_t state;                 /* HAGGLE_ITEM_STATE_... */
  uint8_t reserved[7];
} haggle_item_life;

/* What one event does. */
typedef struct haggle_life_step {
  uint32_t size;
  uint8_t reason; /* HAGGLE_LIFE_REASON_... */
  uint8_t writes; /* 1: put `after`, where the store holds `expected_version`; 0: nothing changes */
  uint8_t reserved[2];
  uint64_t expected_version; /* 0: none */
  haggle_item_life after;    /* where the store holds another version by then, step again */
} haggle_life_step;
/* clang-format off */
#define HAGGLE_LIFE_STEP_INIT \
  {sizeof(haggle_life_step), 0, 0, {0}, 0, {0, {0, 0, {0}, 0, {0}}, {0}, 0, {0}}}
/* clang-format on */
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_life_step_init(haggle_life_step* step, size_t size);

/** What an event does to an item. Events may come late, twice and in any order: an older or a
 *  repeated one changes nothing. A sale is history whatever the item's state is: with every answer
 *  to one put it under its own key, if absent. @since 1
 *  @return HAGGLE_OK, _BAD_SIZE, _BAD_ID (a text without NUL, or with bytes behind it) */
HAGGLE_API haggle_status haggle_item_advance(const haggle_item_life* before,
                                             const haggle_item_event* event, haggle_life_step* out,
                                             haggle_error* err);

/** The word of a life's reason: "sold_unheard_of"; "unknown" for a number of none. Never NULL,
 *  never freed. @since 1 */
HAGGLE_API const char* haggle_life_reason_name(uint8_t reason);

/* ---- comparables: sold items by embedding ---------------------------------------------------- */

/* numbers: comparables */
#define HAGGLE_SHORTFALL_NONE 0
/* The index has no rows. */
#define HAGGLE_SHORTFALL_EMPTY_INDEX 1
/* It has rows, and the filter leaves none. */
#define HAGGLE_SHORTFALL_ALL_FILTERED 2
/* All rows that the filter leaves are in the answer. */
#define HAGGLE_SHORTFALL_FEW_ROWS 3
/* The others are less similar than asked for. */
#define HAGGLE_SHORTFALL_TOO_FAR 4
/* end of numbers */
/* Largest dimension of a vector; the smallest is 1. */
#define HAGGLE_DIMENSION_MAX 4096
/* Most neighbours of one search. */
#define HAGGLE_NEIGHBOURS_MAX 65536
/* Most rows of one index. */
#define HAGGLE_INDEX_ROWS_MAX INT64_C(2147483648)
/* Where the bytes of an index stand: at multiples of this. */
#define HAGGLE_INDEX_ALIGNMENT 64
/* Most parts of one search. */
#define HAGGLE_PARTS_MAX 1024
/* No row: what has become of a removed one. */
#define HAGGLE_NO_ROW UINT32_MAX

/* Sold items by embedding. Searching is const; changing it is for one thread at a time, and for no
 * other while one searches. Prices stand beside it, by row. */
typedef struct haggle_index haggle_index;

/* The caller's memory for the large columns: returns `bytes` bytes at a multiple of 64, or NULL. */
typedef void* (*haggle_allocate)(void* context, size_t bytes);
typedef void (*haggle_release)(void* context, void* memory, size_t bytes);

/* One part of a work, and the caller's threads: haggle_run calls part(argument, i) once for every i
 * below `parts`, in any order and on any threads, and returns when all have ended. */
typedef void (*haggle_part)(void* argument, uint32_t i);
typedef void (*haggle_run)(void* context, uint32_t parts, haggle_part part, void* argument);

/** An empty index. @since 1
 *  @param[in]  dimension  of its vectors, 1..HAGGLE_DIMENSION_MAX
 *  @param[in]  allocate   NULL, and `release` too: the process's memory, in huge pages where the
 *                         system gives them
 *  @param[in]  context    handed to both; must outlive the index
 *  @param[out] out        NULL on failure
 *  @return HAGGLE_OK, _WRONG_DIMENSION, _BAD_ARGUMENT (one of two functions), _NO_MEMORY */
HAGGLE_API haggle_status haggle_index_create(uint32_t dimension, haggle_allocate allocate,
                                             haggle_release release, void* context,
                                             haggle_index** out, haggle_error* err);

/** An index that reads what haggle_index_write wrote where it stands, such as a mapped file. It
 *  does not change. The body is not read; see haggle_index_verify. @since 1
 *  @param[in] bytes  at a multiple of HAGGLE_INDEX_ALIGNMENT; must outlive the index
 *  @return HAGGLE_OK, _INDEX_UNREADABLE, _BAD_ARGUMENT (not aligned), _NO_MEMORY */
HAGGLE_API haggle_status haggle_index_view(const void* bytes, size_t bytes_count,
                                           haggle_index** out, haggle_error* err);

/** An index of its own with the same rows; that of a view grows. Else as haggle_index_create.
 *  @since 1 */
HAGGLE_API haggle_status haggle_index_copy(const haggle_index* index, haggle_allocate allocate,
                                           haggle_release release, void* context,
                                           haggle_index** out, haggle_error* err);

/** Ends an index. NULL is passed over. @since 1 */
HAGGLE_API void haggle_index_destroy(haggle_index* index);

/* An index as a whole. */
typedef struct haggle_index_facts {
  uint32_t size;
  uint32_t dimension;
  uint64_t rows_count;  /* the removed ones too */
  uint64_t live_count;  /* rows that are not removed */
  uint64_t bytes_count; /* that haggle_index_write needs */
  uint8_t read_only;    /* 1: a view */
  uint8_t reserved[7];
} haggle_index_facts;
#define HAGGLE_INDEX_FACTS_INIT {sizeof(haggle_index_facts), 0, 0, 0, 0, 0, {0}}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_index_facts_init(haggle_index_facts* facts, size_t size);

/** An index as a whole. @since 1 */
HAGGLE_API haggle_status haggle_index_about(const haggle_index* index, haggle_index_facts* out,
                                            haggle_error* err);

/** Makes room for so many rows in all. @since 1
 *  @return HAGGLE_OK, _INDEX_READ_ONLY, _OUT_OF_RANGE, _NO_MEMORY */
HAGGLE_API haggle_status haggle_index_reserve(haggle_index* index, uint64_t rows_count,
                                              haggle_error* err);

/** Adds rows at the end, all or none: their numbers begin at the rows_count of before. @since 1
 *  @param[in] embeddings  [count] vectors of `dimension` floats, at multiples of 4 bytes
 *  @param[in] embeddings_stride  bytes from one to the next, a multiple of 4; where they stand
 *                         side by side, nothing is copied but into the index
 *  @param[in] sales       [count]; their product, price and currency are not kept
 *  @param[in] parts       into how many the work is split, 1..HAGGLE_PARTS_MAX
 *  @param[in] run         NULL: all runs in the calling thread
 *  @return HAGGLE_OK, _WRONG_DIMENSION, _NOT_FINITE, _ZERO_VECTOR, _BAD_ID, _UNKNOWN_VALUE
 *          (condition), _OUT_OF_RANGE, _INDEX_READ_ONLY, _NO_MEMORY; `row` is the row */
HAGGLE_API haggle_status haggle_index_add(haggle_index* index, const float* embeddings,
                                          size_t embeddings_stride, uint32_t dimension,
                                          const haggle_sale* sales, size_t sales_stride,
                                          size_t count, uint32_t parts, haggle_run run,
                                          void* context, haggle_error* err);

/** Takes out every row of a sale. Rows keep their numbers until haggle_index_compact. @since 1
 *  @param[out] removed  how many
 *  @return HAGGLE_OK, _INDEX_READ_ONLY, _BAD_ID, _ID_TOO_LONG, _NO_MEMORY */
HAGGLE_API haggle_status haggle_index_remove(haggle_index* index, const char* sale,
                                             size_t sale_size, uint64_t* removed,
                                             haggle_error* err);

/** Takes out every row that was sold before a moment. @since 1 */
HAGGLE_API haggle_status haggle_index_remove_sold_before(haggle_index* index, int64_t moment_ms,
                                                         uint64_t* removed, haggle_error* err);

/** Closes the gaps that removed rows left. @since 1
 *  @param[out] rows      [capacity], the new number of each row, HAGGLE_NO_ROW where it is gone, so
 *                        that what stands beside the index can follow; NULL only if `capacity` is 0
 *  @param[in]  capacity  at least the rows_count of before, or 0: they are not wanted
 *  @param[in]  parts     as in haggle_index_add, and `run`
 *  @return HAGGLE_OK, _BUFFER_TOO_SMALL, _INDEX_READ_ONLY, _NO_MEMORY */
HAGGLE_API haggle_status haggle_index_compact(haggle_index* index, uint32_t* rows, size_t capacity,
                                              uint32_t parts, haggle_run run, void* context,
                                              haggle_error* err);

/** The facts of a row: its sale without product, price and currency. @since 1
 *  @param[out] removed  1 where it was taken out; may be NULL
 *  @return HAGGLE_OK, _OUT_OF_RANGE */
HAGGLE_API haggle_status haggle_index_row(const haggle_index* index, uint32_t row, haggle_sale* out,
                                          uint8_t* removed, haggle_error* err);

/** The embedding of a row. @since 1
 *  @param[out] out  [capacity], which is at least the index's dimension
 *  @return HAGGLE_OK, _OUT_OF_RANGE, _BUFFER_TOO_SMALL */
HAGGLE_API haggle_status haggle_index_embedding(const haggle_index* index, uint32_t row, float* out,
                                                size_t capacity, haggle_error* err);

#define HAGGLE_SEARCH_HAS_SIMILARITY 1
#define HAGGLE_SEARCH_HAS_CONDITION 2
#define HAGGLE_SEARCH_HAS_SOLD_FROM 4
#define HAGGLE_SEARCH_HAS_SOLD_UNTIL 8

/* What a search looks for. All zero: the most similar of all rows. 232 bytes. */
typedef struct haggle_search_options {
  uint32_t size;
  uint32_t has;      /* HAGGLE_SEARCH_HAS_... */
  uint32_t parts;    /* into how many it is split, up to HAGGLE_PARTS_MAX; 0: one */
  uint8_t condition; /* HAGGLE_SALE_CONDITION_... */
  uint8_t reserved[3];
  double similarity_min;           /* -1..1 */
  int64_t sold_from_ms;            /* this moment or later */
  int64_t sold_until_ms;           /* this moment or earlier */
  char tenant[HAGGLE_LABEL_BYTES]; /* empty: any, as the next two */
  char category[HAGGLE_LABEL_BYTES];
  char brand[HAGGLE_LABEL_BYTES];
} haggle_search_options;
#define HAGGLE_SEARCH_OPTIONS_INIT \
  {sizeof(haggle_search_options), 0, 0, 0, {0}, 0, 0, 0, {0}, {0}, {0}}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_search_options_init(haggle_search_options* options, size_t size);

/* A row and its cosine similarity to the query, -1..1. Frozen. */
typedef struct haggle_neighbour {
  uint32_t row;
  uint32_t reserved;
  double similarity;
} haggle_neighbour;

/* What a search found. Frozen. */
typedef struct haggle_found {
  uint32_t count;    /* neighbours that were written */
  uint8_t shortfall; /* HAGGLE_SHORTFALL_...: why fewer than were asked for */
  uint8_t reserved[3];
} haggle_found;

/** The rows most similar to a query, exactly: the best first, ties to the smaller row; the same
 *  rows, order and bits on every machine. @since 1
 *  @param[in]  query       `dimension` floats, at a multiple of 4 bytes
 *  @param[in]  options     NULL: the most similar of all rows
 *  @param[in]  run         NULL: all runs in the calling thread
 *  @param[out] neighbours  [k]
 *  @param[in]  k           1..HAGGLE_NEIGHBOURS_MAX
 *  @return HAGGLE_OK, _WRONG_DIMENSION, _NOT_FINITE, _ZERO_VECTOR, _OUT_OF_RANGE, _UNKNOWN_VALUE,
 *          _BAD_ID, _BAD_SIZE, _NO_MEMORY */
HAGGLE_API haggle_status haggle_index_search(const haggle_index* index, const float* query,
                                             uint32_t dimension,
                                             const haggle_search_options* options, haggle_run run,
                                             void* context, haggle_neighbour* neighbours, size_t k,
                                             haggle_found* found, haggle_error* err);

/** The same for many queries; faster than one by one, because rows are read once for many.
 *  @since 1
 *  @param[in]  queries     [queries_count] vectors, their stride as in haggle_index_add
 *  @param[out] neighbours  [queries_count * k]: query i's begin at neighbours[i * k]
 *  @param[out] found       [queries_count]
 *  @return as haggle_index_search; `row` is the query */
HAGGLE_API haggle_status haggle_index_search_each(
    const haggle_index* index, const float* queries, size_t queries_stride, size_t queries_count,
    uint32_t dimension, const haggle_search_options* options, haggle_run run, void* context,
    haggle_neighbour* neighbours, size_t k, haggle_found* found, haggle_error* err);

/** Writes the whole index: versioned, with checksums, the same wherever it stands. @since 1
 *  @param[out] buffer  at a multiple of HAGGLE_INDEX_ALIGNMENT
 *  @param[out] needed  the bytes, which are asked for with a capacity of 0
 *  @return HAGGLE_OK, _BUFFER_TOO_SMALL, _BAD_ARGUMENT (not aligned) */
HAGGLE_API haggle_status haggle_index_write(const haggle_index* index, void* buffer,
                                            size_t capacity, size_t* needed, haggle_error* err);

/** Reads all of an index and says whether it is what was written. @since 1
 *  @return HAGGLE_OK, _INDEX_DAMAGED */
HAGGLE_API haggle_status haggle_index_verify(const haggle_index* index, haggle_error* err);

/** The similarity of two vectors as a search defines it, -1..1. @since 1
 *  @return HAGGLE_OK, _WRONG_DIMENSION, _NOT_FINITE, _ZERO_VECTOR */
HAGGLE_API haggle_status haggle_cosine(const float* a, const float* b, uint32_t dimension,
                                       double* out, haggle_error* err);

/** The word of a shortfall: "few_rows"; "unknown" for a number of none. Never NULL, never freed.
 *  @since 1 */
HAGGLE_API const char* haggle_shortfall_name(uint8_t shortfall);

/* ---- valuation: from sold items to a price --------------------------------------------------- */

/* numbers: valuation */
#define HAGGLE_QUALITY_UNKNOWN 0
#define HAGGLE_QUALITY_EXCELLENT 1
#define HAGGLE_QUALITY_GOOD 2
#define HAGGLE_QUALITY_FAIR 3
#define HAGGLE_QUALITY_POOR 4

/* There is a price. */
#define HAGGLE_VALUE_REFUSAL_NONE 0
/* No comparables, or their weights say less than the fewest asked for. */
#define HAGGLE_VALUE_REFUSAL_TOO_FEW 1
/* Those that are similar enough were all sold too long ago. */
#define HAGGLE_VALUE_REFUSAL_TOO_OLD 2
/* None is similar enough. */
#define HAGGLE_VALUE_REFUSAL_TOO_FAR 3
/* Their prices differ too much. */
#define HAGGLE_VALUE_REFUSAL_TOO_SPREAD 4
/* Too few known prices of this category for the coverage asked for. */
#define HAGGLE_VALUE_REFUSAL_UNCALIBRATED 5

#define HAGGLE_CUT_KEPT 0
/* Less similar than asked for. */
#define HAGGLE_CUT_TOO_FAR 1
/* Similar enough, but sold too long ago. */
#define HAGGLE_CUT_TOO_OLD 2
/* So many others are more similar. */
#define HAGGLE_CUT_BEYOND_TOP 3
/* Its price is out of line. */
#define HAGGLE_CUT_OUTLIER 4

/* There is no range: a refusal. */
#define HAGGLE_RANGE_BASIS_NONE 0
/* A share of the price, by confidence. */
#define HAGGLE_RANGE_BASIS_PERCENT 1
/* Known prices: holds the real one as often as `coverage` says. */
#define HAGGLE_RANGE_BASIS_CONFORMAL 2
/* The middle of the neighbours' own prices; promises nothing. */
#define HAGGLE_RANGE_BASIS_NEIGHBOURS 3
/* Every price there is: no narrower range can be promised. */
#define HAGGLE_RANGE_BASIS_WIDEST 4

/* The numbers of rows, as a share of the source's. */
#define HAGGLE_HISTORY_CHECK_ROWS 1
/* Sales of the source that the copy has not. */
#define HAGGLE_HISTORY_CHECK_MISSING 2
/* Sales of the copy that the source has not. */
#define HAGGLE_HISTORY_CHECK_EXTRA 3
/* Sales that both have and that differ. */
#define HAGGLE_HISTORY_CHECK_ALTERED 4
/* The mean prices, as a share of the source's; of the worst currency. */
#define HAGGLE_HISTORY_CHECK_PRICE_MEAN 5
/* The same of their standard deviations. */
#define HAGGLE_HISTORY_CHECK_PRICE_SIGMA 6
/* Rows whose key an earlier row has. */
#define HAGGLE_HISTORY_CHECK_REPEATED 7
/* Rows without an embedding or with one of another size. */
#define HAGGLE_HISTORY_CHECK_EMBEDDINGS 8
/* Prices further than some standard deviations from their currency's mean. */
#define HAGGLE_HISTORY_CHECK_OUTLIERS 9
/* Fields that are not filled, counted. */
#define HAGGLE_HISTORY_CHECK_FIELDS 10
/* Hours since the newest sale. */
#define HAGGLE_HISTORY_CHECK_FRESHNESS 11
/* Sales later than now. */
#define HAGGLE_HISTORY_CHECK_FUTURE 12

#define HAGGLE_HISTORY_COPY_BOTH 0
#define HAGGLE_HISTORY_COPY_SOURCE 1
#define HAGGLE_HISTORY_COPY_COPY 2

#define HAGGLE_HISTORY_VERDICT_GOOD 0
#define HAGGLE_HISTORY_VERDICT_WARNS 1
#define HAGGLE_HISTORY_VERDICT_FAILS 2
/* end of numbers */

/* The method of the first users: a weighted mean of similar prices. */
#define HAGGLE_PRESET_VISUAL_SIMILARITY 1
/* Ours: a weighted median, with a range that holds the price as often as it says. */
#define HAGGLE_PRESET_CALIBRATED 2

/* How comparables become a price; haggle_valuation_options_usual fills it in. Multipliers are
 * 0.01..100. 296 bytes. */
typedef struct haggle_valuation_options {
  uint32_t size;
  uint8_t preset;  /* HAGGLE_PRESET_... */
  uint8_t as_seed; /* visual: 1: neighbours' prices are taken as they are */
  uint8_t reserved[2];
  uint32_t neighbours_max; /* the most similar ones; at least 1 */
  uint32_t reserved_middle;
  double similarity_min;      /* visual: above 0 */
  double age_days_max;        /* 0..36500 */
  double half_life_days;      /* a sale so old weighs half; 0.001..10^9 */
  double temperature;         /* calibrated, as the next seven: of the softmax on similarity */
  double attribute_width;     /* of the kernel on attributes; 10^-6..10^6 */
  double size_exponent;       /* price grows as size to this; -10..10; 0: sizes do not count */
  double centre_share;        /* middle share of the weight that is averaged; 0: the median */
  double outlier_mads;        /* farther from the median is cut; 0: none is */
  double effective_count_min; /* fewer equal weights than this are too few; 1 or more */
  double spread_max;          /* of logarithms; above it is too spread; 0 or more */
  double coverage;            /* 0.01..0.9999; that of the calibration where there is one */
  double condition_factor[7]; /* by HAGGLE_SALE_CONDITION_... */
  double quality_factor[5];   /* by HAGGLE_QUALITY_... */
  double season_factor[12];   /* of January to December */
} haggle_valuation_options;
#define HAGGLE_VALUATION_OPTIONS_INIT \
  {sizeof(haggle_valuation_options),  \
   0,                                 \
   0,                                 \
   {0},                               \
   0,                                 \
   0,                                 \
   0,                                 \
   0,                                 \
   0,                                 \
   0,                                 \
   0,                                 \
   0,                                 \
   0,                                 \
   0,                                 \
   0,                                 \
   0,                                 \
   0,                                 \
   {0},                               \
   {0},                               \
   {0}}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_valuation_options_init(haggle_valuation_options* options,
                                                       size_t size);

/** Fills in the usual options of a preset. @since 1
 *  @return HAGGLE_OK, _UNKNOWN_VALUE, _BAD_SIZE */
HAGGLE_API haggle_status haggle_valuation_options_usual(uint32_t preset,
                                                        haggle_valuation_options* out,
                                                        haggle_error* err);

/* How wide a range must be, learned from valuations whose price is known; immutable once made. */
typedef struct haggle_calibration haggle_calibration;

/* A valid way to price; immutable once made. */
typedef struct haggle_valuation_policy haggle_valuation_policy;

/** Makes a policy. @since 1
 *  @param[in]  calibration  of the calibrated preset; NULL: the range promises nothing. May be
 *                           destroyed before the policy
 *  @param[out] out          NULL on failure
 *  @return HAGGLE_OK, _BAD_SIZE, _UNKNOWN_VALUE (preset), _NOT_FINITE, _OUT_OF_RANGE (`where` is
 *          the option), _BAD_ARGUMENT (a coverage that is not the calibration's; a calibration of
 *          the other preset), _NO_MEMORY */
HAGGLE_API haggle_status haggle_valuation_policy_create(const haggle_valuation_options* options,
                                                        const haggle_calibration* calibration,
                                                        haggle_valuation_policy** out,
                                                        haggle_error* err);

/** Ends a policy. NULL is passed over. @since 1 */
HAGGLE_API void haggle_valuation_policy_destroy(haggle_valuation_policy* policy);

#define HAGGLE_QUERY_HAS_ITEM_SIZE 1
#define HAGGLE_QUERY_HAS_MISS_RATE 2
#define HAGGLE_QUERY_HAS_QUALITY_FACTOR 4

/* The item that is to be priced. 112 bytes. */
typedef struct haggle_query {
  uint32_t size;
  uint32_t has; /* HAGGLE_QUERY_HAS_... */
  int64_t now_ms;
  char currency[4];
  uint8_t condition; /* HAGGLE_SALE_CONDITION_... */
  uint8_t quality;   /* HAGGLE_QUALITY_... */
  uint8_t reserved[2];
  double quality_factor;             /* the caller's own, beside the label; 0.01..100; else 1 */
  double item_size;                  /* above zero, in the comparables' unit */
  double miss_rate;                  /* 0..1: that of haggle_adaptive; else the policy's */
  char category[HAGGLE_LABEL_BYTES]; /* whose calibration is used */
} haggle_query;
#define HAGGLE_QUERY_INIT {sizeof(haggle_query), 0, 0, {0}, 0, 0, {0}, 0, 0, 0, {0}}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_query_init(haggle_query* query, size_t size);

#define HAGGLE_COMPARABLE_HAS_ITEM_SIZE 1

/* A sold item that is similar to the one asked about. 64 bytes, frozen, without a size. */
typedef struct haggle_comparable {
  uint32_t row;        /* the caller's own number of it; breaks ties */
  uint32_t has;        /* HAGGLE_COMPARABLE_HAS_... */
  double similarity;   /* cosine, -1..1 */
  int64_t price_minor; /* what was paid, above zero */
  int64_t sold_ms;     /* not after the query's now_ms */
  char currency[4];    /* the query's */
  uint8_t condition;   /* HAGGLE_SALE_CONDITION_... */
  uint8_t reserved[3];
  double item_size; /* above zero */
  uint8_t reserved_end[16];
} haggle_comparable;

/* The part of one comparable in a price. Frozen. */
typedef struct haggle_weight {
  uint32_t row;
  uint8_t cut; /* HAGGLE_CUT_...: why it weighs nothing */
  uint8_t reserved[3];
  double weight; /* share of all; 0 where it was cut */
} haggle_weight;

/* A price with its range and confidence, or a refusal with its reason. 88 bytes. */
typedef struct haggle_valuation {
  uint32_t size;
  uint8_t refusal;     /* HAGGLE_VALUE_REFUSAL_...; NONE: there is a price */
  uint8_t range_basis; /* HAGGLE_RANGE_BASIS_... */
  uint8_t reserved[2];
  char currency[4];
  uint32_t reserved_middle;
  int64_t price_minor;    /* at least 1; 0 in a refusal, as both ends are */
  int64_t low_minor;      /* at least 1, at most the price */
  int64_t high_minor;     /* at least the price */
  double confidence;      /* 0..1; a score, not a probability */
  double coverage;        /* share of ranges that hold the price; 0: nothing is promised */
  double effective_count; /* how many equal weights would say as much */
  double top_similarity;  /* of the most similar comparable, cut or not */
  double price_log;       /* logarithm of the price before it was rounded */
  double spread_log;      /* of the logarithms of the neighbours' prices */
} haggle_valuation;
#define HAGGLE_VALUATION_INIT \
  {sizeof(haggle_valuation), 0, 0, {0}, {0}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_valuation_init(haggle_valuation* valuation, size_t size);

/** Prices an item from sold ones, or refuses and says why; a refusal is no error. @since 1
 *  @param[in]  comparables       in any order; NULL only if there are none
 *  @param[in]  query_attributes  [attributes_count], scaled so that 1 is a usual distance; NULL
 *                                only if that is 0
 *  @param[in]  attributes        [comparables_count * attributes_count], row after row; likewise
 *  @param[out] weights           [comparables_count], side by side, in their order; or NULL
 *  @param[out] valuation         on failure all zero but `size`
 *  @return HAGGLE_OK, _BAD_SIZE, _UNKNOWN_CURRENCY, _CURRENCY_MISMATCH, _PRICE_NOT_POSITIVE,
 *          _SOLD_IN_FUTURE, _NOT_FINITE, _UNKNOWN_VALUE, _OUT_OF_RANGE, _BAD_ID, _NO_MEMORY */
HAGGLE_API haggle_status haggle_value(const haggle_valuation_policy* policy,
                                      const haggle_query* query,
                                      const haggle_comparable* comparables,
                                      size_t comparables_count, size_t comparables_stride,
                                      const double* query_attributes, const double* attributes,
                                      size_t attributes_count, haggle_weight* weights,
                                      haggle_valuation* valuation, haggle_error* err);

/** Searches and values in one call: the policy's number of neighbours, as similar and as recently
 *  sold as it asks for, each with the price that stands in its row. Where there is none, the most
 *  similar ones are valued all the same, so that the refusal says whether they are too far or too
 *  old. @since 1
 *  @param[in]  options     which rows; similarity and moments that it has take the policy's place;
 *                          NULL: all
 *  @param[in]  prices      [prices_count], minor units of the query's currency, by row
 *  @param[in]  prices_count  at least the index's rows
 *  @param[out] neighbours  [capacity], the comparables; NULL only if `capacity` is 0
 *  @param[out] weights     [capacity], theirs; or NULL
 *  @param[in]  capacity    at least the policy's neighbours_max, or 0: they are not wanted
 *  @param[out] found       may be NULL
 *  @return as haggle_index_search and haggle_value; _BUFFER_TOO_SMALL (also of `prices`) */
HAGGLE_API haggle_status haggle_index_value(
    const haggle_index* index, const haggle_valuation_policy* policy, const float* embedding,
    uint32_t dimension, const haggle_query* query, const haggle_search_options* options,
    const int64_t* prices, size_t prices_count, haggle_run run, void* context,
    haggle_neighbour* neighbours, haggle_weight* weights, size_t capacity, haggle_found* found,
    haggle_valuation* valuation, haggle_error* err);

/** The word of a refusal, such as "too_far"; "unknown" for a number of none. Never NULL, never
 *  freed. @since 1 */
HAGGLE_API const char* haggle_value_refusal_name(uint8_t refusal);

/** The word of a cut, such as "outlier"; likewise. @since 1 */
HAGGLE_API const char* haggle_cut_name(uint8_t cut);

/** The word of what a range stands on, such as "conformal"; likewise. @since 1 */
HAGGLE_API const char* haggle_range_basis_name(uint8_t basis);

/** The word of a quality, such as "excellent"; likewise. @since 1 */
HAGGLE_API const char* haggle_quality_name(uint8_t quality);

/* One valuation of an item whose price is known. 88 bytes, frozen. */
typedef struct haggle_observation {
  char category[HAGGLE_LABEL_BYTES];
  double actual_log;    /* logarithm of the real price in minor units */
  double predicted_log; /* price_log of the valuation */
  double spread_log;    /* spread_log of the valuation */
} haggle_observation;

/** The observation of a valuation and the price that was paid. @since 1
 *  @param[in] category  may be empty
 *  @return HAGGLE_OK, _PRICE_NOT_POSITIVE, _BAD_ARGUMENT (the valuation says no price), _BAD_ID,
 *          _ID_TOO_LONG */
HAGGLE_API haggle_status haggle_observe(const haggle_valuation* valuation, int64_t price_minor,
                                        const char* category, size_t category_size,
                                        haggle_observation* out, haggle_error* err);

/** Learns how wide ranges must be, for each category that has enough observations (split
 *  conformal). Without any every valuation is refused as uncalibrated. @since 1
 *  @param[in]  coverage      share of ranges that shall hold the price, 0.01..0.9999
 *  @param[in]  spread_floor  added to every spread; 0.1 is usual
 *  @param[out] out           NULL on failure
 *  @return HAGGLE_OK, _NOT_FINITE, _OUT_OF_RANGE, _BAD_ID, _NO_MEMORY */
HAGGLE_API haggle_status haggle_calibration_create(const haggle_observation* observations,
                                                   size_t observations_count,
                                                   size_t observations_stride, double coverage,
                                                   double spread_floor, haggle_calibration** out,
                                                   haggle_error* err);

/** Ends a calibration. NULL is passed over. @since 1 */
HAGGLE_API void haggle_calibration_destroy(haggle_calibration* calibration);

/** How many categories have scores of their own. @since 1 */
HAGGLE_API haggle_status haggle_calibration_categories(const haggle_calibration* calibration,
                                                       size_t* count, haggle_error* err);

/** The rising scores that speak for a category: its own, else those of all the rest. @since 1
 *  @param[out] scores  [capacity]; NULL only if that is 0
 *  @param[out] count   all scores; where that is above `capacity`, none is written
 *  @return HAGGLE_OK, _BUFFER_TOO_SMALL, _BAD_ID, _ID_TOO_LONG */
HAGGLE_API haggle_status haggle_calibration_scores(const haggle_calibration* calibration,
                                                   const char* category, size_t category_size,
                                                   double* scores, size_t capacity, size_t* count,
                                                   haggle_error* err);

/** The fewest observations from which a coverage can be promised. @since 1
 *  @return HAGGLE_OK, _NOT_FINITE, _OUT_OF_RANGE (0.01..0.9999) */
HAGGLE_API haggle_status haggle_scores_needed(double coverage, size_t* needed, haggle_error* err);

/* Keeps the coverage where prices drift: the state between two sales, which the caller keeps.
 * Frozen. */
typedef struct haggle_adaptive {
  double coverage; /* asked for, in the long run */
  double rate;     /* how far one miss moves: 0.005 is slow, 0.05 is quick */
  double alpha;    /* may leave 0..1 by one step, which is then remembered */
} haggle_adaptive;

/** The state before the first sale. @since 1
 *  @return HAGGLE_OK, _NOT_FINITE, _OUT_OF_RANGE (coverage 0.01..0.9999, rate 0..1) */
HAGGLE_API haggle_status haggle_adaptive_start(double coverage, double rate, haggle_adaptive* out,
                                               haggle_error* err);

/** The state after one more sale. @since 1
 *  @param[in] held  1: the range held the price; 0: it missed it
 *  @return HAGGLE_OK, _NOT_FINITE, _OUT_OF_RANGE, _UNKNOWN_VALUE */
HAGGLE_API haggle_status haggle_adaptive_update(haggle_adaptive* state, uint8_t held,
                                                haggle_error* err);

/** What the next query is to be given as miss_rate. @since 1 */
HAGGLE_API haggle_status haggle_adaptive_miss_rate(const haggle_adaptive* state, double* out,
                                                   haggle_error* err);

/* A sale to learn the seasons from. 24 bytes, frozen. */
typedef struct haggle_dated_price {
  int64_t price_minor; /* above zero */
  char currency[4];    /* one for all */
  uint8_t reserved[4];
  int64_t sold_ms;
} haggle_dated_price;

/* How seasons are learned; haggle_season_options_usual fills it in. */
typedef struct haggle_season_options {
  uint32_t size;
  uint32_t month_count_min;  /* below it a month's multiplier is 1 */
  uint32_t month_count_full; /* from it on a month's own mean counts in full */
  uint32_t sales_count_min;  /* below it all multipliers are 1 */
  double age_days_max;       /* older sales are passed over */
  double factor_min;
  double factor_max;
} haggle_season_options;
#define HAGGLE_SEASON_OPTIONS_INIT {sizeof(haggle_season_options), 0, 0, 0, 0, 0, 0}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_season_options_init(haggle_season_options* options, size_t size);

/** Fills in the usual options. @since 1 */
HAGGLE_API haggle_status haggle_season_options_usual(haggle_season_options* out, haggle_error* err);

/* What the month does to a price, and from how many sales that was learned. 152 bytes. */
typedef struct haggle_season {
  uint32_t size;
  uint32_t passed_over_count; /* sales that were too old */
  uint32_t counts[12];        /* sales used, of each month */
  double factor[12];          /* for haggle_valuation_options.season_factor */
} haggle_season;
#define HAGGLE_SEASON_INIT {sizeof(haggle_season), 0, {0}, {0}}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_season_init(haggle_season* season, size_t size);

/** Learns the multipliers of the months (in UTC); those of months with few sales are drawn towards
 *  1. @since 1
 *  @param[in] options  NULL: the usual ones
 *  @return HAGGLE_OK, _PRICE_NOT_POSITIVE, _OUT_OF_RANGE, _CURRENCY_MISMATCH, _UNKNOWN_CURRENCY,
 *          _SOLD_IN_FUTURE, _NOT_FINITE, _BAD_SIZE, _NO_MEMORY */
HAGGLE_API haggle_status haggle_learn_season(const haggle_dated_price* sales, size_t sales_count,
                                             size_t sales_stride, int64_t now_ms,
                                             const haggle_season_options* options,
                                             haggle_season* out, haggle_error* err);

/* How well a policy prices known items. */
typedef struct haggle_fit {
  uint32_t size;
  uint32_t reserved;
  double error_median; /* of |price - real| / real; a refusal counts as infinite */
  double error_mean;   /* of the same over those that were priced; 0 if none was */
  uint64_t refused_count;
} haggle_fit;
#define HAGGLE_FIT_INIT {sizeof(haggle_fit), 0, 0, 0, 0}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_fit_init(haggle_fit* fit, size_t size);

/** The errors of a policy on items whose price is known. @since 1
 *  @param[in] queries      [cases_count]
 *  @param[in] prices       [cases_count], what was paid
 *  @param[in] comparables  those of all cases, one case's behind the other's, itself left out
 *  @param[in] first        [cases_count + 1], rising: case i has the comparables
 *                          first[i]..first[i + 1] - 1
 *  @param[in] query_attributes  [cases_count * attributes_count], and `attributes` one row for each
 *                          comparable, as in haggle_value
 *  @return as haggle_value; `row` is the case; _BAD_ARGUMENT where there is none */
HAGGLE_API haggle_status haggle_fit_of(const haggle_valuation_policy* policy,
                                       const haggle_query* queries, size_t queries_stride,
                                       const int64_t* prices, size_t cases_count,
                                       const haggle_comparable* comparables,
                                       size_t comparables_stride, const uint32_t* first,
                                       const double* query_attributes, const double* attributes,
                                       size_t attributes_count, haggle_fit* fit, haggle_error* err);

/** Tries other options of the calibrated preset on such items and keeps the best; some 90
 *  valuations of each case. @since 1
 *  @param[in,out] options  to start from; what was found
 *  @return as haggle_fit_of and haggle_valuation_policy_create; then `options` is as before */
HAGGLE_API haggle_status haggle_tune(const haggle_query* queries, size_t queries_stride,
                                     const int64_t* prices, size_t cases_count,
                                     const haggle_comparable* comparables,
                                     size_t comparables_stride, const uint32_t* first,
                                     const double* query_attributes, const double* attributes,
                                     size_t attributes_count, haggle_valuation_options* options,
                                     haggle_fit* fit, haggle_error* err);

/* One row of a history of sales, and how long its embedding is. 352 bytes, frozen. */
typedef struct haggle_history_row {
  haggle_sale sale;
  uint32_t dimension; /* 0: it has no embedding */
  uint32_t reserved;
} haggle_history_row;

/* What is asked of a history: above the first of two it warns, above the second it fails; infinity
 * is never. Shares are of 1. haggle_history_limits_usual fills it in. */
typedef struct haggle_history_limits {
  uint32_t size;
  uint32_t dimension;    /* of every embedding */
  double outlier_sigmas; /* above 0 */
  double variance_warns; /* of rows, missing, extra, altered and the prices */
  double variance_fails;
  double repeated_warns; /* share of the rows */
  double repeated_fails;
  double embeddings_warns; /* share of the rows */
  double embeddings_fails;
  double outliers_warns; /* share of the prices */
  double outliers_fails;
  double fields_warns; /* fields */
  double fields_fails;
  double freshness_warns; /* hours */
  double freshness_fails;
  double future_warns; /* share of the rows */
  double future_fails;
} haggle_history_limits;
#define HAGGLE_HISTORY_LIMITS_INIT \
  {sizeof(haggle_history_limits), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_history_limits_init(haggle_history_limits* limits, size_t size);

/** Fills in the usual limits. @since 1
 *  @param[in] dimension  of every embedding */
HAGGLE_API haggle_status haggle_history_limits_usual(uint32_t dimension, haggle_history_limits* out,
                                                     haggle_error* err);

/* One check of the two copies, or of one of them. 40 bytes, frozen. */
typedef struct haggle_finding {
  uint8_t check;   /* HAGGLE_HISTORY_CHECK_... */
  uint8_t copy;    /* HAGGLE_HISTORY_COPY_... */
  uint8_t verdict; /* HAGGLE_HISTORY_VERDICT_... */
  uint8_t reserved[5];
  uint64_t found_count; /* rows or fields that the check is about */
  uint64_t of_count;    /* out of so many */
  double measure;       /* a share, a number of fields, or hours; infinity: there is no sale */
  uint64_t row;         /* the first of them; HAGGLE_NO_ROW: none */
} haggle_finding;

/* Findings of one check of a history. */
#define HAGGLE_FINDINGS_COUNT 18

/** Compares two copies of a history of sales and looks at each. A sale is found by its tenant and
 *  its key; prices are compared within their currency. @since 1
 *  @param[in]  source    [source_count]; NULL only if there are none, as `copy`
 *  @param[in]  limits    NULL: the usual ones for embeddings of 1024
 *  @param[out] findings  [HAGGLE_FINDINGS_COUNT], side by side, in the order of the checks
 *  @param[out] verdict   the worst of all
 *  @return HAGGLE_OK, _BAD_ARGUMENT (also of limits), _BAD_SIZE, _BAD_ID, _UNKNOWN_VALUE,
 *          _NO_MEMORY */
HAGGLE_API haggle_status haggle_check_history(const haggle_history_row* source, size_t source_count,
                                              size_t source_stride, const haggle_history_row* copy,
                                              size_t copy_count, size_t copy_stride, int64_t now_ms,
                                              const haggle_history_limits* limits,
                                              haggle_finding* findings, uint8_t* verdict,
                                              haggle_error* err);

/** The findings for people: a line for each, the worst first. @since 1
 *  @param[in] findings  [HAGGLE_FINDINGS_COUNT], as haggle_check_history gave them
 *  @return HAGGLE_OK, _UNKNOWN_VALUE, _BUFFER_TOO_SMALL, _NO_MEMORY */
HAGGLE_API haggle_status haggle_history_text(const haggle_finding* findings, char* buffer,
                                             size_t capacity, size_t* needed, haggle_error* err);

/* ---- reprice: policies and decisions --------------------------------------------------------- */

/* numbers: reprice */
/* Leave the price as it is. */
#define HAGGLE_ACTION_HOLD 0
/* Send `price_minor`. */
#define HAGGLE_ACTION_REPRICE 1

#define HAGGLE_STATE_NOT_REACHED 0
#define HAGGLE_STATE_ONLY_SELLER 1
#define HAGGLE_STATE_ALL_FILTERED 2
#define HAGGLE_STATE_BUY_BOX_OURS 3
#define HAGGLE_STATE_BUY_BOX_SISTER 4
#define HAGGLE_STATE_BUY_BOX_SUPPRESSED 5
#define HAGGLE_STATE_BUY_BOX_UNKNOWN 6
#define HAGGLE_STATE_BUY_BOX_OTHER 7
#define HAGGLE_STATE_OFFERS_UNKNOWN 8

#define HAGGLE_STRATEGY_NOT_REACHED 0
#define HAGGLE_STRATEGY_CHASE_BUY_BOX 1
#define HAGGLE_STRATEGY_MAXIMIZE_PROFIT 2
#define HAGGLE_STRATEGY_ONLY_SELLER 3
#define HAGGLE_STRATEGY_FLOOR 4
#define HAGGLE_STRATEGY_HOLD 5

#define HAGGLE_BOUND_NONE 0
#define HAGGLE_BOUND_HARD_MIN 1
#define HAGGLE_BOUND_MAP 2
#define HAGGLE_BOUND_MARGIN 3
#define HAGGLE_BOUND_ROI 4
#define HAGGLE_BOUND_PROFIT 5
#define HAGGLE_BOUND_ONE_TICK 6
#define HAGGLE_BOUND_HARD_MAX 7
#define HAGGLE_BOUND_REFERENCE_RATIO 8
#define HAGGLE_BOUND_CONSUMER_PRICE 9

#define HAGGLE_VERDICT_NOT_EXAMINED 0
#define HAGGLE_VERDICT_KEPT 1
#define HAGGLE_VERDICT_OWN_GROUP 2
#define HAGGLE_VERDICT_PRICE_ZERO 3
#define HAGGLE_VERDICT_PRICE_ABSURD 4
#define HAGGLE_VERDICT_CONDITION 5
#define HAGGLE_VERDICT_FULFILMENT 6
#define HAGGLE_VERDICT_FEEDBACK_SCORE 7
#define HAGGLE_VERDICT_FEEDBACK_COUNT 8
#define HAGGLE_VERDICT_HANDLING 9
#define HAGGLE_VERDICT_SHIPS_FROM 10
#define HAGGLE_VERDICT_STOCK 11
#define HAGGLE_VERDICT_NOT_ELIGIBLE 12
#define HAGGLE_VERDICT_EXCLUDED 13
#define HAGGLE_VERDICT_NOT_INCLUDED 14

#define HAGGLE_DROPPED_NO 0
#define HAGGLE_DROPPED_NOT_CHEAPER 1
#define HAGGLE_DROPPED_OUT_OF_BOUNDS 2
#define HAGGLE_DROPPED_FAILED 3

/* A stated landed price was wrong. */
#define HAGGLE_NOTE_LANDED_DIFFERS 1
#define HAGGLE_NOTE_STANDING_PRICE_OUT_OF_BOUNDS 2
/* More units of this tier cost less in all. */
#define HAGGLE_NOTE_TOTAL_FALLS 4

#define HAGGLE_DECISION_HAS_AGAIN_AT 1
#define HAGGLE_DECISION_HAS_REFERENCE 2
#define HAGGLE_DECISION_HAS_HOLDER 4
#define HAGGLE_DECISION_HAS_BOUNDS 8
#define HAGGLE_DECISION_HAS_CEILING 16
/* end of numbers */

/* What was decided and by which way. 536 bytes. */
typedef struct haggle_decision {
  uint32_t size;
  uint32_t has;         /* HAGGLE_DECISION_HAS_... */
  uint32_t notes;       /* HAGGLE_NOTE_... */
  uint32_t steps_count; /* 1..HAGGLE_STEPS_MAX */
  uint8_t action;       /* HAGGLE_ACTION_HOLD, HAGGLE_ACTION_REPRICE */
  uint8_t state;        /* HAGGLE_STATE_... */
  uint8_t strategy;     /* HAGGLE_STRATEGY_... */
  uint8_t floor_kind;   /* HAGGLE_BOUND_...: which floor is the highest */
  uint8_t ceiling_kind; /* which ceiling is the lowest */
  uint8_t binding;      /* which of the two the price stands on */
  uint8_t reserved[2];
  uint32_t reference; /* index of the offer that the price goes by */
  uint32_t holder;    /* index of the buy-box holder's offer */
  uint32_t rivals_count;
  uint32_t survivors_count; /* rivals that passed the filters */
  char currency[4];
  uint32_t reserved_middle;
  int64_t price_minor;   /* to send; on a hold the current price */
  int64_t current_minor; /* the price that was taken as the current one; 0: none */
  int64_t goal_minor;    /* where the price goes in the end, before step limit and bounds */
  int64_t change_minor;  /* price - current; 0 without a current price */
  int64_t change_ppm;    /* of the current price, to the nearest */
  int64_t floor_minor;   /* the effective floor, an item price on the tick */
  int64_t ceiling_minor; /* the effective ceiling */
  int64_t again_at_ms;   /* when to decide again on the same market */
  haggle_memory memory;  /* to be stored and given back, after holds too */
  haggle_step steps[HAGGLE_STEPS_MAX]; /* oldest first; each begins where the last one ended */
} haggle_decision;
/* clang-format off */
#define HAGGLE_DECISION_INIT                                                                       \
  {sizeof(haggle_decision), 0, 0, 0, 0, 0, 0, 0, 0, 0, {0}, 0, 0, 0, 0, {0}, 0, 0, 0, 0, 0, 0, 0,  \
   0, 0, {0, 0, 0, 0, 0, 0}, {{0, 0, 0, 0, 0, 0}}}
/* clang-format on */
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_decision_init(haggle_decision* decision, size_t size);

/* One rung of a ladder that was decided: its decision or its error. Grows with haggle_decision,
 * which stays last. 632 bytes. */
typedef struct haggle_rung {
  uint32_t size;
  uint32_t quantity;    /* 1: the business price; else the tier's */
  haggle_status status; /* of this rung alone; where not HAGGLE_OK, no decision */
  uint32_t index;       /* of the error, as in haggle_error */
  uint64_t offset;      /* of the error */
  uint8_t dropped;      /* HAGGLE_DROPPED_...: why it is not in the ladder that goes out */
  uint8_t reserved[7];
  char where[HAGGLE_WHERE_BYTES]; /* of the error */
  haggle_decision decision;
} haggle_rung;
#define HAGGLE_RUNG_INIT {sizeof(haggle_rung), 0, 0, 0, 0, 0, {0}, {0}, HAGGLE_DECISION_INIT}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_rung_init(haggle_rung* rung, size_t size);

/* A policy that exists is valid; immutable once made. */
typedef struct haggle_policy haggle_policy;

/** Makes a policy from JSON text; "{}" is the default one. @since 1
 *  The fields and their defaults: include/haggle/codec/README.md and schema/policy.json.
 *  @param[out] out  NULL on failure
 *  @return HAGGLE_OK, _NO_MEMORY; of the text _MALFORMED_JSON, _BAD_ENCODING, _REPEATED_KEY,
 *          _TOO_DEEP, _TOO_LARGE, _UNKNOWN_FIELD, _WRONG_TYPE, ...; of what it says _OUT_OF_RANGE,
 *          _UNKNOWN_VALUE, _BANDS_OVERLAP, ...; `where` is the field */
HAGGLE_API haggle_status haggle_policy_create(const char* json, size_t json_size,
                                              haggle_policy** out, haggle_error* err);

/** Ends a policy. NULL is passed over. @since 1 */
HAGGLE_API void haggle_policy_destroy(haggle_policy* policy);

/** The policy as one line of JSON: what differs from the defaults, in a fixed order, so that equal
 *  policies give equal bytes. @since 1
 *  @return HAGGLE_OK, _BUFFER_TOO_SMALL, _NO_MEMORY */
HAGGLE_API haggle_status haggle_policy_json(const haggle_policy* policy, char* buffer,
                                            size_t capacity, size_t* needed, haggle_error* err);

/** Decides one price. Pure: equal arguments give equal bytes. Allocates nothing where the offers
 *  stand side by side; 20 KiB of stack. @since 1
 *  @param[in]  offers    at most HAGGLE_OFFERS_MAX, in any order; NULL only if there are none
 *  @param[out] verdicts  [offers_count], why each offer was left out: HAGGLE_VERDICT_...; or NULL
 *  @param[out] decision  on failure all zero but `size`
 *  @return HAGGLE_OK; _BAD_SIZE, _OUT_OF_RANGE, _UNKNOWN_VALUE, _UNKNOWN_CURRENCY,
 *          _CURRENCY_MISMATCH, _NOT_THIS_LISTING, _TOO_MANY_OFFERS, _FLOOR_REQUIRED,
 *          _BOUNDS_CONTRADICT, _FLOOR_IMPOSSIBLE, _AMOUNT_PRECISION, _NO_MEMORY;
 *          _BOUNDS_VIOLATED (a fault of haggle, caught: the price is not given out) */
HAGGLE_API haggle_status haggle_decide(const haggle_policy* policy, const haggle_listing* listing,
                                       const haggle_market* market, const haggle_clock* clock,
                                       const haggle_offer* offers, size_t offers_count,
                                       size_t offers_stride, uint8_t* verdicts,
                                       haggle_decision* decision, haggle_error* err);

/** Decides the business price and its tiers, each within its own bounds; prices fall strictly with
 *  the quantity. Rung 0 is the business price, rung i tier i - 1. @since 1
 *  @param[in]  listing   its audience is HAGGLE_AUDIENCE_BUSINESS
 *  @param[in]  breaks    quantity prices of the offers, side by side; NULL only if there are none
 *  @param[out] verdicts  [offers_count], those of the business price; or NULL
 *  @param[out] rungs     [1 + ladder->tiers_count]; each has its size set by the caller
 *  @return as haggle_decide, _TOO_MANY_TIERS, _TIERS_NOT_RISING, for the whole ladder; what is
 *          wrong with one rung stands in it and does not stop the others */
HAGGLE_API haggle_status haggle_decide_business(
    const haggle_policy* policy, const haggle_listing* listing, const haggle_ladder* ladder,
    const haggle_market* market, const haggle_clock* clock, const haggle_offer* offers,
    size_t offers_count, size_t offers_stride, const haggle_break* breaks, size_t breaks_count,
    uint8_t* verdicts, haggle_rung* rungs, size_t rungs_stride, haggle_error* err);

/** Decides many, each as haggle_decide would; one failure does not stop the others. Allocates
 *  nothing where the offers stand side by side. @since 1
 *  @param[in]  listings   [rows_count], and `markets` likewise; NULL only if there are no rows
 *  @param[in]  offers     those of all rows, one market behind the other
 *  @param[in]  first      [rows_count + 1], rising: row i has the offers first[i]..first[i + 1] - 1
 *  @param[out] decisions  [rows_count]; each has its size set by the caller
 *  @param[out] statuses   [rows_count]
 *  @param[out] errors     [rows_count], each written where its row failed; or NULL
 *  @return HAGGLE_OK also where rows failed; else what is wrong with the call as a whole, and then
 *          nothing is written: _BAD_ARGUMENT (also of strides and `first`) */
HAGGLE_API haggle_status haggle_decide_many(const haggle_policy* policy, size_t rows_count,
                                            const haggle_listing* listings, size_t listings_stride,
                                            const haggle_market* markets, size_t markets_stride,
                                            const haggle_clock* clock, const haggle_offer* offers,
                                            size_t offers_stride, const uint32_t* first,
                                            haggle_decision* decisions, size_t decisions_stride,
                                            haggle_status* statuses, haggle_error* errors,
                                            size_t errors_stride, haggle_error* err);

/* It has a time of day: */
#define HAGGLE_SCHEDULE_HAS_RESET 1
#define HAGGLE_SCHEDULE_HAS_RESUME 2

/* When a price is set by the clock, in minutes of the local day, 0..1439. */
typedef struct haggle_schedule_rule {
  uint32_t size;
  uint32_t has;               /* HAGGLE_SCHEDULE_HAS_... */
  int32_t reset_minute;       /* to the default price */
  int32_t resume_minute;      /* to the ceiling; where both fall together, this one */
  int32_t utc_offset_minutes; /* of that day, east is positive; -1440..1440 */
  uint32_t reserved;
} haggle_schedule_rule;
#define HAGGLE_SCHEDULE_RULE_INIT {sizeof(haggle_schedule_rule), 0, 0, 0, 0, 0}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_schedule_rule_init(haggle_schedule_rule* rule, size_t size);

/** The price that a schedule sets: the caller asks what fell due since it asked last. Bounds hold;
 *  paused, not active and out of stock hold; no market is needed, and neither step limit nor
 *  cool-down apply. @since 1
 *  @param[in]  from_ms   moments after it ...
 *  @param[in]  to_ms     ... up to and with this one
 *  @param[out] due       1: something fell due, see `decision`; 0: nothing did
 *  @param[out] decision  all zero but `size` where nothing did, and on failure
 *  @return HAGGLE_OK; _OUT_OF_RANGE (also of rule and times), those of haggle_decide */
HAGGLE_API haggle_status haggle_scheduled(const haggle_policy* policy,
                                          const haggle_listing* listing,
                                          const haggle_schedule_rule* rule, int64_t from_ms,
                                          int64_t to_ms, uint8_t* due, haggle_decision* decision,
                                          haggle_error* err);

/** A decision as a few lines of English: the market, what was left out, each step, the bounds.
 *  Computes nothing. @since 1
 *  @param[in] verdicts  [offers_count] of this decision; NULL: nothing is said of the filters
 *  @param[in] decision  that was made from these very arguments
 *  @return HAGGLE_OK, _BUFFER_TOO_SMALL, _NO_MEMORY; _OUT_OF_RANGE, _UNKNOWN_VALUE (the decision is
 *          none of these arguments); those of haggle_decide */
HAGGLE_API haggle_status haggle_explain_text(const haggle_listing* listing,
                                             const haggle_market* market, const haggle_clock* clock,
                                             const haggle_offer* offers, size_t offers_count,
                                             size_t offers_stride, const uint8_t* verdicts,
                                             const haggle_decision* decision, char* buffer,
                                             size_t capacity, size_t* needed, haggle_error* err);

/** The same as one line of JSON, keys in a fixed order; schema/decision.json. @since 1
 *  @return as haggle_explain_text; _BAD_ENCODING (an id is not UTF-8) */
HAGGLE_API haggle_status haggle_explain_json(const haggle_listing* listing,
                                             const haggle_market* market, const haggle_clock* clock,
                                             const haggle_offer* offers, size_t offers_count,
                                             size_t offers_stride, const uint8_t* verdicts,
                                             const haggle_decision* decision, char* buffer,
                                             size_t capacity, size_t* needed, haggle_error* err);

/** A ladder as text, rung by rung. @since 1
 *  @param[in] rungs  [1 + ladder->tiers_count], as haggle_decide_business gave them */
HAGGLE_API haggle_status haggle_explain_business_text(
    const haggle_listing* listing, const haggle_ladder* ladder, const haggle_market* market,
    const haggle_clock* clock, const haggle_offer* offers, size_t offers_count,
    size_t offers_stride, const haggle_break* breaks, size_t breaks_count, const uint8_t* verdicts,
    const haggle_rung* rungs, size_t rungs_stride, char* buffer, size_t capacity, size_t* needed,
    haggle_error* err);

/** A ladder as one line of JSON. @since 1 */
HAGGLE_API haggle_status haggle_explain_business_json(
    const haggle_listing* listing, const haggle_ladder* ladder, const haggle_market* market,
    const haggle_clock* clock, const haggle_offer* offers, size_t offers_count,
    size_t offers_stride, const haggle_break* breaks, size_t breaks_count, const uint8_t* verdicts,
    const haggle_rung* rungs, size_t rungs_stride, char* buffer, size_t capacity, size_t* needed,
    haggle_error* err);

/* ---- codec: listings, catalogues and messages as text ---------------------------------------- */

/* numbers: codec */
/* Of a type that has no reader; it has its type, id and time. */
#define HAGGLE_MESSAGE_UNKNOWN 0
/* Amazon ANY_OFFER_CHANGED: the consumer market. */
#define HAGGLE_MESSAGE_ANY_OFFER_CHANGED 1
/* Amazon B2B_ANY_OFFER_CHANGED: the business market, with breaks. */
#define HAGGLE_MESSAGE_B2B_ANY_OFFER_CHANGED 2
/* Walmart BUY_BOX_CHANGED. */
#define HAGGLE_MESSAGE_WALMART_BUY_BOX_CHANGED 3
/* Amazon PRICING_HEALTH. */
#define HAGGLE_MESSAGE_PRICING_HEALTH 4
/* Amazon LISTINGS_ITEM_STATUS_CHANGE. */
#define HAGGLE_MESSAGE_LISTING_STATUS 5
/* Amazon LISTINGS_ITEM_ISSUES_CHANGE. */
#define HAGGLE_MESSAGE_LISTING_ISSUES 6
/* Amazon LISTINGS_ITEM_MFN_QUANTITY_CHANGE. */
#define HAGGLE_MESSAGE_LISTING_QUANTITY 7
/* Amazon ITEM_PRODUCT_TYPE_CHANGE. */
#define HAGGLE_MESSAGE_PRODUCT_TYPE 8
/* Amazon FEE_PROMOTION. */
#define HAGGLE_MESSAGE_FEE_PROMOTION 9
/* Amazon FEED_PROCESSING_FINISHED. */
#define HAGGLE_MESSAGE_FEED_FINISHED 10
/* An answer to getItemOffers or getListingOffers. */
#define HAGGLE_MESSAGE_ITEM_OFFERS 11
/* An answer to competitiveSummary, one condition and audience. */
#define HAGGLE_MESSAGE_COMPETITIVE_SUMMARY 12
/* Errors instead of an answer about one item. */
#define HAGGLE_MESSAGE_ANSWER_REFUSED 13

/* What Amazon and Walmart document or send. */
#define HAGGLE_DIALECT_OFFICIAL 0
/* Also the forms that the repricer of that name expects, which nobody sends: a notification
 * without its wrapper or without a trigger in it, channels of offers, and a flat webhook of
 * Walmart's. */
#define HAGGLE_DIALECT_UREPRICER 1
/* end of numbers */

/** Reads one listing from JSON: {"seller": .., "sku": .., "item": .., "marketplace": "US", "floor":
 *  "USD 18.00", ...}; schema/listing.json. The business half of a text is left out. @since 1
 *  @param[out] listing  its size set by the caller; on failure all zero but `size`
 *  @return HAGGLE_OK; of the text as haggle_policy_create; _MISSING_FIELD, _ID_TOO_LONG, _BAD_ID,
 *          _BAD_AMOUNT, _FLOOR_REQUIRED, _BOUNDS_CONTRADICT, ... */
HAGGLE_API haggle_status haggle_listing_read(const char* json, size_t json_size,
                                             haggle_listing* listing, haggle_error* err);

/** Writes a listing as one line of JSON, which haggle_listing_read reads back. @since 1
 *  @return HAGGLE_OK, _BUFFER_TOO_SMALL, _BAD_ENCODING, _NO_MEMORY; those of the values */
HAGGLE_API haggle_status haggle_listing_write(const haggle_listing* listing, char* buffer,
                                              size_t capacity, size_t* needed, haggle_error* err);

/** Reads a business listing and its ladder from JSON. @since 1
 *  @return as haggle_listing_read; _NOT_THIS_LISTING (no business half), _TOO_MANY_TIERS,
 *          _TIERS_NOT_RISING */
HAGGLE_API haggle_status haggle_business_listing_read(const char* json, size_t json_size,
                                                      haggle_listing* listing,
                                                      haggle_ladder* ladder, haggle_error* err);

/** Writes a business listing as one line of JSON. @since 1 */
HAGGLE_API haggle_status haggle_business_listing_write(const haggle_listing* listing,
                                                       const haggle_ladder* ladder, char* buffer,
                                                       size_t capacity, size_t* needed,
                                                       haggle_error* err);

/* Our listings and their policies, found by marketplace and item. Numbered from 0 in the order in
 * which they came; a business listing has a number of its own. */
typedef struct haggle_catalogue haggle_catalogue;

/** Makes an empty catalogue. @since 1
 *  @param[in]  fallback  the policy of listings that name none; NULL: the default one. It is copied
 *  @param[out] out       NULL on failure
 *  @return HAGGLE_OK, _NO_MEMORY */
HAGGLE_API haggle_status haggle_catalogue_create(const haggle_policy* fallback,
                                                 haggle_catalogue** out, haggle_error* err);

/** Ends a catalogue. NULL is passed over. @since 1 */
HAGGLE_API void haggle_catalogue_destroy(haggle_catalogue* catalogue);

/** Puts lines of JSON into a catalogue: {"listing": {.., "policy": "gentle"}}, or {"policy": {"id":
 *  "gentle", ..}}, in any order within one call. A listing with a business half counts as two.
 *  A line that is refused is left out; the others go in. @since 1
 *  @param[out] errors         [errors_capacity], one for each refused line, `row` is the line; NULL
 *                             only if errors_capacity is 0
 *  @param[out] refused_count  lines that were refused, also beyond errors_capacity; may be NULL
 *  @return HAGGLE_OK also where lines were refused, unless refused_count is NULL: then the first
 *          refused line's; _NO_MEMORY (lines read so far stay) */
HAGGLE_API haggle_status haggle_catalogue_put(haggle_catalogue* catalogue, const char* lines,
                                              size_t lines_size, haggle_error* errors,
                                              size_t errors_stride, size_t errors_capacity,
                                              size_t* refused_count, haggle_error* err);

/** How many listings there are. 0 for NULL. @since 1 */
HAGGLE_API size_t haggle_catalogue_count(const haggle_catalogue* catalogue);

/** The number of a listing. @since 1
 *  @param[in]  seller, marketplace, sku  text that ends with a NUL
 *  @param[in]  audience  HAGGLE_AUDIENCE_...
 *  @param[out] number    HAGGLE_NO_LISTING where there is none
 *  @return HAGGLE_OK also where there is none */
HAGGLE_API haggle_status haggle_catalogue_find(const haggle_catalogue* catalogue,
                                               const char* seller, const char* marketplace,
                                               const char* sku, uint8_t audience, uint32_t* number,
                                               haggle_error* err);

/** A copy of a listing as it stands now, and of its ladder. @since 1
 *  @param[out] ladder  all zero but the sizes of a consumer listing; or NULL
 *  @return HAGGLE_OK, _OUT_OF_RANGE (no such number) */
HAGGLE_API haggle_status haggle_catalogue_get(const haggle_catalogue* catalogue, uint32_t number,
                                              haggle_listing* listing, haggle_ladder* ladder,
                                              haggle_error* err);

/** Replaces what is known of a listing: its price, stock, bounds, memory. Its seller, marketplace,
 *  SKU, item and audience stay. @since 1
 *  @param[in] ladder  NULL: the ladder stays
 *  @return HAGGLE_OK, _OUT_OF_RANGE, _NOT_THIS_LISTING (another seller, SKU, ...), those of
 *          haggle_decide about a listing */
HAGGLE_API haggle_status haggle_catalogue_set(haggle_catalogue* catalogue, uint32_t number,
                                              const haggle_listing* listing,
                                              const haggle_ladder* ladder, haggle_error* err);

/* No listing: what haggle_catalogue_find says, and an outcome of none. */
#define HAGGLE_NO_LISTING UINT32_MAX

/* Reads messages and keeps its memory from call to call. For one thread at a time. */
typedef struct haggle_reader haggle_reader;

/* What some messages leave to the place where they arrive. All zero is the default. */
typedef struct haggle_reader_options {
  uint32_t size;
  uint8_t dialect; /* HAGGLE_DIALECT_... */
  uint8_t reserved[3];
  char walmart_mart[16]; /* Walmart names neither mart nor currency; empty: "WALMART_US" */
} haggle_reader_options;
#define HAGGLE_READER_OPTIONS_INIT {sizeof(haggle_reader_options), 0, {0}, {0}}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_reader_options_init(haggle_reader_options* options, size_t size);

/** Makes a reader. @since 1
 *  @param[in]  options  NULL: the defaults
 *  @param[out] out      NULL on failure
 *  @return HAGGLE_OK, _BAD_SIZE, _UNKNOWN_VALUE, _BAD_ID, _NO_MEMORY */
HAGGLE_API haggle_status haggle_reader_create(const haggle_reader_options* options,
                                              haggle_reader** out, haggle_error* err);

/** Ends a reader. NULL is passed over. @since 1 */
HAGGLE_API void haggle_reader_destroy(haggle_reader* reader);

/** Names a seller: Walmart's older messages have shown names instead of ids. @since 1
 *  @param[in] id  text that ends with a NUL, 1..31 bytes
 *  @return HAGGLE_OK, _BAD_ID, _ID_TOO_LONG, _NO_MEMORY */
HAGGLE_API haggle_status haggle_reader_name_seller(haggle_reader* reader, const char* name,
                                                   size_t name_size, const char* id,
                                                   haggle_error* err);

/* One outcome of a message: a decision on one listing (or one rung of its ladder), or why there is
 * none. Grows with haggle_decision, which stays last. 648 bytes. */
typedef struct haggle_outcome {
  uint32_t size;
  uint32_t body;        /* which of the bodies, from 0 */
  uint32_t delivery;    /* which message in the body, from 0: a batch holds several */
  uint32_t record;      /* place of the record in the body's list, from 0 */
  uint32_t listing;     /* its number in the catalogue, or HAGGLE_NO_LISTING */
  haggle_status status; /* HAGGLE_OK unless `kind` is HAGGLE_OUTCOME_ERROR */
  uint32_t index;       /* of the error, as in haggle_error */
  uint32_t quantity;    /* 1; of a tier its quantity */
  uint64_t offset;      /* of the error, in the innermost text */
  uint8_t kind;         /* HAGGLE_OUTCOME_... */
  uint8_t message_kind; /* HAGGLE_MESSAGE_... */
  uint8_t audience;     /* HAGGLE_AUDIENCE_... of the market */
  uint8_t rung;         /* 0: the price of one unit; else the tier, from 1 */
  uint8_t dropped;      /* HAGGLE_DROPPED_...: why a tier does not go out */
  uint8_t reserved[3];
  char where[HAGGLE_WHERE_BYTES]; /* of the error */
  haggle_decision decision;       /* where `kind` is HAGGLE_OUTCOME_DECISION */
} haggle_outcome;
#define HAGGLE_OUTCOME_INIT \
  {sizeof(haggle_outcome), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, {0}, {0}, HAGGLE_DECISION_INIT}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_outcome_init(haggle_outcome* outcome, size_t size);

/* A price, or that it stays. */
#define HAGGLE_OUTCOME_DECISION 1
/* The message cannot be read, or the listing cannot be decided on. */
#define HAGGLE_OUTCOME_ERROR 2
/* A message that is not about offers; see message_kind. */
#define HAGGLE_OUTCOME_NO_OFFERS 3
/* No listing of the catalogue holds this item in this condition for this audience. */
#define HAGGLE_OUTCOME_NO_LISTING 4

/* Each decision is kept in the catalogue as if it was sent: the price and its time, the memory, the
 * market's time; so that the next message is decided on what then stands. */
#define HAGGLE_MESSAGES_KEEP 1

/** Bytes in, decisions out: reads every body and decides on every listing that holds its item.
 *  A body is a message as a queue or a webhook gives it, bare or in up to four envelopes, or a
 *  batch; every message in it has at least one outcome, in their order. @since 1
 *  @param[in]  catalogue    is read; also written with HAGGLE_MESSAGES_KEEP
 *  @param[in]  clock        also the time of messages that say none
 *  @param[in]  bodies       their bytes, one behind the other; NULL only if there are none
 *  @param[in]  first        [bodies_count + 1], rising: body i is bytes first[i]..first[i + 1] - 1
 *  @param[in]  flags        0 or HAGGLE_MESSAGES_KEEP
 *  @param[out] outcomes     [capacity], each has its size set by the caller; NULL only if that is 0
 *  @param[out] outcomes_count  all outcomes; those beyond `capacity` wait in the reader, see
 *                           haggle_reader_outcomes
 *  @return HAGGLE_OK, whatever the bodies hold; else what is wrong with the call; _NO_MEMORY: what
 *          was decided until then waits in the reader */
HAGGLE_API haggle_status haggle_decide_messages(haggle_reader* reader, haggle_catalogue* catalogue,
                                                const haggle_clock* clock, const char* bodies,
                                                const uint64_t* first, size_t bodies_count,
                                                uint32_t flags, haggle_outcome* outcomes,
                                                size_t outcomes_stride, size_t capacity,
                                                size_t* outcomes_count, haggle_error* err);

/** The same of bodies that stand anywhere, so that none is copied to stand beside another.
 *  @since 1
 *  @param[in] bodies  [bodies_count], where each begins; NULL for one without bytes, and instead of
 *                     the list only if there are none
 *  @param[in] sizes   [bodies_count], bytes of each */
HAGGLE_API haggle_status haggle_decide_bodies(haggle_reader* reader, haggle_catalogue* catalogue,
                                              const haggle_clock* clock, const char* const* bodies,
                                              const uint64_t* sizes, size_t bodies_count,
                                              uint32_t flags, haggle_outcome* outcomes,
                                              size_t outcomes_stride, size_t capacity,
                                              size_t* outcomes_count, haggle_error* err);

/** Outcomes of the last haggle_decide_messages or _bodies, from number `from` on. @since 1
 *  @param[out] copied  how many were written: the rest, at most `capacity` */
HAGGLE_API haggle_status haggle_reader_outcomes(const haggle_reader* reader, size_t from,
                                                haggle_outcome* outcomes, size_t outcomes_stride,
                                                size_t capacity, size_t* copied, haggle_error* err);

/* What one message is about. */
typedef struct haggle_delivery {
  uint32_t size;
  haggle_status status;  /* HAGGLE_OK, or why it cannot be read */
  uint32_t index;        /* of the error, as in haggle_error */
  uint32_t record;       /* place of the record in the body's list, from 0 */
  uint64_t offset;       /* of the error */
  int64_t event_time_ms; /* when it was sent; 0: not said */
  uint32_t offers_count;
  uint32_t breaks_count;
  uint8_t kind;       /* HAGGLE_MESSAGE_... */
  uint8_t has_market; /* 1: a market with its offers, to decide on; else 0 */
  uint8_t reserved[6];
  char where[HAGGLE_WHERE_BYTES]; /* of the error */
  char recipient[32];             /* the account it was sent to; may be empty */
  char sku[128];                  /* the recipient's, where named */
} haggle_delivery;
#define HAGGLE_DELIVERY_INIT \
  {sizeof(haggle_delivery), 0, 0, 0, 0, 0, 0, 0, 0, 0, {0}, {0}, {0}, {0}}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_delivery_init(haggle_delivery* delivery, size_t size);

/** Reads one body, to look into its messages; they stay until the reader reads again. @since 1
 *  @param[in]  arrived           the time of messages that say none; NULL: 1970
 *  @param[out] deliveries_count  messages in it; a body that cannot be read is one with an error
 *  @return HAGGLE_OK, _NO_MEMORY */
HAGGLE_API haggle_status haggle_reader_read(haggle_reader* reader, const char* body,
                                            size_t body_size, const haggle_clock* arrived,
                                            size_t* deliveries_count, haggle_error* err);

/** What a message that was read is about. @since 1
 *  @return HAGGLE_OK, _OUT_OF_RANGE (no such delivery) */
HAGGLE_API haggle_status haggle_reader_delivery(const haggle_reader* reader, size_t delivery,
                                                haggle_delivery* out, haggle_error* err);

/** The market of a message: for kinds without offers as far as the message names it. @since 1
 *  @return HAGGLE_OK, _OUT_OF_RANGE; the message's own error */
HAGGLE_API haggle_status haggle_reader_market(const haggle_reader* reader, size_t delivery,
                                              haggle_market* market, haggle_error* err);

/** The offers of a message, as a listing of this seller must see them. @since 1
 *  @param[in]  seller    text that ends with a NUL; NULL: as the recipient sees them
 *  @param[out] offers    [capacity]; NULL only if that is 0
 *  @param[out] count     all offers; where that is above `capacity`, none is written
 *  @return HAGGLE_OK, _OUT_OF_RANGE, _BUFFER_TOO_SMALL; the message's own error */
HAGGLE_API haggle_status haggle_reader_offers(const haggle_reader* reader, size_t delivery,
                                              const char* seller, haggle_offer* offers,
                                              size_t offers_stride, size_t capacity, size_t* count,
                                              haggle_error* err);

/** The quantity prices of a message's offers, side by side; else as haggle_reader_offers.
 *  @since 1 */
HAGGLE_API haggle_status haggle_reader_breaks(const haggle_reader* reader, size_t delivery,
                                              haggle_break* breaks, size_t capacity, size_t* count,
                                              haggle_error* err);

/** A text of a message. @since 1
 *  @param[in] which  HAGGLE_TEXT_...
 *  @return HAGGLE_OK, _OUT_OF_RANGE, _UNKNOWN_VALUE, _BUFFER_TOO_SMALL */
HAGGLE_API haggle_status haggle_reader_text(const haggle_reader* reader, size_t delivery,
                                            uint32_t which, char* buffer, size_t capacity,
                                            size_t* needed, haggle_error* err);

/* Its type as it writes it: "ANY_OFFER_CHANGED". */
#define HAGGLE_TEXT_TYPE 1
/* The same in every repetition of a message; may be empty. */
#define HAGGLE_TEXT_NOTIFICATION_ID 2
/* The id of its record in a batch, to report a failure with; may be empty. */
#define HAGGLE_TEXT_RECORD_ID 3
/* Its place in the body: "Records[2].body.Message"; empty: it is the whole body. */
#define HAGGLE_TEXT_PLACE 4
/* The recipient's shown name; may be empty. */
#define HAGGLE_TEXT_SELLER_NAME 5
/* Amazon's "Internal", "External"; may be empty. */
#define HAGGLE_TEXT_CHANGE_TYPE 6

/* ---- codec: prices on their way out ---------------------------------------------------------- */

/* numbers: submission */
/* They stay. */
#define HAGGLE_PATCH_OP_MERGE 0
/* They are deleted: bounds, sales and ladder have to be carried. */
#define HAGGLE_PATCH_OP_REPLACE 1

/* Those that the marketplace has stay. */
#define HAGGLE_BOUNDS_SENT_NONE 0
/* Floor and ceiling of the decision, which are item prices. */
#define HAGGLE_BOUNDS_SENT_EFFECTIVE 1
/* end of numbers */

#define HAGGLE_ASKED_HAS_PRICE 1
#define HAGGLE_ASKED_HAS_MIN 2
#define HAGGLE_ASKED_HAS_MAX 4
/* A ladder is said; without levels the one that stands is taken away. */
#define HAGGLE_ASKED_HAS_LEVELS 8

/* One level of a ladder: from this quantity, this unit price. Frozen. */
typedef struct haggle_level {
  uint32_t quantity; /* at least 2 */
  uint32_t reserved;
  int64_t price_minor;
} haggle_level;

/* What one kind of buyer is asked. What has no bit is not sent. Frozen. */
typedef struct haggle_asked {
  uint32_t has; /* HAGGLE_ASKED_HAS_...; 0: this kind of buyer is not named */
  uint32_t levels_count;
  int64_t price_minor;
  int64_t min_minor; /* the least price that the marketplace is to allow */
  int64_t max_minor;
  haggle_level levels[HAGGLE_TIERS_MAX]; /* of business buyers; quantities rise, prices fall */
} haggle_asked;

/* How many sales one kind of buyer may have. */
#define HAGGLE_SALES_MAX 4

/* A lower price for some time. Frozen. */
typedef struct haggle_sale_price {
  int64_t price_minor;
  char start[32]; /* a date or a moment: "2026-11-21", "2026-11-21T08:00:00Z"; may be empty */
  char end[32];   /* likewise */
} haggle_sale_price;

/* The sales of one kind of buyer. Frozen. */
typedef struct haggle_sale_prices {
  uint32_t count; /* 0: none is sent; merged those that stand stay, replaced they are deleted */
  uint32_t reserved;
  haggle_sale_price sales[HAGGLE_SALES_MAX];
} haggle_sale_prices;

/* New prices of one listing, for consumers, for business buyers, or both at once. 1072 bytes; 480
 * before there were sales. */
typedef struct haggle_submission {
  uint32_t size;
  uint32_t row;    /* of the batch that it comes from, from 0 */
  char seller[32]; /* a feed of Amazon names it, the other bodies do not */
  char sku[128];
  char marketplace[16]; /* its name or its own id */
  char currency[4];     /* empty: the marketplace's */
  uint8_t op;           /* HAGGLE_PATCH_OP_...: what becomes of what is not named */
  uint8_t reserved[3];
  char product_type[64]; /* Amazon's, at most 63 bytes; empty: "PRODUCT", which is any */
  haggle_asked consumer;
  haggle_asked business; /* Amazon only, for sellers who are enrolled there */
  haggle_sale_prices consumer_sales;
  haggle_sale_prices business_sales;
} haggle_submission;
/* clang-format off */
#define HAGGLE_SUBMISSION_INIT                                               \
  {sizeof(haggle_submission), 0, {0}, {0}, {0}, {0}, 0, {0}, {0},            \
   {0, 0, 0, 0, 0, {{0, 0, 0}}}, {0, 0, 0, 0, 0, {{0, 0, 0}}},             \
   {0, 0, {{0, {0}, {0}}}}, {0, 0, {{0, {0}, {0}}}}}
/* clang-format on */
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_submission_init(haggle_submission* submission, size_t size);

/** The submission of a decided price, for the listing's audience. @since 1
 *  @param[in]     bounds      HAGGLE_BOUNDS_SENT_...
 *  @param[in,out] submission  as haggle_submission_init leaves it, or that of the same SKU for the
 *                             other audience, which stays: both go out as one. `op` and
 *                             `product_type` stay. On failure nothing is written
 *  @return HAGGLE_OK; _BAD_ARGUMENT (`decision.action`: it holds), _CURRENCY_MISMATCH,
 *          _OUT_OF_RANGE, _UNKNOWN_VALUE, _NOT_THIS_LISTING (the submission is another's) */
HAGGLE_API haggle_status haggle_submission_of_decision(const haggle_listing* listing,
                                                       const haggle_decision* decision,
                                                       uint8_t bounds,
                                                       haggle_submission* submission,
                                                       haggle_error* err);

/** The submission of a decided ladder: the business price and the rungs that are not dropped. The
 *  ladder is whole, because a marketplace takes it as one. @since 1
 *  @param[in]     rungs       [1 + ladder->tiers_count], as haggle_decide_business gave them
 *  @param[in,out] submission  as above
 *  @return as above; _BAD_ARGUMENT (`decision.rungs`: nothing of it is news) */
HAGGLE_API haggle_status haggle_submission_of_ladder(const haggle_listing* listing,
                                                     const haggle_ladder* ladder,
                                                     const haggle_rung* rungs, size_t rungs_stride,
                                                     uint8_t bounds, haggle_submission* submission,
                                                     haggle_error* err);

/** The submissions of a batch, as haggle_decide_many decided it: rows that hold, and those that
 *  failed, are left out. @since 1
 *  @param[in]     listings           [rows_count], and `decisions` likewise
 *  @param[in,out] submissions        [rows_count]; each has its size set by the caller, and keeps
 *                                    its `op` and `product_type`; `row` says which row it is of
 *  @param[out]    submissions_count  how many were written
 *  @return HAGGLE_OK, also where none goes out; else what is wrong with the call or its first bad
 *          row (`row` of the error), and then none is written: those of
 *          haggle_submission_of_decision */
HAGGLE_API haggle_status haggle_submissions_of_decisions(
    size_t rows_count, const haggle_listing* listings, size_t listings_stride,
    const haggle_decision* decisions, size_t decisions_stride, uint8_t bounds,
    haggle_submission* submissions, size_t submissions_stride, size_t* submissions_count,
    haggle_error* err);

/** The body of Amazon's PATCH of one item (Listings Items 2021-08-01). Amounts are exact. @since 1
 *  @return HAGGLE_OK, _BUFFER_TOO_SMALL, _NO_MEMORY; _BAD_ID, _BAD_ENCODING, _UNKNOWN_VALUE,
 *          _UNKNOWN_CURRENCY, _CURRENCY_MISMATCH (not the marketplace's), _MISSING_FIELD (a price),
 *          _OUT_OF_RANGE, _BOUNDS_CONTRADICT, _BOUNDS_VIOLATED (`offset` is the price),
 *          _TOO_MANY_TIERS, _TIERS_NOT_RISING, _BAD_ARGUMENT (a ladder for consumers) */
HAGGLE_API haggle_status haggle_listings_patch_write(const haggle_submission* submission,
                                                     char* buffer, size_t capacity, size_t* needed,
                                                     haggle_error* err);

/** Amazon's JSON_LISTINGS_FEED (2.0) of one seller: message `i + 1` is the submission at `i`.
 *  @since 1
 *  @param[in] issue_locale  text that ends with a NUL: "de_DE"; NULL: "en_US"
 *  @return as above, of the first bad submission, which `row` of the error names;
 *          _BAD_ARGUMENT (none, or several sellers), _REPEATED_KEY (a SKU twice) */
HAGGLE_API haggle_status haggle_listings_feed_write(
    const haggle_submission* submissions, size_t submissions_count, size_t submissions_stride,
    const char* issue_locale, char* buffer, size_t capacity, size_t* needed, haggle_error* err);

/** The body of Walmart's PUT /v3/price, for its mart in the United States. Bounds are checked and
 *  not sent. @since 1
 *  @return as haggle_listings_patch_write; _BAD_ARGUMENT (business prices) */
HAGGLE_API haggle_status haggle_walmart_price_write(const haggle_submission* submission,
                                                    char* buffer, size_t capacity, size_t* needed,
                                                    haggle_error* err);

/** Walmart's price feed (PriceHeader 1.7); else as haggle_listings_feed_write. @since 1 */
HAGGLE_API haggle_status haggle_walmart_feed_write(const haggle_submission* submissions,
                                                   size_t submissions_count,
                                                   size_t submissions_stride, char* buffer,
                                                   size_t capacity, size_t* needed,
                                                   haggle_error* err);

/** Reads the body of a PATCH back, our own or anybody's. @since 1
 *  @param[in]  seller, sku  texts that end with a NUL: they stand outside of the body, and may be
 *                           those of `submission`
 *  @param[out] submission   cleared on failure
 *  @return HAGGLE_OK, _NO_MEMORY; of the text as haggle_policy_create; _MISSING_FIELD, _WRONG_TYPE,
 *          _ID_TOO_LONG, _BAD_AMOUNT, _AMOUNT_PRECISION, _OUT_OF_RANGE (more than HAGGLE_SALES_MAX
 *          sales, 31 bytes of a time or 63 of a product type), _UNKNOWN_VALUE (an `op` but `merge`
 *          and `replace`, an audience but `ALL` and `B2B`), _REPEATED_KEY (an audience twice),
 *          _BAD_ARGUMENT (several marketplaces, currencies or ops; a ladder in percent; other
 *          attributes); and those of haggle_listings_patch_write */
HAGGLE_API haggle_status haggle_listings_patch_read(const char* json, size_t json_size,
                                                    const char* seller, const char* sku,
                                                    haggle_submission* submission,
                                                    haggle_error* err);

/** Reads Amazon's JSON_LISTINGS_FEED back: each message is a submission, whose `row` is its place
 *  in the feed, or an error. @since 1
 *  @param[in,out] submissions  [capacity]; each has its size set by the caller. That of a message
 *                              with an error is cleared
 *  @param[in,out] errors       NULL, or [capacity]; `status` of each is HAGGLE_OK or what is wrong
 *                              with the message. Without, the first bad one fails the call, and
 *                              `row` of the error names it
 *  @param[out]    count        how many messages there are: where more than `capacity`, the rest is
 *                              got by a second call with room for all
 *  @return as haggle_listings_patch_read; _UNKNOWN_VALUE (an operation but PATCH), _BAD_ID */
HAGGLE_API haggle_status haggle_listings_feed_read(const char* json, size_t json_size,
                                                   haggle_submission* submissions,
                                                   size_t submissions_stride, haggle_error* errors,
                                                   size_t errors_stride, size_t capacity,
                                                   size_t* count, haggle_error* err);

/* ---- codec: what the marketplaces answer ----------------------------------------------------- */

/* numbers: answer */
#define HAGGLE_SUBMISSION_STATUS_UNKNOWN 0
#define HAGGLE_SUBMISSION_STATUS_ACCEPTED 1
#define HAGGLE_SUBMISSION_STATUS_VALID 2
#define HAGGLE_SUBMISSION_STATUS_INVALID 3

#define HAGGLE_SEVERITY_UNKNOWN 0
#define HAGGLE_SEVERITY_INFO 1
#define HAGGLE_SEVERITY_WARNING 2
#define HAGGLE_SEVERITY_ERROR 3

#define HAGGLE_FEED_STATE_UNKNOWN 0
/* RECEIVED, IN_QUEUE. */
#define HAGGLE_FEED_STATE_WAITING 1
/* INPROGRESS, IN_PROGRESS. */
#define HAGGLE_FEED_STATE_WORKING 2
/* PROCESSED, DONE; items of it may have failed. */
#define HAGGLE_FEED_STATE_PROCESSED 3
/* ERROR, FATAL: nothing of it was taken. */
#define HAGGLE_FEED_STATE_FAILED 4
/* CANCELLED. */
#define HAGGLE_FEED_STATE_CANCELLED 5

#define HAGGLE_FEED_MESSAGE_UNKNOWN 0
#define HAGGLE_FEED_MESSAGE_ACCEPTED 1
#define HAGGLE_FEED_MESSAGE_REJECTED 2

#define HAGGLE_FEE_STATUS_UNKNOWN 0
#define HAGGLE_FEE_STATUS_SUCCESS 1
/* The request for this entry is wrong. */
#define HAGGLE_FEE_STATUS_CLIENT_ERROR 2
/* Try again later. */
#define HAGGLE_FEE_STATUS_SERVICE_ERROR 3
/* The whole request was: the answer is a list of errors and nothing else. */
#define HAGGLE_FEE_STATUS_REFUSED 4

#define HAGGLE_EXPECTED_STATUS_UNKNOWN 0
#define HAGGLE_EXPECTED_STATUS_VALID 1
#define HAGGLE_EXPECTED_STATUS_NO_COMPETING_OFFER 2
#define HAGGLE_EXPECTED_STATUS_OFFER_NOT_ELIGIBLE 3
#define HAGGLE_EXPECTED_STATUS_OFFER_NOT_FOUND 4
#define HAGGLE_EXPECTED_STATUS_ASIN_NOT_ELIGIBLE 5
/* end of numbers */

/* Amazon's, to haggle_listings_patch_write's body. */
#define HAGGLE_ANSWER_LISTINGS_PATCH 1
/* The processing report of Amazon's feed. */
#define HAGGLE_ANSWER_FEED_REPORT 2
/* Walmart's, to haggle_walmart_price_write's body. */
#define HAGGLE_ANSWER_WALMART_PRICE 3
/* That a feed has arrived, at Amazon or at Walmart. */
#define HAGGLE_ANSWER_FEED_RECEIPT 4
/* How far a feed is: Walmart's feed status, or Amazon's getFeed. */
#define HAGGLE_ANSWER_FEED_STATUS 5
/* Amazon's fee estimates (Product Fees v0), one or a batch. */
#define HAGGLE_ANSWER_FEES 6
/* Amazon's getFeaturedOfferExpectedPriceBatch (2022-05-01). */
#define HAGGLE_ANSWER_EXPECTED_PRICES 7
/* Amazon's getListingsItem (2021-08-01), as far as it is about prices. */
#define HAGGLE_ANSWER_LISTING 8

/* An answer that was read; never changes. Its rows are lists of their own, numbered from 0, and a
 * row says by number to which other one it belongs. */
typedef struct haggle_answer haggle_answer;

/** Reads an answer. What a marketplace refuses is a good answer too. @since 1
 *  @param[in]  kind  HAGGLE_ANSWER_...
 *  @param[out] out   NULL on failure
 *  @return HAGGLE_OK, _UNKNOWN_VALUE (kind), _NO_MEMORY; of the text as haggle_policy_create;
 *          _MISSING_FIELD, _WRONG_TYPE, _OUT_OF_RANGE, _BAD_INSTANT. What is wrong with one
 *          estimate or one offer stands in it and does not stop the others */
HAGGLE_API haggle_status haggle_answer_create(uint32_t kind, const char* json, size_t json_size,
                                              haggle_answer** out, haggle_error* err);

/** Ends an answer. NULL is passed over. @since 1 */
HAGGLE_API void haggle_answer_destroy(haggle_answer* answer);

/* No row: what belongs to the answer as a whole. */
#define HAGGLE_WHOLE_ANSWER UINT32_MAX

#define HAGGLE_SUMMARY_HAS_SUBMITTED 1
#define HAGGLE_SUMMARY_HAS_RECEIVED 2
#define HAGGLE_SUMMARY_HAS_SUCCEEDED 4
#define HAGGLE_SUMMARY_HAS_FAILED 8
#define HAGGLE_SUMMARY_HAS_PROCESSING 16
#define HAGGLE_SUMMARY_HAS_PROCESSED 32
#define HAGGLE_SUMMARY_HAS_ACCEPTED 64
#define HAGGLE_SUMMARY_HAS_INVALID 128
#define HAGGLE_SUMMARY_HAS_ERRORS 256
#define HAGGLE_SUMMARY_HAS_WARNINGS 512

/* An answer as a whole, and how many rows its lists have. */
typedef struct haggle_summary {
  uint32_t size;
  uint32_t has;              /* HAGGLE_SUMMARY_HAS_...: which time and counts are said */
  uint8_t kind;              /* HAGGLE_ANSWER_... */
  uint8_t accepted;          /* HAGGLE_YES, HAGGLE_NO: of a patch, a Walmart price, a receipt */
  uint8_t submission_status; /* HAGGLE_SUBMISSION_STATUS_...: of a patch */
  uint8_t feed_state;        /* HAGGLE_FEED_STATE_...: of a feed's status */
  uint32_t refusals_count;
  uint32_t issues_count;
  uint32_t items_count;
  uint32_t estimates_count;
  uint32_t fees_count;
  uint32_t offers_count;
  uint32_t prices_count;
  int64_t submitted_ms; /* of a feed's status, as are the next four: items */
  int64_t received_count;
  int64_t succeeded_count;
  int64_t failed_count;
  int64_t processing_count;
  int64_t processed_count; /* of a report, as are the next four: messages */
  int64_t accepted_count;
  int64_t invalid_count;
  int64_t errors_count;
  int64_t warnings_count;
  uint32_t presences_count; /* of a listing, as is the next */
  uint32_t shown_count;
} haggle_summary;
/* clang-format off */
#define HAGGLE_SUMMARY_INIT                                                                        \
  {sizeof(haggle_summary), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
/* clang-format on */
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_summary_init(haggle_summary* summary, size_t size);

/** An answer as a whole. @since 1
 *  @return HAGGLE_OK */
HAGGLE_API haggle_status haggle_answer_summary(const haggle_answer* answer, haggle_summary* out,
                                               haggle_error* err);

/** What became of one message of a feed, by its report. @since 1
 *  @param[in]  message_id  1 + the number of the submission in its feed
 *  @param[out] outcome     HAGGLE_FEED_MESSAGE_...; unknown where the report leaves it open
 *  @return HAGGLE_OK, _BAD_ARGUMENT (an answer of another kind) */
HAGGLE_API haggle_status haggle_answer_outcome(const haggle_answer* answer, int64_t message_id,
                                               uint8_t* outcome, haggle_error* err);

/* Why a marketplace refused something, in its own words: see its texts. Of every kind but a
 * report. */
typedef struct haggle_refusal {
  uint32_t size;
  uint32_t row; /* the item, estimate or offer that it is about; or HAGGLE_WHOLE_ANSWER */
} haggle_refusal;
#define HAGGLE_REFUSAL_INIT {sizeof(haggle_refusal), 0}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_refusal_init(haggle_refusal* refusal, size_t size);

/** One refusal. @since 1
 *  @return HAGGLE_OK, _OUT_OF_RANGE (no such row), as all that follow */
HAGGLE_API haggle_status haggle_answer_refusal(const haggle_answer* answer, size_t row,
                                               haggle_refusal* out, haggle_error* err);

#define HAGGLE_ISSUE_HAS_MESSAGE_ID 1

/* Something that Amazon has to say about a listing or a message: of a patch and of a report. */
typedef struct haggle_issue {
  uint32_t size;
  uint32_t has;       /* HAGGLE_ISSUE_HAS_... */
  int64_t message_id; /* of a feed; not said: about all of it */
  uint8_t severity;   /* HAGGLE_SEVERITY_... */
  uint8_t reserved[3];
  uint32_t attributes_count; /* texts, as are the next three */
  uint32_t categories_count;
  uint32_t enforcements_count;
  uint32_t marketplaces_count;
  uint32_t reserved_end;
} haggle_issue;
#define HAGGLE_ISSUE_INIT {sizeof(haggle_issue), 0, 0, 0, {0}, 0, 0, 0, 0, 0}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_issue_init(haggle_issue* issue, size_t size);

/** One issue. @since 1 */
HAGGLE_API haggle_status haggle_answer_issue(const haggle_answer* answer, size_t row,
                                             haggle_issue* out, haggle_error* err);

#define HAGGLE_ITEM_HAS_INDEX 1

/* One item of a feed, as its status reports it where details were asked for. */
typedef struct haggle_feed_item {
  uint32_t size;
  uint32_t has;            /* HAGGLE_ITEM_HAS_... */
  int64_t index;           /* place in the feed, from 0 */
  uint32_t refusals_first; /* its refusals: refusals_first, refusals_first + 1, ... */
  uint32_t refusals_count;
  uint8_t succeeded; /* 0 or 1; else see its status */
  uint8_t reserved[7];
} haggle_feed_item;
#define HAGGLE_FEED_ITEM_INIT {sizeof(haggle_feed_item), 0, 0, 0, 0, 0, {0}}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_feed_item_init(haggle_feed_item* item, size_t size);

/** One item. @since 1 */
HAGGLE_API haggle_status haggle_answer_item(const haggle_answer* answer, size_t row,
                                            haggle_feed_item* out, haggle_error* err);

#define HAGGLE_ESTIMATE_HAS_PRICE 1
#define HAGGLE_ESTIMATE_HAS_SHIPPING 2
#define HAGGLE_ESTIMATE_HAS_POINTS_COUNT 4
#define HAGGLE_ESTIMATE_HAS_POINTS 8
#define HAGGLE_ESTIMATE_HAS_TIME 16
#define HAGGLE_ESTIMATE_HAS_TOTAL 32
#define HAGGLE_ESTIMATE_HAS_SUM 64

/* What Amazon would charge at one price, and only there: fees have steps and a minimum. 216
 * bytes. */
typedef struct haggle_fee_estimate {
  uint32_t size;
  haggle_status status;          /* HAGGLE_OK, or why this entry cannot be read */
  uint32_t index;                /* of the error, as in haggle_error */
  uint32_t has;                  /* HAGGLE_ESTIMATE_HAS_... */
  uint64_t offset;               /* of the error */
  uint8_t fee_status;            /* HAGGLE_FEE_STATUS_...: what Amazon says of it */
  uint8_t marketplace_fulfilled; /* HAGGLE_UNKNOWN, _YES, _NO */
  uint8_t total_differs;         /* 1: the fees add up to another total than the stated one */
  uint8_t reserved;
  char currency[4];    /* of every amount; empty where none names one */
  uint32_t fees_first; /* its fees: fees_first, fees_first + 1, ... */
  uint32_t fees_count;
  uint32_t refusals_first;
  uint32_t refusals_count;
  int64_t price_minor; /* asked about, as are the next three */
  int64_t shipping_minor;
  int64_t points_count;
  int64_t points_minor;
  int64_t time_ms;
  int64_t total_minor;            /* as stated */
  int64_t sum_minor;              /* of the fees that are not included in others */
  char where[HAGGLE_WHERE_BYTES]; /* of the error */
  char marketplace[16];
  char seller[32];
} haggle_fee_estimate;
/* clang-format off */
#define HAGGLE_FEE_ESTIMATE_INIT                                                                   \
  {sizeof(haggle_fee_estimate), 0, 0, 0, 0, 0, 0, 0, 0, {0}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, {0}, \
   {0}, {0}}
/* clang-format on */
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_fee_estimate_init(haggle_fee_estimate* estimate, size_t size);

/** One estimate, in the order of the answer. @since 1 */
HAGGLE_API haggle_status haggle_answer_estimate(const haggle_answer* answer, size_t row,
                                                haggle_fee_estimate* out, haggle_error* err);

#define HAGGLE_FEE_HAS_AMOUNT 1
#define HAGGLE_FEE_HAS_PROMOTION 2
#define HAGGLE_FEE_HAS_TAX 4
#define HAGGLE_FEE_HAS_FINAL 8

/* One fee of an estimate. */
typedef struct haggle_fee {
  uint32_t size;
  uint32_t has;      /* HAGGLE_FEE_HAS_... */
  uint32_t estimate; /* the row that it belongs to */
  uint8_t included;  /* 1: inside the amounts of the last one before it that is not */
  uint8_t reserved[3];
  int64_t amount_minor; /* before promotion and tax */
  int64_t promotion_minor;
  int64_t tax_minor;
  int64_t final_minor; /* what is charged */
} haggle_fee;
#define HAGGLE_FEE_INIT {sizeof(haggle_fee), 0, 0, 0, {0}, 0, 0, 0, 0}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_fee_init(haggle_fee* fee, size_t size);

/** One fee. @since 1 */
HAGGLE_API haggle_status haggle_answer_fee(const haggle_answer* answer, size_t row, haggle_fee* out,
                                           haggle_error* err);

#define HAGGLE_FEATURED_HAS_PRICE 1
/* Absent is not free. */
#define HAGGLE_FEATURED_HAS_SHIPPING 2
#define HAGGLE_FEATURED_HAS_POINTS_COUNT 4
#define HAGGLE_FEATURED_HAS_POINTS 8

/* A price of an answer and its parts. Frozen. */
typedef struct haggle_featured_price {
  uint32_t has; /* HAGGLE_FEATURED_HAS_...; 0: no price is named, which is not zero */
  uint32_t reserved;
  int64_t price_minor; /* of the item */
  int64_t shipping_minor;
  int64_t points_count;
  int64_t points_minor; /* what the points are worth */
} haggle_featured_price;

/* Which offer it is. Frozen. */
typedef struct haggle_offer_id {
  char marketplace[16];
  char item[32];
  char seller[32];
  char sku[128];          /* of our own offer only */
  uint8_t has_fulfilment; /* 0 or 1 */
  uint8_t fulfilment;     /* HAGGLE_FULFILMENT_... */
  uint8_t reserved[6];
} haggle_offer_id;

#define HAGGLE_EXPECTED_OFFER_HAS_STATUS_CODE 1

/* One offer that was asked about: results or refusals. 480 bytes. */
typedef struct haggle_expected_offer {
  uint32_t size;
  haggle_status status;  /* HAGGLE_OK, or why this entry cannot be read */
  uint32_t index;        /* of the error, as in haggle_error */
  uint32_t has;          /* HAGGLE_EXPECTED_OFFER_HAS_... */
  uint64_t offset;       /* of the error */
  int64_t status_code;   /* of this entry: 200, 400, ... */
  uint32_t prices_first; /* its results: prices_first, prices_first + 1, ... */
  uint32_t prices_count;
  uint32_t refusals_first;
  uint32_t refusals_count;
  char currency[4]; /* of every amount; empty where none names one */
  uint8_t reserved[4];
  char where[HAGGLE_WHERE_BYTES]; /* of the error */
  char marketplace[16];           /* of the request, by which an entry is found again */
  char sku[128];                  /* likewise */
  haggle_offer_id found;          /* ours, where Amazon found it */
} haggle_expected_offer;
/* clang-format off */
#define HAGGLE_EXPECTED_OFFER_INIT                                                             \
  {sizeof(haggle_expected_offer), 0, 0, 0, 0, 0, 0, 0, 0, 0, {0}, {0}, {0}, {0}, {0},          \
   {{0}, {0}, {0}, {0}, 0, 0, {0}}}
/* clang-format on */
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_expected_offer_init(haggle_expected_offer* offer, size_t size);

/** One offer that was asked about, in the order of the answer. @since 1 */
HAGGLE_API haggle_status haggle_answer_offer(const haggle_answer* answer, size_t row,
                                             haggle_expected_offer* out, haggle_error* err);

#define HAGGLE_EXPECTED_PRICE_HAS_COMPETING 1
#define HAGGLE_EXPECTED_PRICE_HAS_FEATURED_NOW 2

/* At which price ours would be the featured offer; one offer may have several, for different
 * buyers. 568 bytes. */
typedef struct haggle_expected_price {
  uint32_t size;
  uint32_t has;            /* HAGGLE_EXPECTED_PRICE_HAS_... */
  uint32_t offer;          /* the row that it belongs to */
  uint8_t expected_status; /* HAGGLE_EXPECTED_STATUS_... */
  uint8_t reserved[3];
  haggle_featured_price expected;     /* a listing price: without shipping */
  haggle_featured_price competing;    /* of what ours would compete with */
  haggle_featured_price featured_now; /* of the featured offer, which may be ours */
  haggle_offer_id competing_offer;
  haggle_offer_id featured_now_offer;
} haggle_expected_price;
/* clang-format off */
#define HAGGLE_EXPECTED_PRICE_INIT                                                             \
  {sizeof(haggle_expected_price), 0, 0, 0, {0}, {0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0},        \
   {0, 0, 0, 0, 0, 0}, {{0}, {0}, {0}, {0}, 0, 0, {0}}, {{0}, {0}, {0}, {0}, 0, 0, {0}}}
/* clang-format on */
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_expected_price_init(haggle_expected_price* price, size_t size);

/** One expected price. @since 1 */
HAGGLE_API haggle_status haggle_answer_price(const haggle_answer* answer, size_t row,
                                             haggle_expected_price* out, haggle_error* err);

/* What is said of a listing in one marketplace: see its texts. */
typedef struct haggle_presence {
  uint32_t size;
  uint32_t statuses_count; /* texts: "BUYABLE", "DISCOVERABLE"; none: it is not for sale */
  char marketplace[16];
  char item[32];
} haggle_presence;
#define HAGGLE_PRESENCE_INIT {sizeof(haggle_presence), 0, {0}, {0}}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_presence_init(haggle_presence* presence, size_t size);

/** One marketplace where a listing is, in the order of the answer. @since 1 */
HAGGLE_API haggle_status haggle_answer_presence(const haggle_answer* answer, size_t row,
                                                haggle_presence* out, haggle_error* err);

#define HAGGLE_SHOWN_HAS_POINTS_COUNT 1

/* A price that buyers see. */
typedef struct haggle_shown_price {
  uint32_t size;
  uint32_t has; /* HAGGLE_SHOWN_HAS_... */
  int64_t price_minor;
  int64_t points_count;
  char marketplace[16];
  char currency[4];
  uint8_t reserved[4];
} haggle_shown_price;
#define HAGGLE_SHOWN_PRICE_INIT {sizeof(haggle_shown_price), 0, 0, 0, {0}, {0}, {0}}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_shown_price_init(haggle_shown_price* price, size_t size);

/** One price that buyers see, in the order of the answer. @since 1 */
HAGGLE_API haggle_status haggle_answer_shown(const haggle_answer* answer, size_t row,
                                             haggle_shown_price* out, haggle_error* err);

/** The submission that would ask again all that a listing asks in one marketplace. @since 1
 *  @param[in]  seller       who stands outside the listing
 *  @param[in]  marketplace  its name or its own id
 *  @param[out] submission   cleared on failure
 *  @return HAGGLE_OK, _BAD_ARGUMENT (an answer of another kind), _MISSING_FIELD (it asks nothing
 *          there), _BAD_ID, _ID_TOO_LONG, and those of haggle_listings_patch_read */
HAGGLE_API haggle_status haggle_answer_asked(const haggle_answer* answer, const char* seller,
                                             const char* marketplace, haggle_submission* submission,
                                             haggle_error* err);

/** A text of an answer, as it was written; empty where it is not said. @since 1
 *  @param[in] which    HAGGLE_ANSWER_TEXT_..., which also says in which list `row` counts
 *  @param[in] row      0 for a text of the answer as a whole
 *  @param[in] element  of a text that there are several of, from 0; else 0
 *  @return HAGGLE_OK, _UNKNOWN_VALUE (which), _OUT_OF_RANGE, _BUFFER_TOO_SMALL */
HAGGLE_API haggle_status haggle_answer_text(const haggle_answer* answer, uint32_t which, size_t row,
                                            size_t element, char* buffer, size_t capacity,
                                            size_t* needed, haggle_error* err);

/* Of the answer. */
#define HAGGLE_ANSWER_TEXT_SKU 1
#define HAGGLE_ANSWER_TEXT_STATUS 2
#define HAGGLE_ANSWER_TEXT_SUBMISSION_ID 3
#define HAGGLE_ANSWER_TEXT_SELLER 4
#define HAGGLE_ANSWER_TEXT_VERSION 5
#define HAGGLE_ANSWER_TEXT_FEED_ID 6
#define HAGGLE_ANSWER_TEXT_FEED_TYPE 7
/* Amazon: where the processing report is. */
#define HAGGLE_ANSWER_TEXT_REPORT_DOCUMENT 8
#define HAGGLE_ANSWER_TEXT_MART 9
#define HAGGLE_ANSWER_TEXT_MESSAGE 10
/* Of a refusal. */
#define HAGGLE_ANSWER_TEXT_REFUSAL_CODE 101
#define HAGGLE_ANSWER_TEXT_REFUSAL_MESSAGE 102
#define HAGGLE_ANSWER_TEXT_REFUSAL_DETAILS 103
/* Of an issue. */
#define HAGGLE_ANSWER_TEXT_ISSUE_SKU 201
#define HAGGLE_ANSWER_TEXT_ISSUE_CODE 202
#define HAGGLE_ANSWER_TEXT_ISSUE_MESSAGE 203
#define HAGGLE_ANSWER_TEXT_ISSUE_SEVERITY 204
#define HAGGLE_ANSWER_TEXT_ISSUE_EXEMPTION 205
/* Several: "purchasable_offer". */
#define HAGGLE_ANSWER_TEXT_ISSUE_ATTRIBUTE 206
/* Several: "INVALID_PRICE". */
#define HAGGLE_ANSWER_TEXT_ISSUE_CATEGORY 207
/* Several: "LISTING_SUPPRESSED". */
#define HAGGLE_ANSWER_TEXT_ISSUE_ENFORCEMENT 208
/* Several: their own ids. */
#define HAGGLE_ANSWER_TEXT_ISSUE_MARKETPLACE 209
/* Of an item. */
#define HAGGLE_ANSWER_TEXT_ITEM_SKU 301
#define HAGGLE_ANSWER_TEXT_ITEM_STATUS 302
/* Of an estimate. */
#define HAGGLE_ANSWER_TEXT_ESTIMATE_STATUS 401
/* "ASIN" or "SellerSKU". */
#define HAGGLE_ANSWER_TEXT_ESTIMATE_ID_TYPE 402
#define HAGGLE_ANSWER_TEXT_ESTIMATE_ID 403
/* The caller's own, by which an entry is found again. */
#define HAGGLE_ANSWER_TEXT_ESTIMATE_REQUEST_ID 404
#define HAGGLE_ANSWER_TEXT_ESTIMATE_PROGRAM 405
/* Of a fee: "ReferralFee". */
#define HAGGLE_ANSWER_TEXT_FEE_TYPE 501
/* Of an offer that was asked about. */
#define HAGGLE_ANSWER_TEXT_OFFER_REASON 601
/* Of an expected price. */
#define HAGGLE_ANSWER_TEXT_PRICE_STATUS 701
#define HAGGLE_ANSWER_TEXT_PRICE_COMPETING_CONDITION 702
#define HAGGLE_ANSWER_TEXT_PRICE_FEATURED_NOW_CONDITION 703
/* Of a listing in one marketplace: what a submission may name. */
#define HAGGLE_ANSWER_TEXT_PRESENCE_PRODUCT_TYPE 801
/* Several: "BUYABLE". */
#define HAGGLE_ANSWER_TEXT_PRESENCE_STATUS 802
/* Of a price that buyers see: "B2C". */
#define HAGGLE_ANSWER_TEXT_SHOWN_OFFER_TYPE 901
/* "ALL". */
#define HAGGLE_ANSWER_TEXT_SHOWN_AUDIENCE 902

/* ---- codec: what a shop says of an item's life ----------------------------------------------- */

#define HAGGLE_SALE_DEFAULTS_HAS_ARRIVED 1

/* What some messages leave to the place where they arrive, and what is asked of all. */
typedef struct haggle_sale_defaults {
  uint32_t size;
  uint32_t has;               /* HAGGLE_SALE_DEFAULTS_HAS_... */
  uint32_t dimension;         /* that embeddings must have; 0: any */
  char currency[4];           /* of amounts that name none; may be empty */
  uint8_t embedding_optional; /* 1: a sale may come without */
  uint8_t reserved[7];
  int64_t arrived_ms;              /* the time of an event that says none */
  char tenant[HAGGLE_LABEL_BYTES]; /* the only one that is read; empty: any */
} haggle_sale_defaults;
#define HAGGLE_SALE_DEFAULTS_INIT {sizeof(haggle_sale_defaults), 0, 0, {0}, 0, {0}, 0, {0}}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_sale_defaults_init(haggle_sale_defaults* defaults, size_t size);

/* One event of an item: product.listed, .updated, .sold or .delisted. 528 bytes. */
typedef struct haggle_sale_event {
  uint32_t size;
  haggle_status status; /* HAGGLE_OK, or why it cannot be read */
  uint32_t index;       /* of the error, as in haggle_error */
  uint32_t record;      /* place of its record in the body's list, from 0 */
  uint64_t offset;      /* of the error */
  uint64_t revision;    /* the sender's version of the item; 0: not said */
  int64_t occurred_ms;
  int64_t asked_minor;     /* the price it was or is listed at; 0: not said */
  uint32_t embedding_size; /* components of its embedding; 0: not said */
  uint8_t kind;            /* HAGGLE_ITEM_EVENT_...; UNKNOWN: of a type that has no reader */
  uint8_t reserved[3];
  char where[HAGGLE_WHERE_BYTES];    /* of the error */
  char event_id[HAGGLE_LABEL_BYTES]; /* may be empty */
  haggle_sale sale;                  /* what is said of the item; price, day, key of sales only */
} haggle_sale_event;
/* clang-format off */
#define HAGGLE_SALE_EVENT_INIT                                                                 \
  {sizeof(haggle_sale_event), 0, 0, 0, 0, 0, 0, 0, 0, 0, {0}, {0}, {0},                        \
   {{0}, {0}, {0}, {0}, {0}, 0, 0, {0}, 0, {0}}}
/* clang-format on */
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_sale_event_init(haggle_sale_event* event, size_t size);

/** Reads exactly one event, bare or in its envelopes. The fields: include/haggle/codec/README.md.
 *  @since 1
 *  @param[in]  defaults   NULL: nothing is left to the place
 *  @param[out] event      on failure all zero but `size`; where the embedding does not fit, its
 *                         embedding_size says how long that is
 *  @param[out] embedding  [capacity]; NULL only if that is 0, and then it is not wanted
 *  @return HAGGLE_OK, _BUFFER_TOO_SMALL, _BAD_SIZE, _NO_MEMORY; of the text as
 *          haggle_policy_create; _UNKNOWN_MESSAGE, _BAD_ARGUMENT (several events or none),
 *          _MISSING_FIELD, _BAD_INSTANT, _BAD_ID, _ID_TOO_LONG, _UNKNOWN_VALUE,
 *          _PRICE_NOT_POSITIVE, _BAD_AMOUNT, _AMOUNT_PRECISION, _UNKNOWN_CURRENCY,
 *          _SOLD_IN_FUTURE, _WRONG_DIMENSION, _NOT_FINITE, _ZERO_VECTOR */
HAGGLE_API haggle_status haggle_sale_event_read(const char* body, size_t body_size,
                                                const haggle_sale_defaults* defaults,
                                                haggle_sale_event* event, float* embedding,
                                                size_t capacity, haggle_error* err);

/** The event as the item's life needs it. @since 1
 *  @return HAGGLE_OK, _BAD_SIZE */
HAGGLE_API haggle_status haggle_item_event_of(const haggle_sale_event* event,
                                              haggle_item_event* out, haggle_error* err);

/* Reads bodies with any number of events and keeps its memory. For one thread at a time. */
typedef struct haggle_sale_reader haggle_sale_reader;

/** Makes a reader. @since 1
 *  @param[in]  defaults  NULL: nothing is left to the place
 *  @param[out] out       NULL on failure
 *  @return HAGGLE_OK, _BAD_SIZE, _UNKNOWN_CURRENCY, _BAD_ID, _OUT_OF_RANGE, _NO_MEMORY */
HAGGLE_API haggle_status haggle_sale_reader_create(const haggle_sale_defaults* defaults,
                                                   haggle_sale_reader** out, haggle_error* err);

/** Ends a reader. NULL is passed over. @since 1 */
HAGGLE_API void haggle_sale_reader_destroy(haggle_sale_reader* reader);

/** Reads one body: an event, a list of them, or envelopes round them. What was in it stays until
 *  the reader reads again. @since 1
 *  @param[in]  arrived       the time of events that say none; NULL: that of the defaults
 *  @param[out] events_count  events in it; a body that cannot be read is one with an error
 *  @return HAGGLE_OK, _NO_MEMORY */
HAGGLE_API haggle_status haggle_sale_reader_read(haggle_sale_reader* reader, const char* body,
                                                 size_t body_size, const haggle_clock* arrived,
                                                 size_t* events_count, haggle_error* err);

/** One event of the body, or why it cannot be read. @since 1
 *  @return HAGGLE_OK, also where `status` is not; _OUT_OF_RANGE (no such event) */
HAGGLE_API haggle_status haggle_sale_reader_event(const haggle_sale_reader* reader, size_t number,
                                                  haggle_sale_event* out, haggle_error* err);

/** The embedding of an event. @since 1
 *  @param[out] out    [capacity]; NULL only if that is 0
 *  @param[out] count  its components; where that is above `capacity`, none is written
 *  @return HAGGLE_OK, _OUT_OF_RANGE, _BUFFER_TOO_SMALL */
HAGGLE_API haggle_status haggle_sale_reader_embedding(const haggle_sale_reader* reader,
                                                      size_t number, float* out, size_t capacity,
                                                      size_t* count, haggle_error* err);

/** A text of an event. @since 1
 *  @param[in] which  HAGGLE_SALE_TEXT_...
 *  @return HAGGLE_OK, _OUT_OF_RANGE, _UNKNOWN_VALUE, _BUFFER_TOO_SMALL */
HAGGLE_API haggle_status haggle_sale_reader_text(const haggle_sale_reader* reader, size_t number,
                                                 uint32_t which, char* buffer, size_t capacity,
                                                 size_t* needed, haggle_error* err);

/* Its type as it writes it: "carousel.product.sold". */
#define HAGGLE_SALE_TEXT_TYPE 1
/* The sender's key of the embedding; may be empty. */
#define HAGGLE_SALE_TEXT_EMBEDDING_ID 2
/* The id of its record in a batch, to report a failure with; may be empty. */
#define HAGGLE_SALE_TEXT_RECORD_ID 3
/* Its place in the body: "Records[2].body.detail"; empty: it is the whole body. */
#define HAGGLE_SALE_TEXT_PLACE 4

/* ---- Arrow: columns in, columns out ---------------------------------------------------------- */

/* The Arrow C data and stream interfaces, as they are everywhere. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif /* ARROW_C_STREAM_INTERFACE */

/* The columns that come out. */
#define HAGGLE_ARROW_PRICE 1
#define HAGGLE_ARROW_ACTION 2
#define HAGGLE_ARROW_REASON 4
#define HAGGLE_ARROW_BINDING 8
#define HAGGLE_ARROW_CHANGE 16
#define HAGGLE_ARROW_AGAIN_AT 32
#define HAGGLE_ARROW_STATE 64
#define HAGGLE_ARROW_STRATEGY 128
/* What is to be stored and given back as the listing's `memory`; never null. */
#define HAGGLE_ARROW_MEMORY 256
/* `error` and `error_where`: null where there is none. */
#define HAGGLE_ARROW_ERROR 512

/* Columns that have no meaning here are passed over; else they are refused. */
#define HAGGLE_ARROW_PASS_UNKNOWN 1

typedef struct haggle_arrow_options {
  uint32_t size;
  uint32_t columns; /* those that are wanted; 0: all */
  uint32_t flags;   /* 0 or HAGGLE_ARROW_PASS_UNKNOWN */
  uint32_t reserved;
} haggle_arrow_options;
#define HAGGLE_ARROW_OPTIONS_INIT {sizeof(haggle_arrow_options), 0, 0, 0}
/** As haggle_error_init. @since 1 */
HAGGLE_API haggle_status haggle_arrow_options_init(haggle_arrow_options* options, size_t size);

/** Decides on every row of a stream of record batches, one batch a pull: columns of listings with
 *  their markets, and a list of offers each, become columns of decisions. Rows keep their order; a
 *  row that cannot be decided on has its error, and nulls. The input is read where it stands;
 *  amounts in int64 and ids in fixed_size_binary of an id's bytes are used there. @since 1
 *  The columns and their types: capi/python/README.md.
 *  @param[in]     policy   may be destroyed before `out` is released
 *  @param[in]     listing  what is the same in every row whose column is not there; NULL: nothing
 *  @param[in]     market   likewise; NULL: the listing's marketplace, currency and class
 *  @param[in]     options  NULL: all columns, nothing unknown
 *  @param[in,out] in       on HAGGLE_OK it is moved from: `out` releases it; else it stays the
 *                          caller's
 *  @param[out]    out      a stream that the caller releases; on failure its release is NULL.
 *                          Later faults are told by get_next and get_last_error
 *  @return HAGGLE_OK, _MISSING_FIELD, _WRONG_TYPE, _UNKNOWN_FIELD, _REPEATED_KEY (`where` is the
 *          column), _BAD_SIZE, _UNKNOWN_VALUE, _NO_MEMORY; _BAD_ARGUMENT (also where `in` itself
 *          fails: its words are in `message`) */
HAGGLE_API haggle_status haggle_decide_arrow(const haggle_policy* policy, const haggle_clock* clock,
                                             const haggle_listing* listing,
                                             const haggle_market* market,
                                             const haggle_arrow_options* options,
                                             struct ArrowArrayStream* in,
                                             struct ArrowArrayStream* out, haggle_error* err);

#ifdef __cplusplus
}
#endif

#endif /* HAGGLE_HAGGLE_H */
