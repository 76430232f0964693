"""A shop's messages: sold bags of a few models, whose pictures are similar where the model is.

python3 sample.py COUNT prints messages of sold bags, one a line; python3 sample.py new, one of a
bag that is to be priced.
"""

import json
import random
import sys
import time

DIMENSION = 64
MODELS = {"dionysus": 1_450, "marmont": 1_900, "jackie": 780, "ophidia": 1_100}


def picture(model, dice):
    """Near the model's own direction."""
    own = random.Random(model)
    return [round(own.gauss(0, 1) + dice.gauss(0, 0.25), 4) for _ in range(DIMENSION)]


def moment(seconds_ago):
    """So long before today began: the same the whole day, as a sale's moment is."""
    today = time.time() // 86_400 * 86_400
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(today - seconds_ago))


def message(number, dice):
    model = dice.choice(sorted(MODELS))
    sold = moment(dice.randrange(3_600, 80 * 86_400))
    price = MODELS[model] * dice.uniform(0.9, 1.1)
    return {"type": "carousel.product.sold", "eventId": f"event-{number}", "occurredAt": sold,
            "tenantId": "shop", "productId": f"bag-{number}", "saleId": f"sale-{number}",
            "category": "bags", "brand": "gucci", "condition": "very_good", "soldDate": sold,
            "salePrice": f"{price:.2f}", "saleCurrency": "EUR", "embedding": picture(model, dice)}


def new_item():
    return {"type": "carousel.product.listed", "eventId": "new", "occurredAt": moment(60),
            "tenantId": "shop", "productId": "bag-new", "category": "bags", "brand": "gucci",
            "condition": "very_good", "currency": "EUR",
            "embedding": picture("marmont", random.Random(7))}


def main():
    if sys.argv[1] == "new":
        print(json.dumps(new_item()))
        return
    dice = random.Random(1)
    for number in range(int(sys.argv[1])):
        print(json.dumps(message(number, dice)))


if __name__ == "__main__":
    main()
