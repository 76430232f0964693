"""Many may read what one may write."""

import contextlib
import threading
from collections.abc import Iterator


class ReadersAndWriter:
    """A lock that any number of readers hold at once, or one writer."""

    def __init__(self, inner: threading.Lock) -> None:
        self._changed = threading.Condition(inner)
        self._readers = 0
        self._writes = False

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Held by readers."""
        with self._changed:
            while self._writes:
                self._changed.wait()
            self._readers += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Held by the only writer."""
        with self._changed:
            while self._writes or self._readers:
                self._changed.wait()
            self._writes = True
        try:
            yield
        finally:
            with self._changed:
                self._writes = False
                self._changed.notify_all()
