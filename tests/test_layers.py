"""A module imports only from rooms before its own, and each library has one home."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path

import pytest

BOT = Path(__file__).parents[1] / "bot"
ORDER = [
    "model", "words", "store", "question", "analysis", "upload", "reply", "assistant", "settings", "database", "chat",
    "cli", "__main__",
]  # fmt: skip
NEVER = {"reply": {"store"}, "settings": set(ORDER) - {"model"}}  # beyond the order
HOMES = {
    "sqlite3": "store", "sqlite_utils": "store", "telegram": "chat", "httpx": "chat",
    "xlsxwriter": "reply", "matplotlib": "reply", "PIL": "reply", "python_calamine": "upload",
    "click": "cli", "rich": "cli", "prompt_toolkit": "cli", "pydantic_settings": "settings", "platformdirs": "settings",
}  # fmt: skip
MODULES = sorted(path for path in BOT.rglob("*.py") if path != BOT / "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(BOT).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Every module that `path` imports, wherever in it the import stands; `from bot import x` counts as bot.x."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            found |= {f"bot.{alias.name}" for alias in node.names} if node.module == "bot" else {str(node.module)}
    return found


def may_see(here: str) -> set[str]:
    """The rooms that a room may import from: itself and those before it."""
    return set(ORDER[: ORDER.index(here)]) - NEVER.get(here, set()) | {here}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BOT)))
def test_a_module_imports_only_from_rooms_before_its_own(path: Path) -> None:
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("bot.")}
    assert ours <= may_see(room(path))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BOT)))
def test_a_library_is_imported_in_its_home_only(path: Path) -> None:
    strangers = {
        name for name in (name.split(".")[0] for name in imports(path)) if HOMES.get(name, room(path)) != room(path)
    }
    assert not strangers


def test_the_rule_is_not_empty() -> None:
    """The walk sees modules, and would see a wrong import in one of them."""
    assert len({room(path) for path in MODULES}) > 8
    assert "store" not in may_see("words")
    assert "chat" not in may_see("assistant")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BOT)))
def test_no_module_bears_a_library_s_name_or_says_nothing(path: Path) -> None:
    name = path.stem
    assert name not in {"utils", "helpers", "common", "manager", "service", "base"}
    assert name.startswith("__") or name not in sys.stdlib_module_names
    assert name.startswith("__") or importlib.util.find_spec(name) is None
