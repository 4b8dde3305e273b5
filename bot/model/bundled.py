"""Where the files that travel with the program are."""

from __future__ import annotations

from pathlib import Path

_INSTALLED = Path(__file__).parents[1] / "_data"  # in the wheel
_CHECKOUT = Path(__file__).parents[2] / "data"


def bundled(*parts: str) -> Path:
    """The path of a file or folder under `data/`, in a checkout as in an installed package."""
    return (_INSTALLED if _INSTALLED.is_dir() else _CHECKOUT).joinpath(*parts)
