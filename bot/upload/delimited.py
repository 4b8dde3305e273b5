"""Text with separators -> a sheet."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from bot.upload.columns import role_of
from bot.upload.container import Source
from bot.upload.faults import Refused
from bot.upload.sheet import Sheet, columns_of

Progress = Callable[[float], None]  # how much of the file is read, 0 to 1
_SEPARATORS: Final = "\t;,|"  # the first of equals is taken
_SAMPLE: Final = 65_536  # characters
_SAMPLE_ROWS: Final = 100
_BLOCK: Final = 1 << 20
_LONGEST_LINE: Final = 8_000_000
_LONGEST_CELL: Final = 131_072  # what the csv module takes
_CONTROLS: Final = bytes(c for c in range(32) if c not in b"\0\t\n\v\f\r\x1a\x1b")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, ""), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


def read_text(source: Source, progress: Progress | None = None) -> Sheet:
    """The one sheet of a text file. Raises Refused for what is no text, or for quotation marks that do not close."""
    encoding = _encoding(source)
    with source.open() as file, io.TextIOWrapper(file, encoding=encoding, newline="") as text:
        try:
            separator = _separator(text.read(_SAMPLE))
            text.seek(0)
            columns = columns_of(_records(_lines(text), separator), _told(file, source.size, progress))
            return Sheet("", columns)
        except UnicodeError:
            raise Refused("bad_encoding") from None


def _told(file: BinaryIO, size: int, progress: Progress | None) -> Callable[[], None] | None:
    return (lambda: progress(min(1.0, file.tell() / max(1, size)))) if progress else None


def _records(lines: Iterator[str], separator: str) -> Iterator[list[str]]:
    """The records, one a spreadsheet row. Strict, or a lost quotation mark would swallow the rows after it."""
    count = 0
    try:
        for record in csv.reader(lines, delimiter=separator, strict=True):
            count += 1
            yield record
    except csv.Error as error:
        if "field limit" in str(error):
            raise Refused("too_large", what="cell_text", limit=_LONGEST_CELL, row=count + 1) from None
        raise Refused("open_quote", row=count + 1) from None


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(_LONGEST_LINE):
        if "\0" in line:
            raise Refused("nul_bytes")
        if len(line) == _LONGEST_LINE:
            raise Refused("too_large", what="cell_text", limit=_LONGEST_CELL)
        yield line


def _encoding(source: Source) -> str:
    with source.open() as file:
        head = file.read(_BLOCK)
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding or _refuse("bad_encoding")
    if b"\0" in head:
        return _wide(head)
    return "utf-8" if _decodes(source, "utf-8") else _single(source)


def _wide(head: bytes) -> str:
    """UTF-16 without a byte order mark has a zero in every other byte of Latin text."""
    pairs = len(head) // 2
    even, odd = head[: pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if max(even, odd) < pairs * 0.3 or min(even, odd) > pairs * 0.02:
        return _refuse("nul_bytes")
    return "utf-16-le" if odd > even else "utf-16-be"


def _single(source: Source) -> str:
    if _names_columns_in_chinese(source):
        return "gb18030"
    return "cp1252" if _decodes(source, "cp1252") else _refuse("bad_encoding")


def _names_columns_in_chinese(source: Source) -> bool:
    """Whether it is what Chinese Windows writes: a column's Chinese name does not come out by chance."""
    if not _decodes(source, "gb18030"):
        return False
    with source.open() as file:
        head = file.read(_SAMPLE).decode("gb18030", errors="ignore")
    return any(role_of(cell) for cell in re.split(f"[{_SEPARATORS}\r\n]+", head) if not cell.isascii())


def _decodes(source: Source, encoding: str) -> bool:
    """Whether the whole file is text in that encoding. Raises Refused where it is no text at all."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with source.open() as file:
        try:
            while block := file.read(_BLOCK):
                _check_text(block)
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _check_text(block: bytes) -> None:
    if b"\0" in block:
        raise Refused("nul_bytes")
    if len(block) - len(block.translate(None, _CONTROLS)) > len(block) // 1000:
        raise Refused("not_a_table", kind="binary")


def _refuse(code: str) -> str:
    raise Refused(code)


def _separator(sample: str) -> str:
    """The separator that cuts the most lines into the most equal number of cells."""
    lines = [line for line in sample.splitlines(keepends=True) if line.strip()][:_SAMPLE_ROWS]
    if len(sample) == _SAMPLE and len(lines) > 1:
        lines = lines[:-1]
    return max(_SEPARATORS, key=lambda separator: _cells(lines, separator))


def _cells(lines: list[str], separator: str) -> int:
    try:
        widths = Counter(len(record) for record in csv.reader(lines, delimiter=separator) if len(record) > 1)
    except csv.Error:
        return 0
    return max(((width - 1) * rows for width, rows in widths.items()), default=0)
