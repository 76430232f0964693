"""An answer of a marketplace as C has it: lists of rows and their texts."""

from __future__ import annotations

import ctypes
import dataclasses
import weakref
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from . import _header as c
from ._header import FeedMessage, Severity
from ._library import call, library, text_of
from ._model import json_bytes

Json = Mapping[str, Any] | list[Any] | str | bytes
T = TypeVar("T")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AnswerError:
    """Why a marketplace refused something, in its own words."""

    code: str
    message: str
    details: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something that Amazon has to say about a listing or a message."""

    code: str
    message: str
    severity: Severity
    severity_text: str
    sku: str
    """may be empty, as may the exemption"""
    exemption: str
    message_id: int | None
    """of a feed; None: about all of it"""
    attributes: tuple[str, ...]
    """"purchasable_offer" """
    categories: tuple[str, ...]
    """"INVALID_PRICE" """
    enforcements: tuple[str, ...]
    """"LISTING_SUPPRESSED" """
    marketplaces: tuple[str, ...]


class Answer:
    """One answer that was read, until nobody needs it."""

    def __init__(self, kind: int, body: Json) -> None:
        text, self._handle = json_bytes(body), ctypes.c_void_p()
        call(library.haggle_answer_create, kind, text, len(text), ctypes.byref(self._handle))
        weakref.finalize(self, library.haggle_answer_destroy, self._handle)
        self.summary = c.haggle_summary(size=ctypes.sizeof(c.haggle_summary))
        call(library.haggle_answer_summary, self._handle, ctypes.byref(self.summary))

    def row(self, function: Any, struct: Callable[..., T], number: int) -> T:
        """One row of a list."""
        out = struct(size=ctypes.sizeof(struct))  # type: ignore[arg-type]
        call(function, self._handle, number, ctypes.byref(out))  # type: ignore[arg-type]
        return out

    def text(self, which: int, row: int = 0, element: int = 0) -> str:
        """A text as it was written; empty where it is not said."""
        return text_of(library.haggle_answer_text, self._handle, which, row, element)

    def texts(self, which: int, row: int, count: int) -> tuple[str, ...]:
        """All texts of one name."""
        return tuple(self.text(which, row, element) for element in range(count))

    def count(self, name: str, bit: int) -> int | None:
        """A count of the summary, where it is said."""
        return getattr(self.summary, name) if self.summary.has & bit else None

    def error(self, number: int) -> AnswerError:
        """One refusal."""
        return AnswerError(code=self.text(c.ANSWER_TEXT_REFUSAL_CODE, number),
                           message=self.text(c.ANSWER_TEXT_REFUSAL_MESSAGE, number),
                           details=self.text(c.ANSWER_TEXT_REFUSAL_DETAILS, number))

    def errors(self, first: int, count: int) -> tuple[AnswerError, ...]:
        """The refusals of one row."""
        return tuple(self.error(number) for number in range(first, first + count))

    def errors_of_all(self) -> tuple[AnswerError, ...]:
        """The refusals of the answer as a whole."""
        return tuple(
            self.error(number) for number in range(self.summary.refusals_count)
            if self.row(library.haggle_answer_refusal, c.haggle_refusal,
                        number).row == c.WHOLE_ANSWER)

    def issues(self) -> tuple[Issue, ...]:
        """What Amazon has to say."""
        return tuple(self._issue(number) for number in range(self.summary.issues_count))

    def outcome(self, message_id: int) -> FeedMessage:
        """What became of one message of a feed."""
        out = ctypes.c_uint8()
        call(library.haggle_answer_outcome, self._handle, message_id, ctypes.byref(out))
        return FeedMessage(out.value)

    def asked(self, seller: str, marketplace: str, submission: c.haggle_submission) -> None:
        """What a listing asks, as a submission."""
        call(library.haggle_answer_asked, self._handle, seller.encode(), marketplace.encode(),
             ctypes.byref(submission))

    def _issue(self, number: int) -> Issue:
        row = self.row(library.haggle_answer_issue, c.haggle_issue, number)
        return Issue(
            code=self.text(c.ANSWER_TEXT_ISSUE_CODE, number),
            message=self.text(c.ANSWER_TEXT_ISSUE_MESSAGE, number),
            severity=Severity(row.severity),
            severity_text=self.text(c.ANSWER_TEXT_ISSUE_SEVERITY, number),
            sku=self.text(c.ANSWER_TEXT_ISSUE_SKU, number),
            exemption=self.text(c.ANSWER_TEXT_ISSUE_EXEMPTION, number),
            message_id=row.message_id if row.has & c.ISSUE_HAS_MESSAGE_ID else None,
            attributes=self.texts(c.ANSWER_TEXT_ISSUE_ATTRIBUTE, number, row.attributes_count),
            categories=self.texts(c.ANSWER_TEXT_ISSUE_CATEGORY, number, row.categories_count),
            enforcements=self.texts(c.ANSWER_TEXT_ISSUE_ENFORCEMENT, number,
                                    row.enforcements_count),
            marketplaces=self.texts(c.ANSWER_TEXT_ISSUE_MARKETPLACE, number,
                                    row.marketplaces_count))
