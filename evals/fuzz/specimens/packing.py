"""Packs what repeats itself without packing all of it: a bomb of 800 MB is made in a moment."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repeated:
    """`first`, then `block` so many `times`, then `last`."""

    block: bytes
    times: int
    last: bytes = b""
    first: bytes = b""

    def deflated(self) -> bytes:
        """All of it as a raw deflate stream (RFC 1951): a block that is flushed whole may be said again."""

        def packed(data: bytes, end: int) -> bytes:
            packer = zlib.compressobj(6, zlib.DEFLATED, -15)
            return packer.compress(data) + packer.flush(end)

        flushed = zlib.Z_FULL_FLUSH
        return packed(self.first, flushed) + packed(self.block, flushed) * self.times + packed(self.last, zlib.Z_FINISH)

    def zlib(self) -> bytes:
        """The same as a zlib stream (RFC 1950)."""
        adler = zlib.adler32(self.first)
        for _ in range(self.times):
            adler = zlib.adler32(self.block, adler)
        return b"\x78\x9c" + self.deflated() + struct.pack(">I", zlib.adler32(self.last, adler))

    @property
    def crc(self) -> int:
        """The checksum that an archive holds."""
        crc = zlib.crc32(self.first)
        for _ in range(self.times):
            crc = zlib.crc32(self.block, crc)
        return zlib.crc32(self.last, crc)

    @property
    def size(self) -> int:
        """Bytes in all."""
        return len(self.first) + len(self.block) * self.times + len(self.last)


def archive(entries: Mapping[str, str | bytes | Repeated]) -> bytes:
    """A ZIP archive of these entries, deflated, under exactly these names."""
    out, table = bytearray(), bytearray()
    packed: dict[Repeated, tuple[bytes, int, int]] = {}
    for name, content in entries.items():
        if isinstance(content, str | bytes):
            content = Repeated(b"", 0, content.encode() if isinstance(content, str) else content)
        if content not in packed:
            packed[content] = (content.deflated(), content.crc, content.size)
        data, crc, size = packed[content]
        raw = name.encode()
        common = struct.pack("<5H3I2H", 20, 0x800, 8, 0, 33, crc, len(data), size, len(raw), 0)
        table += b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<3H2I", 0, 0, 0, 0, len(out)) + raw
        out += b"PK\x03\x04" + common + raw + data
    end = struct.pack("<4H2IH", 0, 0, len(entries) & 0xFFFF, len(entries) & 0xFFFF, len(table), len(out), 0)
    return bytes(out + table + b"PK\x05\x06" + end)
