"""A small disk of its own under the installation, so that it can really be full: nothing is faked, every write fails as it would."""

import contextlib
import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

REMEDY = "The full disk needs a small disk of its own, and none may be mounted here ({why}): start it by script/torture, or leave that act out with --no-full-disk."
DETACH = 2
BLOCKS = (1 << 20, 4096, 1)
_libc = ctypes.CDLL(None, use_errno=True)


class NoDisk(Exception):
    """Nothing can be mounted here; the message says what helps."""


class Disk:
    """What is mounted, and the file that fills it."""

    def __init__(self, folder: Path):
        self.filler, self.emptied = folder / "filler", Event()

    @contextmanager
    def full(self) -> Iterator[None]:
        """As long as this lasts there is no room; what is given up meanwhile is taken at once."""
        self.emptied.clear()
        self._fill()
        filling = Thread(target=self._keep_full, daemon=True)
        filling.start()
        try:
            yield
        finally:
            self.emptied.set()
            filling.join()
            self.filler.unlink()

    def _keep_full(self) -> None:
        while not self.emptied.wait(0.05):
            self._fill()

    def _fill(self) -> None:
        with self.filler.open("ab", buffering=0) as file:
            for size in BLOCKS:
                with contextlib.suppress(OSError):
                    # A short write is the last one of its size.
                    while file.write(b"\0" * size) == size:
                        pass


@contextmanager
def under(folder: Path, megabytes: int) -> Iterator[Disk]:
    """A disk of so many megabytes (of memory) is at that folder. Raises NoDisk."""
    options = f"size={megabytes}m,mode=755".encode()
    if _libc.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, options):
        raise NoDisk(REMEDY.format(why=os.strerror(ctypes.get_errno())))
    try:
        yield Disk(folder)
    finally:
        _libc.umount2(os.fsencode(folder), DETACH)
