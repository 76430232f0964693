"""The header's frozen structs as records of numpy."""

from __future__ import annotations

import ctypes
import functools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy


def _format(kind: Any) -> Any:
    import numpy
    if issubclass(kind, ctypes.Array) and kind._type_ is ctypes.c_char:
        return f"S{kind._length_}"
    return numpy.dtype(kind)


@functools.cache
def record(struct: Any) -> numpy.dtype[Any]:
    """The same bytes as a record, its texts as text."""
    import numpy
    names = [field[0] for field in struct._fields_]
    return numpy.dtype({"names": names, "formats": [_format(one[1]) for one in struct._fields_],
                        "offsets": [getattr(struct, name).offset for name in names],
                        "itemsize": ctypes.sizeof(struct)})
