"""Finds libhaggle.so.1 and calls it. Every call lets other threads run meanwhile."""

import ctypes
import os
from pathlib import Path
from typing import Any

from . import _header as c
from ._errors import HaggleError, Where

NAME = "libhaggle.so.1"


def _path() -> str:
    """The library that HAGGLE_LIBRARY names, else the one that came along, else the system's."""
    named = os.environ.get("HAGGLE_LIBRARY")
    if named:
        return named
    beside = Path(__file__).with_name(NAME)
    return str(beside) if beside.exists() else NAME


def _load() -> ctypes.CDLL:
    library = ctypes.CDLL(_path())
    for name, (result, parameters) in c.FUNCTIONS.items():
        try:
            function = getattr(library, name)
        except AttributeError as missing:
            raise ImportError(f"{_path()} is older than this package: no {name}") from missing
        function.restype = result
        function.argtypes = parameters
    if library.haggle_abi() < c.ABI:
        raise ImportError(f"{_path()} is older than this package: ABI {library.haggle_abi()}")
    return library


library = _load()


def call(function: Any, *arguments: Any) -> None:
    """Calls a function whose last parameter is the error.

    Raises: HaggleError, what the function says.
    """
    error = c.haggle_error(size=ctypes.sizeof(c.haggle_error))
    status = function(*arguments, ctypes.byref(error))
    if status != c.OK:
        raise error_of(error, status)


def error_of(error: c.haggle_error, status: int) -> HaggleError:
    """The exception of an error in C; the status alone where the error was not written."""
    if error.status == c.OK:
        return HaggleError(status, library.haggle_status_advice(status).decode())
    where = Where(error.where.decode("utf-8", "replace"), error.index, error.row, error.offset)
    return HaggleError(status, error.message.decode("utf-8", "replace"), where)


def status_error(status: int, where: bytes, index: int, offset: int) -> HaggleError:
    """The exception of an error that stands in a row."""
    name = library.haggle_status_name(status).decode()
    advice = library.haggle_status_advice(status).decode()
    path = where.decode("utf-8", "replace")
    head, brackets, tail = path.rpartition("[]")
    shown = f"{head}[{index}]{tail}" if brackets else path
    place = (f" at {shown}" if shown else "") + (f" (byte {offset})" if offset else "")
    return HaggleError(status, f"{name}{place}: {advice}", Where(path, index, 0, offset))


def text_of(function: Any, *arguments: Any) -> str:
    """What a function writes into (buffer, capacity, needed)."""
    needed = ctypes.c_size_t()
    room = 4096
    while True:
        buffer = ctypes.create_string_buffer(room)
        try:
            call(function, *arguments, buffer, room, ctypes.byref(needed))
        except HaggleError as error:
            if error.code != c.Status.buffer_too_small:
                raise
            room = needed.value + 1
        else:
            return buffer.raw[:needed.value].decode()
