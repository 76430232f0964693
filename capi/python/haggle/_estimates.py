"""What Amazon says that a sale costs, and at which price an offer would be featured."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from . import _header as c
from ._answer import Answer, AnswerError, Json
from ._errors import HaggleError
from ._header import ExpectedStatus, FeeStatus, Fulfilment
from ._library import library, status_error
from ._money import moment_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """One fee of an estimate, in minor units; None: not said."""

    type: str
    """"ReferralFee" """
    included: bool
    """inside the amounts of the last one before it that is not"""
    amount_minor: int | None
    """before promotion and tax"""
    promotion_minor: int | None
    tax_minor: int | None
    final_minor: int | None
    """what is charged"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FeeEstimate:
    """What Amazon would charge at one price, and only there: fees have steps and a minimum. Amounts
    in minor units; None: not said."""

    status: FeeStatus
    status_text: str
    id: str
    id_type: str
    """"ASIN" or "SellerSKU" """
    request_id: str
    """the caller's own, by which an entry is found again"""
    program: str
    marketplace: str
    marketplace_fulfilled: bool | None
    seller: str
    currency: str
    """of every amount; empty where none names one"""
    price_minor: int | None
    """asked about, as are the next three"""
    shipping_minor: int | None
    points_count: int | None
    points_minor: int | None
    estimated_at: datetime.datetime | None
    total_minor: int | None
    """as stated"""
    sum_minor: int | None
    """of the fees that are not included in others"""
    total_differs: bool
    """the fees add up to another total than the stated one"""
    fees: tuple[Fee, ...]
    errors: tuple[AnswerError, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FeaturedPrice:
    """A price and its parts, in minor units; None: not said, which is not zero."""

    price_minor: int
    shipping_minor: int | None
    points_count: int | None
    points_minor: int | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OfferId:
    """Which offer it is."""

    marketplace: str
    item: str
    seller: str
    sku: str
    """of our own offer only"""
    fulfilment: Fulfilment | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FeaturedOffer:
    """An offer that ours is measured by."""

    offer: OfferId
    condition: str
    price: FeaturedPrice | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedPrice:
    """At which price ours would be the featured offer."""

    status: ExpectedStatus
    status_text: str
    expected: FeaturedPrice | None
    """a listing price: without shipping"""
    competing: FeaturedOffer | None
    """what ours would compete with"""
    featured_now: FeaturedOffer | None
    """may be ours"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedOffer:
    """One offer that was asked about; it may have several prices, for different buyers."""

    marketplace: str
    sku: str
    status_code: int | None
    """of this entry: 200, 400, ..."""
    reason: str
    found: OfferId
    """ours, where Amazon found it"""
    currency: str
    prices: tuple[ExpectedPrice, ...]
    errors: tuple[AnswerError, ...]


def read_fees(body: Json) -> list[FeeEstimate | HaggleError]:
    """Amazon's fee estimates (Product Fees v0), one or a batch: each, or what is wrong with it."""
    answer = Answer(c.ANSWER_FEES, body)
    return [_estimate(answer, number) for number in range(answer.summary.estimates_count)]


def read_expected_prices(body: Json) -> list[ExpectedOffer | HaggleError]:
    """Amazon's getFeaturedOfferExpectedPriceBatch (2022-05-01): each, or what is wrong with it."""
    answer = Answer(c.ANSWER_EXPECTED_PRICES, body)
    return [_offer(answer, number) for number in range(answer.summary.offers_count)]


def _said(row: Any, bit: int, value: int) -> int | None:
    return value if row.has & bit else None


def _fee(answer: Answer, number: int) -> Fee:
    row = answer.row(library.haggle_answer_fee, c.haggle_fee, number)
    return Fee(type=answer.text(c.ANSWER_TEXT_FEE_TYPE, number), included=row.included == 1,
               amount_minor=_said(row, c.FEE_HAS_AMOUNT, row.amount_minor),
               promotion_minor=_said(row, c.FEE_HAS_PROMOTION, row.promotion_minor),
               tax_minor=_said(row, c.FEE_HAS_TAX, row.tax_minor),
               final_minor=_said(row, c.FEE_HAS_FINAL, row.final_minor))


def _estimate(answer: Answer, number: int) -> FeeEstimate | HaggleError:
    row = answer.row(library.haggle_answer_estimate, c.haggle_fee_estimate, number)
    if row.status != c.OK:
        return status_error(row.status, row.where, row.index, row.offset)
    fulfilled = {c.YES: True, c.NO: False}.get(row.marketplace_fulfilled)
    time_ms = _said(row, c.ESTIMATE_HAS_TIME, row.time_ms)
    fees = range(row.fees_first, row.fees_first + row.fees_count)
    return FeeEstimate(
        status=FeeStatus(row.fee_status),
        status_text=answer.text(c.ANSWER_TEXT_ESTIMATE_STATUS, number),
        id=answer.text(c.ANSWER_TEXT_ESTIMATE_ID, number),
        id_type=answer.text(c.ANSWER_TEXT_ESTIMATE_ID_TYPE, number),
        request_id=answer.text(c.ANSWER_TEXT_ESTIMATE_REQUEST_ID, number),
        program=answer.text(c.ANSWER_TEXT_ESTIMATE_PROGRAM, number),
        marketplace=row.marketplace.decode(), marketplace_fulfilled=fulfilled,
        seller=row.seller.decode(), currency=row.currency.decode(),
        price_minor=_said(row, c.ESTIMATE_HAS_PRICE, row.price_minor),
        shipping_minor=_said(row, c.ESTIMATE_HAS_SHIPPING, row.shipping_minor),
        points_count=_said(row, c.ESTIMATE_HAS_POINTS_COUNT, row.points_count),
        points_minor=_said(row, c.ESTIMATE_HAS_POINTS, row.points_minor),
        estimated_at=None if time_ms is None else moment_of(time_ms),
        total_minor=_said(row, c.ESTIMATE_HAS_TOTAL, row.total_minor),
        sum_minor=_said(row, c.ESTIMATE_HAS_SUM, row.sum_minor),
        total_differs=row.total_differs == 1, fees=tuple(_fee(answer, i) for i in fees),
        errors=answer.errors(row.refusals_first, row.refusals_count))


def _price(row: Any) -> FeaturedPrice | None:
    if not row.has & c.FEATURED_HAS_PRICE:
        return None
    return FeaturedPrice(
        price_minor=row.price_minor,
        shipping_minor=_said(row, c.FEATURED_HAS_SHIPPING, row.shipping_minor),
        points_count=_said(row, c.FEATURED_HAS_POINTS_COUNT, row.points_count),
        points_minor=_said(row, c.FEATURED_HAS_POINTS, row.points_minor))


def _offer_id(row: Any) -> OfferId:
    return OfferId(marketplace=row.marketplace.decode(), item=row.item.decode(),
                   seller=row.seller.decode(), sku=row.sku.decode(),
                   fulfilment=Fulfilment(row.fulfilment) if row.has_fulfilment else None)


def _expected(answer: Answer, number: int) -> ExpectedPrice:
    row = answer.row(library.haggle_answer_price, c.haggle_expected_price, number)

    def featured(bit: int, offer: Any, price: Any, condition: int) -> FeaturedOffer | None:
        if not row.has & bit:
            return None
        return FeaturedOffer(offer=_offer_id(offer), condition=answer.text(condition, number),
                             price=_price(price))
    return ExpectedPrice(
        status=ExpectedStatus(row.expected_status),
        status_text=answer.text(c.ANSWER_TEXT_PRICE_STATUS, number), expected=_price(row.expected),
        competing=featured(c.EXPECTED_PRICE_HAS_COMPETING, row.competing_offer, row.competing,
                           c.ANSWER_TEXT_PRICE_COMPETING_CONDITION),
        featured_now=featured(c.EXPECTED_PRICE_HAS_FEATURED_NOW, row.featured_now_offer,
                              row.featured_now, c.ANSWER_TEXT_PRICE_FEATURED_NOW_CONDITION))


def _offer(answer: Answer, number: int) -> ExpectedOffer | HaggleError:
    row = answer.row(library.haggle_answer_offer, c.haggle_expected_offer, number)
    if row.status != c.OK:
        return status_error(row.status, row.where, row.index, row.offset)
    prices = range(row.prices_first, row.prices_first + row.prices_count)
    return ExpectedOffer(
        marketplace=row.marketplace.decode(), sku=row.sku.decode(),
        status_code=_said(row, c.EXPECTED_OFFER_HAS_STATUS_CODE, row.status_code),
        reason=answer.text(c.ANSWER_TEXT_OFFER_REASON, number), found=_offer_id(row.found),
        currency=row.currency.decode(), prices=tuple(_expected(answer, i) for i in prices),
        errors=answer.errors(row.refusals_first, row.refusals_count))
