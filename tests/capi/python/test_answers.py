"""Answers in: what marketplaces say to prices, and a listing as Amazon has it."""

import datetime
import json
import unittest

import haggle


def listed(sku: str = "MUG-1") -> str:
    offer = {"marketplace_id": "ATVPDKIKX0DER", "currency": "USD",
             "our_price": [{"schedule": [{"value_with_tax": 24.99}]}]}
    return json.dumps({
        "sku": sku, "attributes": {"purchasable_offer": [offer]},
        "summaries": [{"marketplaceId": "ATVPDKIKX0DER", "asin": "B1", "productType": "MUG",
                       "status": ["BUYABLE", "DISCOVERABLE"]}],
        "offers": [{"marketplaceId": "ATVPDKIKX0DER", "offerType": "B2C",
                    "price": {"currencyCode": "USD", "amount": "24.99"},
                    "points": {"pointsNumber": 3}, "audience": {"value": "ALL"}}]})


class OneItem(unittest.TestCase):
    def test_a_patch_that_is_refused(self) -> None:
        answer = haggle.read_patch_answer({
            "sku": "MUG-1", "status": "INVALID", "submissionId": "f1",
            "issues": [{"code": "90220", "message": "a price is missing", "severity": "ERROR",
                        "attributeNames": ["purchasable_offer"]}]})
        self.assertEqual((answer.accepted, answer.status, answer.submission_id, answer.sku),
                         (False, haggle.SubmissionStatus.invalid, "f1", "MUG-1"))
        issue, = answer.issues
        self.assertEqual((issue.code, issue.severity, issue.attributes, issue.message_id),
                         ("90220", haggle.Severity.error, ("purchasable_offer",), None))
        refused = haggle.read_patch_answer({"errors": [{"code": "InvalidInput", "message": "no"}]})
        self.assertEqual(refused.errors,
                         (haggle.AnswerError(code="InvalidInput", message="no", details=""),))

    def test_a_price_at_walmart(self) -> None:
        answer = haggle.read_walmart_answer({"mart": "WALMART_US", "sku": "A", "message": "Thanks"})
        self.assertTrue(answer.accepted)
        self.assertEqual((answer.mart, answer.sku, answer.message), ("WALMART_US", "A", "Thanks"))

    def test_a_listing(self) -> None:
        listing = haggle.read_listed_item(listed())
        self.assertEqual(listing.presences, (haggle.Presence(
            marketplace="US", item="B1", product_type="MUG",
            statuses=("BUYABLE", "DISCOVERABLE")),))
        self.assertEqual(listing.shown, (haggle.ShownPrice(
            marketplace="US", offer_type="B2C", audience="ALL", currency="USD", price_minor=2499,
            points_count=3),))
        asked = listing.asked(seller="A2X", marketplace="US")
        self.assertEqual((asked.consumer, asked.product_type, asked.op),
                         (haggle.Asked(price_minor=2499), "MUG", haggle.PatchOp.replace))
        with self.assertRaises(haggle.HaggleError) as caught:
            listing.asked(seller="A2X", marketplace="JP")
        self.assertEqual(caught.exception.code, haggle.Status.missing_field)

    def test_what_is_no_answer(self) -> None:
        for read in (haggle.read_patch_answer, haggle.read_walmart_answer,
                     haggle.read_feed_receipt, haggle.read_feed_status, haggle.read_feed_report,
                     haggle.read_listed_item, haggle.read_fees, haggle.read_expected_prices):
            with self.assertRaises(haggle.HaggleError) as caught:
                read("{")
            self.assertEqual(caught.exception.code, haggle.Status.malformed_json)


class Feeds(unittest.TestCase):
    def test_a_feed_arrives(self) -> None:
        self.assertEqual(haggle.read_feed_receipt({"feedId": "F1"}),
                         haggle.FeedReceipt(accepted=True, feed_id="F1", errors=()))

    def test_how_far_it_is(self) -> None:
        status = haggle.read_feed_status({
            "feedId": "F1", "feedStatus": "PROCESSED", "feedType": "price",
            "feedSubmissionDate": 1568310803059, "itemsReceived": 2, "itemsSucceeded": 1,
            "itemDetails": {"itemIngestionStatus": [
                {"sku": "A", "index": 0, "ingestionStatus": "SUCCESS"},
                {"sku": "B", "index": 1, "ingestionStatus": "DATA_ERROR", "ingestionErrors": {
                    "ingestionError": [{"code": "E", "field": "price",
                                        "description": "too low"}]}}]}})
        self.assertEqual((status.state, status.received_count, status.failed_count),
                         (haggle.FeedState.processed, 2, None))
        self.assertEqual(status.submitted_at, datetime.datetime(
            2019, 9, 12, 17, 53, 23, 59_000, tzinfo=datetime.timezone.utc))
        good, bad = status.items
        self.assertEqual((good.succeeded, good.errors, bad.succeeded, bad.index),
                         (True, (), False, 1))
        self.assertEqual(bad.errors[0].message, "too low")

    def test_what_became_of_it(self) -> None:
        report = haggle.read_feed_report({
            "header": {"sellerId": "A2X", "version": "2.0", "feedId": "17"},
            "issues": [{"messageId": 2, "code": "1", "severity": "ERROR", "message": "no"}],
            "summary": {"errors": 1, "warnings": 0, "messagesProcessed": 2, "messagesAccepted": 1,
                        "messagesInvalid": 1}})
        self.assertEqual((report.processed_count, report.issues[0].message_id), (2, 2))
        self.assertEqual([report.outcome(i) for i in (1, 2)],
                         [haggle.FeedMessage.accepted, haggle.FeedMessage.rejected])


class Estimates(unittest.TestCase):
    def test_fees(self) -> None:
        good, bad = haggle.read_fees([
            {"Status": "Success", "FeesEstimateIdentifier": {
                "MarketplaceId": "ATVPDKIKX0DER", "IdType": "ASIN", "IdValue": "B1",
                "SellerInputIdentifier": "mine", "PriceToEstimateFees": {
                    "ListingPrice": {"CurrencyCode": "USD", "Amount": 10}}},
             "FeesEstimate": {"TotalFeesEstimate": {"CurrencyCode": "USD", "Amount": 1.5},
                              "FeeDetailList": [{"FeeType": "ReferralFee", "FinalFee": {
                                  "CurrencyCode": "USD", "Amount": 1.5}, "FeeAmount": {
                                      "CurrencyCode": "USD", "Amount": 1.5}}]}},
            {"Status": "ClientError", "FeesEstimateIdentifier": {"IdValue": "B2"},
             "Error": {"Type": "Sender", "Code": "X", "Message": "no"}}])
        assert isinstance(good, haggle.FeeEstimate) and isinstance(bad, haggle.FeeEstimate)
        self.assertEqual((good.status, good.price_minor, good.total_minor, good.total_differs),
                         (haggle.FeeStatus.success, 1000, 150, False))
        self.assertEqual((good.id, good.request_id, good.shipping_minor), ("B1", "mine", None))
        self.assertEqual((good.fees[0].type, good.fees[0].final_minor), ("ReferralFee", 150))
        self.assertEqual((bad.status, bad.errors[0].code), (haggle.FeeStatus.client_error, "X"))

    def test_expected_prices(self) -> None:
        good, wrong = haggle.read_expected_prices({"responses": [
            {"request": {"marketplaceId": "ATVPDKIKX0DER", "sku": "MUG-1"},
             "status": {"statusCode": 200}, "body": {
                 "offerIdentifier": {"asin": "B0", "sku": "MUG-1", "fulfillmentType": "MFN"},
                 "featuredOfferExpectedPriceResults": [
                     {"resultStatus": "VALID_FOEP", "featuredOfferExpectedPrice": {
                         "listingPrice": {"amount": 9.5, "currencyCode": "USD"}},
                      "competingFeaturedOffer": {
                          "offerIdentifier": {"asin": "B0", "sellerId": "A9"},
                          "condition": "New",
                          "price": {"listingPrice": {"amount": 9.6, "currencyCode": "USD"}}}}]}},
            {"body": {"featuredOfferExpectedPriceResults": [{"featuredOfferExpectedPrice": {
                "listingPrice": {"amount": 9.555, "currencyCode": "USD"}}}]}}]})
        assert isinstance(good, haggle.ExpectedOffer) and isinstance(wrong, haggle.HaggleError)
        price, = good.prices
        assert price.expected is not None and price.competing is not None
        self.assertEqual((good.sku, good.status_code, good.found.item), ("MUG-1", 200, "B0"))
        self.assertEqual((price.status, price.expected.price_minor, price.featured_now),
                         (haggle.ExpectedStatus.valid, 950, None))
        self.assertEqual((price.competing.offer.seller, price.competing.condition), ("A9", "New"))
        self.assertEqual(price.competing.price, haggle.FeaturedPrice(
            price_minor=960, shipping_minor=None, points_count=None, points_minor=None))
        self.assertEqual(wrong.code, haggle.Status.missing_field)


if __name__ == "__main__":
    unittest.main()
