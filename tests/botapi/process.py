"""The bot as a process of its own, as its supervisor starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

from botapi.server import PATIENCE, BotApi

CONFIG = """
[telegram]
token = "{token}"
base_url = "{root}/bot"
base_file_url = "{root}/file/bot"

[access]
admins = {admins}
"""


class BotProcess:
    """`python -m bot run` against the stand-in. Its configuration, output and default database are in `folder`."""

    program: ClassVar[list[str]] = [sys.executable, "-m", "bot"]

    def __init__(self, api: BotApi, folder: Path, admins: tuple[int, ...] = ()) -> None:
        self.api = api
        self.log = folder / "bot.log"
        self._folder = folder
        self._config = folder / "bot.toml"
        self._config.write_text(
            CONFIG.format(token=api.state.token, root=api.root, admins=list(admins)), encoding="utf-8"
        )
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *, ready: bool = True) -> BotProcess:
        """Starts it; with ready, returns when it waits for updates."""
        polls = len(self.api.calls("polling"))
        command = [*self.program, "--config", str(self._config), "run"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                env=_environment(self._folder),
                cwd=self._folder,
            )
        while ready and len(self.api.calls("polling")) == polls:
            assert self._process.poll() is None, self.output()
            with self.api.state.changed:
                self.api.state.changed.wait(0.1)
        return self

    def signal(self, number: int = signal.SIGTERM) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def wait(self) -> int:
        """The exit status, once the process has ended."""
        assert self._process is not None
        return self._process.wait(PATIENCE)

    def stop(self) -> int:
        """Asks it to end and waits; returns the exit status."""
        self.signal()
        return self.wait()

    def kill(self) -> None:
        """Ends it as a crash does."""
        self.signal(signal.SIGKILL)
        self.wait()

    def end(self) -> None:
        """After a test: whatever state it is in, it is gone afterwards."""
        if self._process is not None and self._process.poll() is None:
            self.kill()

    def output(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""


def _environment(folder: Path) -> dict[str, str]:
    """Ours, without proxies (the stand-in is on this machine), the settings of a real bot and its data folder."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.lower().endswith("_proxy") and not name.startswith("TRADE_BOT_")
    }
    return ours | {"XDG_DATA_HOME": str(folder)}
