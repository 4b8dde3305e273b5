"""The README is true: its transcripts, commands, options, settings and examples are those of the program."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import click
from cli_terminal import Terminal

from bot import settings
from bot.cli import commands
from bot.model.bundled import bundled

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
TEXT = re.sub(r"```.*?```", "", README, flags=re.DOTALL)


def blocks(language: str) -> list[str]:
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", README, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, block in found]


def transcripts() -> list[tuple[str, str]]:
    """Each `$ trade-bot ...` with what it prints."""
    runs = "".join(blocks("console")).split("$ ")[1:]
    split = [(command, out.strip("\n")) for command, _, out in (run.partition("\n") for run in runs)]
    return [(command, out) for command, out in split if command.startswith("trade-bot ")]


def named() -> list[list[str]]:
    """Each `trade-bot ...` in the README, in words."""
    shown = re.findall(r"`(trade-bot [^`]+)`", TEXT) + [command for command, _ in transcripts()]
    shown += re.findall(r"\.venv/bin/(trade-bot [^\n]+)", "".join(blocks("sh")))
    return [shlex.split(command)[1:] for command in shown]


def test_the_transcripts_are_what_the_program_says(terminal: Terminal) -> None:
    assert len(transcripts()) >= 5
    for command, out in transcripts():
        done = terminal.run(*shlex.split(command)[1:])
        assert (done.status, done.err) == (0, "")
        assert done.out.strip("\n") == out, command


def test_every_command_is_described_and_every_described_command_is_there() -> None:
    assert {words[0] for words in named() if not words[0].startswith("-")} == set(commands.commands)


def test_every_option_is_an_option_of_its_command() -> None:
    for words in named():
        with_options = [word for word in words if word.startswith("--")]
        known = {name for param in commands.commands[words[0]].params for name in param.opts}
        assert set(with_options) <= known, words


def test_every_option_is_in_the_readme() -> None:
    every = {
        name
        for command in (commands, *commands.commands.values())
        for param in command.params
        if isinstance(param, click.Option) and not param.is_eager
        for name in param.opts
        if name.startswith("--")
    }
    assert [name for name in sorted(every) if f"`{name}" not in TEXT and f" {name}" not in TEXT] == []


def test_every_setting_is_described_with_its_variable_and_default() -> None:
    rows = dict(re.findall(r"^\| `\[(\w+\] \w+)` \| `(\w+)`", TEXT, re.MULTILINE))
    assert rows == {f"{section}] {key}": settings.variable(section, key) for section, key in settings.KEYS}
    for (section, key), info in settings.KEYS.items():
        if isinstance(info.default, str):
            assert re.search(rf"\[{section}\] {key}`.*`{re.escape(info.default)}`", TEXT)


def configurations() -> list[str]:
    return [block for block in blocks("toml") if set(tomllib.loads(block)) <= set(settings.SECTIONS)]


def test_the_configuration_loads(tmp_path: Path) -> None:
    (example,) = configurations()
    file = tmp_path / "config.toml"
    file.write_text(example, encoding="utf-8")
    loaded = settings.load(file)
    assert loaded.telegram.token
    assert loaded.access.admins == (123456789,)


def test_the_word_lists_shown_are_parts_of_the_real_ones() -> None:
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in bundled("words").glob("*.toml")]
    shown = [block for block in blocks("toml") if block not in configurations()]
    assert len(shown) == 3
    for block in shown:
        ((table, lists),) = tomllib.loads(block).items()
        for name, words in lists.items():
            assert any(set(words) <= set(file.get(table, {}).get(name, ())) for file in files), block


def test_every_room_is_described() -> None:
    rooms = {path.stem for path in Path(settings.__file__).parent.iterdir() if not path.name.startswith("_")}
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", TEXT, re.MULTILINE)
    assert rooms <= {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def test_every_file_it_links_to_is_there() -> None:
    root = Path(__file__).parents[1]
    local = [target for target in re.findall(r"\]\(([^)]+)\)", TEXT) if "://" not in target]
    assert local
    assert all((root / target).exists() for target in local)
    paths = re.findall(r"`((?:tests|data|bot)/[\w/.]+)`", TEXT)
    assert all((root / path).exists() for path in paths)
