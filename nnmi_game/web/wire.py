"""What the class's server and the process of the browser seats say to one another, over the pipes between them.

A frame is its length (4 bytes), its kind (1), the number of the page that it is about (4), and the rest.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import IntEnum

from attrs import define, field, frozen

_HEAD = struct.Struct(">IBI")
#: Bytes of a page's paint on their way; a page that takes no more gets the whole screen when it has caught up.
MOST_ON_THE_WAY = 256 * 1024
#: Characters of one thing that a page says: more than anybody types, and a long text that is pasted.
LONGEST = 64 * 1024


class Kind(IntEnum):
    """What a frame is."""

    #: To the seats: a page was opened (JSON: whose it is); it said something; it is gone; it took bytes of paint.
    OPEN, SAID, GONE, TOOK = 1, 2, 3, 4
    #: From them: show this; tell the page's script something (JSON); the page is done.
    PAINT, TELL, DONE = 11, 12, 13


@frozen
class Frame:
    """One thing said about one page."""

    kind: Kind
    page: int
    said: bytes = b""

    def packed(self) -> bytes:
        """The bytes of it."""
        return _HEAD.pack(len(self.said), self.kind, self.page) + self.said


@define
class Unpacker:
    """Frames from bytes as they come; ``ValueError`` where these are none."""

    _held: bytearray = field(factory=bytearray)

    def feed(self, data: bytes) -> Iterator[Frame]:
        """The frames that are complete now."""
        self._held += data
        while len(self._held) >= _HEAD.size:
            length, kind, page = _HEAD.unpack_from(self._held)
            end = _HEAD.size + length
            if len(self._held) < end:
                return
            said = bytes(self._held[_HEAD.size : end])
            del self._held[:end]
            yield Frame(Kind(kind), page, said)
