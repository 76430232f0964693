"""Threads for one call: C splits the work, Python lends it the threads."""

from __future__ import annotations

import collections
import contextlib
import ctypes
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

_Part = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint32)
_Run = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint32, _Part, ctypes.c_void_p)


class _Work:
    """Parts that any number of threads take from, each once."""

    def __init__(self, parts: int, part: Any, argument: int) -> None:
        self._call = part, argument
        self._parts = parts
        self._left = collections.deque(range(parts))
        self._ended: list[int] = []
        self._all_ended = threading.Event()

    def take(self) -> None:
        """Runs parts until none is left."""
        part, argument = self._call
        while True:
            try:
                number = self._left.popleft()
            except IndexError:
                return
            part(argument, number)
            self._ended.append(number)
            if self.is_done():
                self._all_ended.set()

    def is_done(self) -> bool:
        return len(self._ended) == self._parts

    def wait(self) -> None:
        self._all_ended.wait()


def _finish(pool: Executor, helpers: int, work: _Work) -> bool:
    """Returns when all parts have ended and not before: C's memory must not be left to them. Says
    whether an interrupt from the keyboard came meanwhile."""
    interrupted = False
    while not work.is_done():
        try:
            if helpers > 0:
                pool.submit(work.take)
                helpers -= 1
            else:
                work.wait()
        except KeyboardInterrupt:
            interrupted = True
        except RuntimeError:  # the interpreter ends, and the pool takes no more
            work.take()
            helpers = 0
    return interrupted


class Threads:
    """As many threads as are asked for, made when they are needed first."""

    def __init__(self, count: int) -> None:
        if not 1 <= count <= 1_024:
            raise ValueError("threads: 1 to 1,024")
        self.parts = count
        self._run: Any = None
        self._interrupts: list[bool] = []
        if count > 1:
            pool, interrupts = ThreadPoolExecutor(count, "haggle"), self._interrupts

            def run(_context: int | None, parts: int, part: Any, argument: int) -> None:
                if _finish(pool, min(count, parts), _Work(parts, part, argument)):
                    interrupts.append(True)
            self._run = _Run(run)

    @contextlib.contextmanager
    def lent(self) -> Iterator[Any]:
        """What C calls to run its parts, for one call of C; None: it runs them itself. An interrupt
        that came meanwhile is raised afterwards."""
        yield self._run
        if self._interrupts:
            self._interrupts.clear()
            raise KeyboardInterrupt
