"""The stand-in takes for HTML what Telegram takes for it."""

from __future__ import annotations

import pytest
from botapi.html import CannotParse, plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a > b", "a > b"),
        ("<b>a</b> &amp; <i>b</i>", "a & b"),
        ('<a href="https://a.b/?x=1&amp;y=2">a</a>', "a"),
        ("<blockquote expandable>a</blockquote>", "a"),
        ('<pre><code class="language-x">a</code></pre>', "a"),
        ("AT&T &nbsp; &#39;", "AT&T &nbsp; '"),
    ],
)
def test_this_is_taken(html: str, text: str) -> None:
    assert plain(html) == text


@pytest.mark.parametrize(
    "html", ["a < b", "<br>", "<p>a</p>", "<b>a", "a</b>", "<b><i>a</b></i>", "<h1>a</h1>", "<b a=>x</b>", "<"]
)
def test_this_is_not(html: str) -> None:
    with pytest.raises(CannotParse):
        plain(html)
