"""What is raised."""

import dataclasses

from . import _header as c


@dataclasses.dataclass(frozen=True, slots=True)
class Where:
    """Where something is wrong."""

    path: str = ""
    index: int = 0
    row: int = 0
    offset: int = 0


class HaggleError(Exception):
    """What is wrong with the input, where, and what to do about it.

    code:    a number for ever; `name` is its word, such as "floor_required"
    path:    into the input, as a pattern: "offers[].shipping"; or the name of a column
    index:   the element of the innermost [] in `path`, from 0
    row:     the line of a catalogue or the row of a batch, from 0
    offset:  how many bytes of a text had been read when it was seen; 0 where no text was
    """

    def __init__(self, code: int, message: str, where: Where = Where()) -> None:
        super().__init__(code, message, where)
        self.code = c.Status(code)
        self.message = message
        self.path = where.path
        self.index = where.index
        self.row = where.row
        self.offset = where.offset

    @property
    def name(self) -> str:
        """The word of the code."""
        return self.code.name

    def __str__(self) -> str:
        return self.message
