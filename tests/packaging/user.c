/* What a program in C needs of haggle: decides one price, which has to be the expected one. */
#include <haggle/haggle.h>
#include <stdio.h>
#include <string.h>

static const char listing_text[] =
    "{\"seller\": \"OURS\", \"sku\": \"MUG-1\", \"item\": \"B07XQXZXYX\", \"marketplace\": \"US\","
    " \"price\": \"USD 24.99\", \"shipping\": \"USD 0.00\", \"floor\": \"USD 18.00\"}";

int main(void) {
  haggle_error error = HAGGLE_ERROR_INIT;
  haggle_listing listing = HAGGLE_LISTING_INIT;
  haggle_market market = HAGGLE_MARKET_INIT;
  haggle_clock clock = HAGGLE_CLOCK_INIT;
  haggle_decision decision = HAGGLE_DECISION_INIT;
  haggle_offer rival;
  haggle_policy* policy = NULL;
  memset(&rival, 0, sizeof rival);
  strcpy(rival.seller, "RIVAL");
  rival.price_minor = 2349;
  rival.flags = HAGGLE_OFFER_IS_WINNER;
  strcpy(market.marketplace, "US");
  strcpy(market.currency, "USD");
  if (haggle_policy_create("{}", 2, &policy, &error) != HAGGLE_OK ||
      haggle_listing_read(listing_text, strlen(listing_text), &listing, &error) != HAGGLE_OK ||
      haggle_decide(policy, &listing, &market, &clock, &rival, 1, sizeof rival, NULL, &decision,
                    &error) != HAGGLE_OK) {
    return fputs(error.message, stderr), 1;
  }
  haggle_policy_destroy(policy);
  return decision.price_minor == 2349 ? 0 : 2;
}
