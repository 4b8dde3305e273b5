"""The parts of an .xlsx file, unpacked with care: what calamine does not tell, and whether it may be let at the file.

calamine lays a sheet out whole in memory, so that two cells far apart are as dear as all that could lie between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat
from zipfile import ZipFile

from bot.upload.faults import Refused
from bot.upload.sheet import MOST_COLUMNS, Broken

MOST_UNPACKED: Final = 512 << 20
MOST_AREA: Final = 12_000_000  # cells of a sheet, the empty ones between them included
_SMALL_PART: Final = 32 << 20
_SUSPICIOUS_RATIO: Final = 200
_LONGEST_TEXT: Final = 1 << 20
_LONGEST_FORMULA: Final = 200  # that is told
_BLOCK: Final = 1 << 20
_REFERENCE: Final = re.compile(r"([A-Z]{1,4})([0-9]{1,8})")
_PERCENT_FORMATS: Final = {"9": "0%", "10": "0.00%"}  # built in
_YEAR_FORMAT: Final = re.compile(r"\W*y+\W*", re.I)
_DECLARATION: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)


@dataclass(slots=True)
class Facts:
    """What a sheet's XML tells. Rows and columns count from 0.

    percent: cell -> decimals shown; years: cells whose format shows a year alone; broken: formulas without a stored
    result, or that show an error.
    """

    name: str
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    percent: dict[tuple[int, int], int] = field(default_factory=dict)
    years: list[tuple[int, int]] = field(default_factory=list)
    broken: dict[tuple[int, int], Broken] = field(default_factory=dict)
    height: int = 0
    width: int = 0


def facts_of(archive: ZipFile) -> dict[str, Facts]:
    """Sheet name -> its facts. Raises Refused for what would not fit into memory, or is no honest workbook."""
    _check_sizes(archive)
    for name in archive.namelist():
        if name.lower().endswith("sharedstrings.xml"):
            for _ in _blocks(archive, name):
                pass
    styles = _styles(archive)
    sheets = _sheet_parts(archive)
    facts = {name: _Scan(name, styles).run(_blocks(archive, part)) for name, part in sheets.items()}
    if sum(f.height * f.width for f in facts.values()) > MOST_AREA:
        raise Refused("too_large", what="cells", limit=MOST_AREA)
    return facts


def _check_sizes(archive: ZipFile) -> None:
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused("too_large", what="unpacked", limit=MOST_UNPACKED)
    for entry in entries:
        if entry.file_size > _SMALL_PART and entry.file_size > _SUSPICIOUS_RATIO * max(1, entry.compress_size):
            raise Refused("too_large", what="unpacked", limit=MOST_UNPACKED)


def _blocks(archive: ZipFile, name: str) -> Iterator[bytes]:
    """A part block by block; every block of an honest one has tags in it."""
    last = b""
    with archive.open(name) as part:
        while block := part.read(_BLOCK):
            if _DECLARATION.search(last[-20:] + block) or block.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise Refused("unsafe_xml")
            if len(block) == _LONGEST_TEXT and b"<" not in block:
                raise Refused("too_large", what="cell_text", limit=_LONGEST_TEXT)
            yield block
            last = block


def _tree(archive: ZipFile, name: str) -> ElementTree.Element:
    if archive.getinfo(name).file_size > _SMALL_PART:
        raise Refused("too_large", what="unpacked", limit=_SMALL_PART)
    return ElementTree.fromstring(b"".join(_blocks(archive, name)))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _sheet_parts(archive: ZipFile) -> dict[str, str]:
    """Sheet name -> the name of its part, worksheets only."""
    names = {name.lower().lstrip("/"): name for name in archive.namelist()}
    targets: dict[str, str] = {}
    for relation in _tree(archive, names["xl/_rels/workbook.xml.rels"]):
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if relation.get("Type", "").endswith("/worksheet"):
            targets[relation.get("Id", "")] = names.get(str(PurePosixPath(path)).lower(), "")
    sheets: dict[str, str] = {}
    for element in _tree(archive, names["xl/workbook.xml"]).iter():
        if _local(element.tag) == "sheet":
            identity = next((value for key, value in element.attrib.items() if _local(key) == "id"), "")
            if targets.get(identity):
                sheets[element.get("name", "")] = targets[identity]
    return sheets


@dataclass(frozen=True, slots=True)
class _Styles:
    """Numbers of cell styles. percent: those that show percentages -> decimals; years: those that show a year alone."""

    percent: Mapping[str, int]
    years: frozenset[str]


def _styles(archive: ZipFile) -> _Styles:
    names = {name.lower().lstrip("/"): name for name in archive.namelist()}
    if "xl/styles.xml" not in names:
        return _Styles({}, frozenset())
    formats = dict(_PERCENT_FORMATS)
    used: list[str] = []
    for group in _tree(archive, names["xl/styles.xml"]):
        for element in group:
            if _local(element.tag) == "numFmt":
                formats[element.get("numFmtId", "0")] = element.get("formatCode", "")
            elif _local(group.tag) == "cellXfs":
                used.append(element.get("numFmtId", "0"))
    shown = {str(style): _shown(formats.get(number, "")) for style, number in enumerate(used)}
    percent = {style: _decimals(code) for style, code in shown.items() if "%" in code}
    return _Styles(percent, frozenset(style for style, code in shown.items() if _YEAR_FORMAT.fullmatch(code)))


def _shown(code: str) -> str:
    """What a number format shows of a number above zero, without words and colours."""
    return re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code).split(";")[0]


def _decimals(code: str) -> int:
    found = re.search(r"\.([0#?]+)", code)
    return len(found[1]) if found else 0


class _Scan:
    """One pass over a sheet's XML."""

    def __init__(self, name: str, styles: _Styles) -> None:
        self.facts = Facts(name)
        self._percent, self._years = styles.percent, styles.years
        self._row, self._column = -1, -1
        self._style: str | None = None
        self._error = self._formula = self._valued = False
        self._text: list[str] = []
        self._source = ""
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def run(self, blocks: Iterator[bytes]) -> Facts:
        for block in blocks:
            self._parser.Parse(block, False)
        self._parser.Parse(b"", True)
        return self.facts

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._begin_cell(attributes)
        elif tag in ("v", "is"):
            self._fill()
            if self._formula or self._error:
                self._source = "".join(self._text)
                self._text.clear()
                self._parser.CharacterDataHandler = self._text.append
            self._valued = True
        elif tag == "f":
            self._fill()
            self._formula = True
            self._parser.CharacterDataHandler = self._text.append
        elif tag == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.facts.hidden_rows.append(self._row)
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            self.facts.hidden_columns.append((int(attributes["min"]) - 1, int(attributes["max"]) - 1))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = self._column + 1 if reference is None else self._place(reference)
        self._style = attributes.get("s")
        self._error = attributes.get("t") == "e"
        self._formula = self._valued = False

    def _place(self, reference: str) -> int:
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            raise Refused("broken_file", kind="xlsx")
        self._row = int(found[2]) - 1
        column = 0
        for character in found[1]:
            column = column * 26 + ord(character) - 64
        return column - 1

    def _fill(self) -> None:
        facts = self.facts
        if self._row >= facts.height:
            facts.height = self._row + 1
        if self._column >= facts.width:
            facts.width = self._column + 1
            if facts.width > MOST_COLUMNS:
                raise Refused("too_large", what="columns", limit=MOST_COLUMNS)
        if facts.height * facts.width > MOST_AREA:
            raise Refused("too_large", what="cells", limit=MOST_AREA)

    def _end(self, tag: str) -> None:
        if not tag.endswith("c") or tag.rpartition(":")[2] != "c":
            return
        self._parser.CharacterDataHandler = None
        cell = (self._row, self._column)
        if self._error:
            self.facts.broken[cell] = Broken("".join(self._text) or "#VALUE!")
        elif self._formula and not (self._valued and "".join(self._text).strip()):
            source = self._source if self._valued else "".join(self._text)
            self.facts.broken[cell] = Broken(formula=source.strip()[:_LONGEST_FORMULA])
        elif self._style is not None and self._valued:
            if self._style in self._percent:
                self.facts.percent[cell] = self._percent[self._style]
            elif self._style in self._years:
                self.facts.years.append(cell)
        self._text.clear()
