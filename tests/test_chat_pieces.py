"""Long texts are cut so that each piece parses, fits, and nothing is lost."""

from __future__ import annotations

from botapi.html import plain
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.pieces import pieces

_WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="<>&\n"), max_size=12)
_TEXTS = _WORDS | st.sampled_from(["\n", "\n\n", "&amp;", "&lt;", "ខែមករា", "贸易"])
_HTML = st.recursive(
    _TEXTS,
    lambda inner: st.builds(
        "{0}{1}{2}".format,
        inner,
        st.builds("<{0}>{1}</{0}>".format, st.sampled_from("bi"), inner)
        | st.builds('<a href="https://a.b/?x=1&amp;y">{0}</a>'.format, inner),
        inner,
    ),
    max_leaves=20,
)


def visible(text: str) -> str:
    return "".join(text.split())


@given(_HTML, st.integers(1, 30))
def test_each_piece_parses_and_fits_and_together_they_are_the_whole(html: str, limit: int) -> None:
    cut = pieces(html, limit)
    assert all(0 < len(plain(piece)) <= limit and visible(plain(piece)) for piece in cut)
    assert visible("".join(map(plain, cut))) == visible(plain(html))


def test_what_fits_is_left_as_it_is() -> None:
    assert pieces("<b>1</b>\n\n2 &amp; 3") == ["<b>1</b>\n\n2 &amp; 3"]


def test_lines_stay_whole_where_they_fit() -> None:
    assert pieces("one\ntwo\nthree\nfour", 8) == ["one\ntwo", "three", "four"]


def test_a_tag_that_is_open_at_the_cut_goes_on_in_the_next_piece() -> None:
    link = '<a href="https://example.org/">'
    assert pieces(f"{link}<b>one\ntwo</b></a>", 4) == [f"{link}<b>one</b></a>", f"{link}<b>two</b></a>"]


def test_a_reference_counts_as_the_one_character_that_it_is() -> None:
    assert pieces("&amp;&lt;&gt;", 3) == ["&amp;&lt;&gt;"]


def test_a_text_without_anything_to_see_has_no_pieces() -> None:
    assert pieces("<b> \n</b>") == []
