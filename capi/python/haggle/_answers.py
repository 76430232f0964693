"""What marketplaces answer to prices, and a listing as Amazon has it."""

from __future__ import annotations

import dataclasses
import datetime

from . import _header as c
from ._answer import Answer, AnswerError, Issue, Json
from ._header import FeedMessage, FeedState, SubmissionStatus
from ._library import library
from ._money import moment_of
from ._submissions import Submission, submission_filled_by


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PatchAnswer:
    """Amazon's answer to the PATCH of one item."""

    accepted: bool
    status: SubmissionStatus
    status_text: str
    sku: str
    submission_id: str
    issues: tuple[Issue, ...]
    errors: tuple[AnswerError, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WalmartAnswer:
    """Walmart's answer to a price."""

    accepted: bool
    mart: str
    sku: str
    message: str
    errors: tuple[AnswerError, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FeedReceipt:
    """That a feed has arrived, at Amazon or at Walmart."""

    accepted: bool
    feed_id: str
    errors: tuple[AnswerError, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One item of a feed, as its status reports it."""

    succeeded: bool
    status: str
    sku: str
    index: int | None
    """place in the feed, from 0"""
    errors: tuple[AnswerError, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FeedStatus:
    """How far a feed is: Walmart's feed status, or Amazon's getFeed. Counts are of items; None: not
    said."""

    state: FeedState
    state_text: str
    feed_id: str
    feed_type: str
    report_document: str
    """Amazon: where the processing report is"""
    submitted_at: datetime.datetime | None
    received_count: int | None
    succeeded_count: int | None
    failed_count: int | None
    processing_count: int | None
    items: tuple[FeedItem, ...]
    errors: tuple[AnswerError, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FeedReport:
    """The processing report of Amazon's feed. Counts are of messages; None: not said."""

    seller: str
    version: str
    feed_id: str
    processed_count: int | None
    accepted_count: int | None
    invalid_count: int | None
    errors_count: int | None
    warnings_count: int | None
    issues: tuple[Issue, ...]
    _answer: Answer = dataclasses.field(repr=False, compare=False)

    def outcome(self, message_id: int) -> FeedMessage:
        """What became of one message: 1 + the number of the submission in its feed."""
        return self._answer.outcome(message_id)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """What is said of a listing in one marketplace."""

    marketplace: str
    item: str
    product_type: str
    """what a submission may name"""
    statuses: tuple[str, ...]
    """"BUYABLE", "DISCOVERABLE"; none: it is not for sale"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ShownPrice:
    """A price that buyers see."""

    marketplace: str
    offer_type: str
    """"B2C", "B2B" """
    audience: str
    """"ALL"; may be empty"""
    currency: str
    price_minor: int
    points_count: int | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListedItem:
    """Amazon's getListingsItem (2021-08-01), as far as it is about prices."""

    sku: str
    presences: tuple[Presence, ...]
    shown: tuple[ShownPrice, ...]
    issues: tuple[Issue, ...]
    _answer: Answer = dataclasses.field(repr=False, compare=False)

    def asked(self, *, seller: str, marketplace: str) -> Submission:
        """The submission that would ask again all that it asks in one marketplace.

        Raises HaggleError: missing_field (it asks nothing there), and what a body may not ask.
        """
        return submission_filled_by(
            lambda out: self._answer.asked(seller, marketplace, out))


def read_patch_answer(body: Json) -> PatchAnswer:
    """Amazon's answer to `Submission.listings_patch`. A refusal is a good answer too."""
    answer = Answer(c.ANSWER_LISTINGS_PATCH, body)
    return PatchAnswer(accepted=answer.summary.accepted == c.YES,
                       status=SubmissionStatus(answer.summary.submission_status),
                       status_text=answer.text(c.ANSWER_TEXT_STATUS),
                       sku=answer.text(c.ANSWER_TEXT_SKU),
                       submission_id=answer.text(c.ANSWER_TEXT_SUBMISSION_ID),
                       issues=answer.issues(), errors=answer.errors_of_all())


def read_walmart_answer(body: Json) -> WalmartAnswer:
    """Walmart's answer to `Submission.walmart_price`."""
    answer = Answer(c.ANSWER_WALMART_PRICE, body)
    return WalmartAnswer(accepted=answer.summary.accepted == c.YES,
                         mart=answer.text(c.ANSWER_TEXT_MART), sku=answer.text(c.ANSWER_TEXT_SKU),
                         message=answer.text(c.ANSWER_TEXT_MESSAGE),
                         errors=answer.errors_of_all())


def read_feed_receipt(body: Json) -> FeedReceipt:
    """What either answers to a feed."""
    answer = Answer(c.ANSWER_FEED_RECEIPT, body)
    return FeedReceipt(accepted=answer.summary.accepted == c.YES,
                       feed_id=answer.text(c.ANSWER_TEXT_FEED_ID), errors=answer.errors_of_all())


def read_feed_status(body: Json) -> FeedStatus:
    """How far a feed is."""
    answer = Answer(c.ANSWER_FEED_STATUS, body)
    submitted = answer.count("submitted_ms", c.SUMMARY_HAS_SUBMITTED)
    return FeedStatus(
        state=FeedState(answer.summary.feed_state), state_text=answer.text(c.ANSWER_TEXT_STATUS),
        feed_id=answer.text(c.ANSWER_TEXT_FEED_ID), feed_type=answer.text(c.ANSWER_TEXT_FEED_TYPE),
        report_document=answer.text(c.ANSWER_TEXT_REPORT_DOCUMENT),
        submitted_at=None if submitted is None else moment_of(submitted),
        received_count=answer.count("received_count", c.SUMMARY_HAS_RECEIVED),
        succeeded_count=answer.count("succeeded_count", c.SUMMARY_HAS_SUCCEEDED),
        failed_count=answer.count("failed_count", c.SUMMARY_HAS_FAILED),
        processing_count=answer.count("processing_count", c.SUMMARY_HAS_PROCESSING),
        items=tuple(_item(answer, number) for number in range(answer.summary.items_count)),
        errors=answer.errors_of_all())


def read_feed_report(body: Json) -> FeedReport:
    """The report of a feed that is done."""
    answer = Answer(c.ANSWER_FEED_REPORT, body)
    return FeedReport(
        seller=answer.text(c.ANSWER_TEXT_SELLER), version=answer.text(c.ANSWER_TEXT_VERSION),
        feed_id=answer.text(c.ANSWER_TEXT_FEED_ID),
        processed_count=answer.count("processed_count", c.SUMMARY_HAS_PROCESSED),
        accepted_count=answer.count("accepted_count", c.SUMMARY_HAS_ACCEPTED),
        invalid_count=answer.count("invalid_count", c.SUMMARY_HAS_INVALID),
        errors_count=answer.count("errors_count", c.SUMMARY_HAS_ERRORS),
        warnings_count=answer.count("warnings_count", c.SUMMARY_HAS_WARNINGS),
        issues=answer.issues(), _answer=answer)


def read_listed_item(body: Json) -> ListedItem:
    """A listing as Amazon has it."""
    answer = Answer(c.ANSWER_LISTING, body)
    return ListedItem(
        sku=answer.text(c.ANSWER_TEXT_SKU),
        presences=tuple(_presence(answer, i) for i in range(answer.summary.presences_count)),
        shown=tuple(_shown(answer, i) for i in range(answer.summary.shown_count)),
        issues=answer.issues(), _answer=answer)


def _item(answer: Answer, number: int) -> FeedItem:
    row = answer.row(library.haggle_answer_item, c.haggle_feed_item, number)
    return FeedItem(succeeded=row.succeeded == 1,
                    status=answer.text(c.ANSWER_TEXT_ITEM_STATUS, number),
                    sku=answer.text(c.ANSWER_TEXT_ITEM_SKU, number),
                    index=row.index if row.has & c.ITEM_HAS_INDEX else None,
                    errors=answer.errors(row.refusals_first, row.refusals_count))


def _presence(answer: Answer, number: int) -> Presence:
    row = answer.row(library.haggle_answer_presence, c.haggle_presence, number)
    return Presence(marketplace=row.marketplace.decode(), item=row.item.decode(),
                    product_type=answer.text(c.ANSWER_TEXT_PRESENCE_PRODUCT_TYPE, number),
                    statuses=answer.texts(c.ANSWER_TEXT_PRESENCE_STATUS, number,
                                          row.statuses_count))


def _shown(answer: Answer, number: int) -> ShownPrice:
    row = answer.row(library.haggle_answer_shown, c.haggle_shown_price, number)
    return ShownPrice(marketplace=row.marketplace.decode(),
                      offer_type=answer.text(c.ANSWER_TEXT_SHOWN_OFFER_TYPE, number),
                      audience=answer.text(c.ANSWER_TEXT_SHOWN_AUDIENCE, number),
                      currency=row.currency.decode(), price_minor=row.price_minor,
                      points_count=row.points_count
                      if row.has & c.SHOWN_HAS_POINTS_COUNT else None)
