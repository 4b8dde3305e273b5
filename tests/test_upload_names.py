"""The names and codes in the cells of a file."""

from __future__ import annotations

import pytest
from upload_cases import read_text

from bot.upload.faults import Fault
from bot.upload.names import Skip, read_flow, read_partner, read_product, read_reporter, read_status
from bot.upload.sheet import Cell
from bot.words import lexicon


def told(found: object) -> object:
    return found.code if isinstance(found, Fault) else found


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("US", "US"), ("usa", "US"), ("United States", "US"), ("the united states", "US"), ("U.S.A.", "US"), ("in",
        "IN"),
        ("Viet Nam", "VN"), ("VIETNAM", "VN"), ("Cote d'Ivoire", "CI"), ("Côte d’Ivoire", "CI"), ("Hong Kong, China",
        "HK"),
        ("Korea", "KR"), ("EU", "EU"), ("asean", "ASEAN"), ("World", "WLD"), ("Total", "WLD"), ("ALL", "WLD"),
        ("W00", "WLD"),
        ("Grand Total", "WLD"), ("Japan*", "JP"), ("China (1)", "CN"), ("ជប៉ុន", "JP"), ("ប្រទេសជប៉ុន", "JP"),
        ("日本", "JP"), ("សរុប", "WLD"),
        ("Others", Skip("rest")), ("Other countries", Skip("rest")), ("Not specified", Skip("rest")), ("Areas, nes",
        Skip("rest")),
        ("其他", Skip("rest")), ("Sub-total", Skip("sum")),
        ("Wakanda", "unknown_partner"), ("Jappan", "unknown_partner"), ("Congo", "ambiguous_partner"), (840,
        "unknown_partner"),
        (True, "unknown_partner"), ("2024", "unknown_partner"),
    ],
)  # fmt: skip
def test_partners(cell: Cell, code: object) -> None:
    assert told(read_partner(cell, lexicon())) == code


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("64", "64"), (64, "64"), (64.0, "64"), ("HS 64", "64"), ("hs64", "64"), ("Chapter 64", "64"),
        ("64 Footwear", "64"),
        ("61 Apparel, knitted", "61"), ("61 - Apparel", "61"), ("61. Apparel", "61"), ("footwear (HS 64)", "64"),
        ("1", "01"), (1, "01"),
        ("801", "0801"), (801, "0801"), ("0801", "0801"), ("08.01", "0801"), ("6403.99", "640399"), ("64.03.99",
        "640399"),
        ("640399", "640399"), (10121, "010121"), ("Footwear", "64"), ("GARMENTS", "GARMENTS"), ("garments", "GARMENTS"),
        ("TOTAL", "TOTAL"), ("Total", "TOTAL"), ("All products", "TOTAL"), ("TOTAL - All products", "TOTAL"),
        ("Others", Skip("rest")), ("99", Skip("rest")), ("9999", Skip("rest")), (999999, Skip("rest")),
        ("61, 62", "bad_product_code"),
        ("61-62", "bad_product_code"), ("77", "bad_product_code"), ("00", "bad_product_code"), ("98",
        "bad_product_code"), ("64039910",
        "bad_product_code"),
        (64.5, "bad_product_code"), ("fotwear", "unknown_product"), (None, "unknown_product"), (True,
        "unknown_product"),
    ],
)  # fmt: skip
def test_products(cell: Cell, code: object) -> None:
    assert told(read_product(cell, lexicon())) == code


@pytest.mark.parametrize(
    ("cell", "flow"),
    [
        ("exports", "exports"), ("Export", "exports"), ("X", "exports"), ("x", "exports"), ("M", "imports"),
        ("IMPORTS", "imports"),
        ("trade", "trade"), ("Balance", "balance"), ("出口", "exports"), ("នាំចូល", "imports"),
        ("re-exports", "unknown_flow"), ("RX", "unknown_flow"), ("1", "unknown_flow"), (1, "unknown_flow"),
    ],
)  # fmt: skip
def test_flows(cell: Cell, flow: str) -> None:
    assert told(read_flow(cell, lexicon())) == flow


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        (None, "final"), ("final", "final"), ("F", "final"), ("revised", "final"), ("p", "provisional"), ("prel.",
        "provisional"),
        ("Provisional", "provisional"), ("(p)", "provisional"), ("maybe", "bad_status"), ("5", "bad_status"),
    ],
)  # fmt: skip
def test_states(cell: Cell, status: str) -> None:
    assert told(read_status(cell)) == status


def test_the_reporter_by_any_of_its_names() -> None:
    names = ("KH", "KHM", "Cambodia", "Kingdom of Cambodia", "116", 116)
    assert all(read_reporter(name, "KH", lexicon()) == "KH" for name in names)
    assert read_reporter("8", "AL", lexicon()) == "AL"
    for text, known in (("Thailand", True), ("764", True), ("Wakanda", False), ("999", False), ("62", False)):
        facts = {"reporter": "KH", "known": known}
        assert read_reporter(text, "KH", lexicon()) == Fault("other_reporter", facts)


def test_every_name_that_the_bot_gives_is_read_back() -> None:
    words = lexicon()
    partners = {code: words.partner_name(code, language) for code in words.countries for language in ("en", "km", "zh")}
    products = {code: words.product_name(code, language) for code in words.hs_codes for language in ("en", "km", "zh")}
    assert {name: told(read_partner(name, words)) for name in partners.values()} == {n: c for c, n in partners.items()}
    assert {name: told(read_product(name, words)) for name in products.values()} == {n: c for c, n in products.items()}


@pytest.mark.parametrize(("name", "nearest"), [("Japn", "Japan"), ("Chna", "China"), ("Itly", "Italy"), ("Jpn1", None)])
def test_a_slip_in_a_short_name_is_refused_with_the_nearest(name: str, nearest: str | None) -> None:
    (problem,) = read_text(f"period,flow,partner,value\n2024-01,exports,{name},5\n").problems
    assert (problem.code, problem.text, problem.nearest) == ("unknown_partner", name, nearest)
