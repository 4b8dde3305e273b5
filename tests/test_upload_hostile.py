"""Files that are made to do harm are refused, within seconds and in little memory; nothing in a file is ever raised."""

from __future__ import annotations

import io
import resource
import time
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from upload_cases import read

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def relations(kind: str, target: str) -> bytes:
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    ).encode()


PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>'.encode(),
    "_rels/.rels": relations("officeDocument", "xl/workbook.xml"),
    "xl/_rels/workbook.xml.rels": relations("worksheet", "worksheets/sheet1.xml"),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        '<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ).encode(),
}
HEAD = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()
TAIL = b"</sheetData></worksheet>"


def workbook(sheet: Iterator[bytes], **parts: bytes) -> bytes:
    """An .xlsx file around the XML of a sheet, given in pieces."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**PARTS, **parts}.items():
            archive.writestr(name, part)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file:
            for piece in sheet:
                file.write(piece)
    return content.getvalue()


def cell(reference: str, text: str) -> bytes:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


def row(number: int, cells: bytes) -> bytes:
    return f'<row r="{number}">'.encode() + cells + b"</row>"


def refusal(content: bytes, name: str = "file.xlsx") -> tuple[str, dict[str, object]]:
    """The one problem of a file that is refused at once: within five seconds and 500 MB."""
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    draft = read(content, name)
    assert time.perf_counter() - start < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000
    assert len(draft.problems) == 1
    return draft.problems[0].code, dict(draft.problems[0].facts)


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_by_its_directory() -> None:
    block = b" " * (1 << 24)
    bomb = workbook(iter([HEAD, *[block] * 64, TAIL]))
    assert refusal(bomb) == ("too_large", {"what": "unpacked", "limit": 512 << 20})


def test_a_directory_that_lies_about_the_size_is_a_broken_file() -> None:
    block = b" " * (1 << 20)
    honest = workbook(iter([HEAD, *[block] * 100, TAIL]))
    size = (100 << 20) + len(HEAD + TAIL)
    place = honest.rindex(size.to_bytes(4, "little"))
    lying = honest[:place] + (1000).to_bytes(4, "little") + honest[place + 4 :]
    assert refusal(lying)[0] == "broken_file"


def test_two_cells_far_apart_are_not_laid_out() -> None:
    far = workbook(
        iter(
            [
                HEAD,
                b'<row r="1">',
                cell("A1", "a"),
                b'</row><row r="1048576">',
                cell("XFD1048576", "b"),
                b"</row>",
                TAIL,
            ]
        )
    )
    assert refusal(far)[0] == "too_large"


def test_a_column_beyond_those_of_a_spreadsheet_is_refused() -> None:
    wide = workbook(iter([HEAD, b'<row r="1">', cell("ZZZZ1", "a"), b"</row>", TAIL]))
    assert refusal(wide) == ("too_large", {"what": "columns", "limit": 16_384})


def test_a_cell_of_a_hundred_megabytes_in_a_workbook_is_refused() -> None:
    block = b"a" * (1 << 20)
    huge = workbook(
        iter([HEAD, b'<row r="1"><c r="A1" t="inlineStr"><is><t>', *[block] * 100, b"</t></is></c></row>", TAIL])
    )
    assert refusal(huge)[0] == "too_large"


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"])
def test_entities_are_refused_in_every_part(part: str) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><sst>&b;</sst>'
    assert refusal(workbook(iter([HEAD, TAIL]), **{part: laughs}))[0] == "unsafe_xml"


def test_entities_are_refused_in_a_sheet() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert (
        refusal(workbook(iter([laughs, HEAD, b'<row r="1"><c r="A1"><v>&a;</v></c></row>', TAIL])))[0] == "unsafe_xml"
    )


def test_names_with_paths_are_only_names() -> None:
    draft = read(workbook(iter([HEAD, TAIL]), **{"../../evil.xml": b"x"}), "../../etc/exports.xlsx")
    assert [p.code for p in draft.problems] == ["no_table"]


def test_a_million_columns_are_refused() -> None:
    assert refusal(b"period," * 1_000_000, "file.csv")[0] == "too_large"


def test_a_cell_of_a_hundred_megabytes_is_refused() -> None:
    content = b'period,value\n2024-01,"' + b"1" * 100_000_000 + b'"\n'
    assert refusal(content, "file.csv")[0] == "too_large"


def test_a_quoted_cell_over_a_million_lines_is_refused() -> None:
    content = b'period,value\n2024-01,"' + b"1\n" * 1_000_000 + b'"\n'
    assert refusal(content, "file.csv")[0] == "too_large"


def test_nul_bytes_are_refused() -> None:
    assert refusal(b"period,flow,value\n2024-01,exports,1" + bytes(1000), "file.csv")[0] == "nul_bytes"
    assert refusal(bytes(100_000), "file.csv")[0] in ("nul_bytes", "empty_file")


@pytest.mark.parametrize(
    ("signature", "kind"), [(b"Workbook", "xls"), (b"EncryptedPackage", "password"), (b"WordDocument", "word")]
)
def test_old_office_files_are_told_from_protected_ones(signature: bytes, kind: str) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + signature.decode().encode("utf-16-le") + bytes(500)
    code, facts = refusal(old, "file.xls")
    assert (code if kind == "password" else facts["kind"]) == kind


@pytest.mark.parametrize(
    ("part", "kind"),
    [("word/document.xml", "word"), ("content.xml", "ods"), ("xl/workbook.bin", "xlsb"), ("a.csv", "archive")],
)
def test_other_zip_files_are_told_by_their_parts(part: str, kind: str) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(part, b"<x/>")
        archive.writestr("META-INF/manifest.xml", b"<x/>")
    assert refusal(content.getvalue()) == ("not_a_table", {"kind": kind})


def test_a_workbook_cut_short_is_broken() -> None:
    whole = workbook(iter([HEAD, b'<row r="1">', cell("A1", "period"), b"</row>", TAIL]))
    assert refusal(whole[: len(whole) // 2])[0] == "broken_file"


def test_a_password_within_the_zip_is_said() -> None:
    whole = bytearray(workbook(iter([HEAD, TAIL])))
    entry = whole.index(b"PK\x01\x02")
    whole[entry + 8] |= 1
    assert refusal(bytes(whole))[0] == "password"


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_never_raise(content: bytes) -> None:
    read(content)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_random_bytes_in_place_of_a_sheet_never_raise(sheet: bytes) -> None:
    read(workbook(iter([sheet])))


@settings(deadline=None)
@given(st.text(alphabet="period,flow;value\t\n\"'2024-01exportsUS.€%()-+=៥元 ", max_size=300))
def test_random_text_never_raises(text: str) -> None:
    read(text.encode())


WORDS = """period;flow;partner;value;Total;Others;2024;2024-01;Jan;US;exports;Imports;61;5;1.5;n/a;;(USD million);
growth;Source: x;unit;Jan-Nov 2024;01/02/2024;World""".replace("\n", "").split(";")


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=6), max_size=8))
def test_random_tables_of_known_words_never_raise(rows: list[list[str]]) -> None:
    read("\n".join(";".join(row) for row in rows).encode())


@pytest.mark.parametrize(
    "row",
    [
        "2024-01,exports,US,TOTAL," + "1" * 100_000,
        "2024-01,exports,US,TOTAL,5" + " " * 250 + "million",
        "2024-01,exports,US" + " " * 250 + "Virgin Islands,TOTAL,5",
        "2024-01" + " " * 250 + "to 2024-11,exports,US,TOTAL,5",
    ],
)
def test_a_cell_that_is_too_long_is_never_read_by_its_beginning(row: str) -> None:
    assert read(f"period,flow,partner,product,value\n{row}\n".encode()).problems
