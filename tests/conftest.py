"""Fixtures of several tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cli_terminal import Terminal

from bot.settings import PREFIX


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in an empty folder, with an empty folder for the user's data and none of our variables."""
    for name in list(os.environ):
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return Terminal(tmp_path, capsys, monkeypatch)
