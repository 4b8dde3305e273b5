"""What a file is, by its content."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, Literal
from zipfile import BadZipFile, ZipFile

from bot.upload.faults import Refused

_HEAD: Final = 4096
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", "pdf"), (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"),
    (b"II*\x00", "picture"), (b"MM\x00*", "picture"), (b"8BPS", "picture"), (b"{\\rtf", "word"),
    (b"SQLite format 3\x00", "database"), (b"\x00\x01\x00\x00Standard", "database"),
    (b"\x1f\x8b", "archive"), (b"7z\xbc\xaf\x27\x1c", "archive"), (b"Rar!", "archive"), (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"), (b"\x28\xb5\x2f\xfd", "archive"), (b"PAR1", "binary"),
    (b"\x7fELF", "program"), (b"MZ\x90", "program"), (b"ID3\x03", "audio_video"), (b"ID3\x04", "audio_video"),
    (b"OggS", "audio_video"), (b"\x1aE\xdf\xa3", "audio_video"), (b"\x09\x08", "xls"), (b"\x09\x04", "xls"),
    (b"\x09\x02", "xls"),
)  # fmt: skip
_RIFF: Final = {b"WEBP": "picture", b"AVI ": "audio_video", b"WAVE": "audio_video"}
_ZIPPED: Final = (
    ("xl/workbook.bin", "xlsb"), ("word/", "word"), ("ppt/", "slides"), ("content.xml", "ods"),
    ("META-INF/", "archive"), ("Index/", "archive"),
)  # fmt: skip
_MARKUP: Final = re.compile(rb"\s*<(?:!doctype html|html|head|body|table|meta|\?xml|[a-z]+:|svg)", re.I)


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a file, in memory or on disk."""

    content: bytes | Path

    def open(self) -> BinaryIO:
        return self.content.open("rb") if isinstance(self.content, Path) else io.BytesIO(self.content)

    @property
    def size(self) -> int:
        return self.content.stat().st_size if isinstance(self.content, Path) else len(self.content)

    def sha256(self) -> str:
        digest = hashlib.sha256()
        with self.open() as file:
            while block := file.read(1 << 20):
                digest.update(block)
        return digest.hexdigest()


def kind_of(source: Source) -> Literal["workbook", "text"]:
    """Whether it is an .xlsx workbook or text. Raises Refused for anything else, saying what it is."""
    with source.open() as file:
        head = file.read(_HEAD)
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return _zipped(file)
        if head.startswith(_OLE):
            raise _compound(file)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe") and source.size <= _HEAD:
        raise Refused("empty_file")
    if kind := _signed(head):
        raise Refused("not_a_table", kind=kind)
    return "text"


def _signed(head: bytes) -> str | None:
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], "binary")
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return "picture"
    if head[4:8] == b"ftyp":
        return "picture" if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "audio_video"
    text = head.removeprefix(b"\xef\xbb\xbf")
    if _MARKUP.match(text):
        return "html" if re.search(rb"<(?:html|table|body|head)\b", text, re.I) else "xml"
    return "json" if re.match(rb'\s*(?:\{\s*"|\[\s*[\[{"])', text) else None


def _zipped(file: BinaryIO) -> Literal["workbook"]:
    try:
        with ZipFile(file) as archive:
            names = archive.namelist()
            locked = any(entry.flag_bits & 1 for entry in archive.infolist())
    except (BadZipFile, ValueError, EOFError, OSError, NotImplementedError, OverflowError):
        raise Refused("broken_file", kind="xlsx") from None
    if locked:
        raise Refused("password")
    if any(name.lower().lstrip("/") == "xl/workbook.xml" for name in names):
        return "workbook"
    for start, kind in _ZIPPED:
        if any(name.startswith(start) for name in names):
            raise Refused("not_a_table", kind=kind)
    raise Refused("not_a_table", kind="archive")


def _compound(file: BinaryIO) -> Refused:
    """An old binary Office file, or a new one under a password: both are in Microsoft's compound format."""
    file.seek(0)
    directory = file.read(20_000_000)
    if "EncryptedPackage".encode("utf-16-le") in directory:
        return Refused("password")
    kinds = {"Workbook": "xls", "Book": "xls", "WordDocument": "word", "PowerPoint Document": "slides"}
    found = (kind for name, kind in kinds.items() if name.encode("utf-16-le") in directory)
    return Refused("not_a_table", kind=next(found, "binary"))
