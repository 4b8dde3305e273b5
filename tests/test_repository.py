"""What the repository promises beside the code: the test command, pinned versions, the container, the wheel."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
CONSTRAINTS = (ROOT / "constraints.txt").read_text().splitlines()


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def name_of(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def shell_blocks() -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```$", (ROOT / "README.md").read_text(), re.DOTALL | re.MULTILINE)


def test_the_first_two_blocks_are_one_line_each_and_set_themselves_up() -> None:
    for block in shell_blocks()[:2]:
        assert block.count("\n") == 1
        assert block.startswith("python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt ")


def test_the_first_block_ends_in_an_answer() -> None:
    assert shell_blocks()[0].rstrip().endswith('&& .venv/bin/trade-bot ask "exports to US January"')


def test_the_second_block_runs_every_check() -> None:
    steps = shell_blocks()[1].strip().split(" && ")
    assert [step.removeprefix(".venv/bin/") for step in steps[2:]] == [
        "ruff check .",
        "ruff format --check .",
        "mypy",
        "pytest",
    ]
    assert project()["tool"]["mypy"] == {"strict": True, "files": ["bot", "tests"]}
    assert project()["tool"]["pytest"]["ini_options"]["testpaths"] == ["tests"]


@pytest.mark.skipif(sys.platform == "win32", reason="a bash script")
def test_the_build_runs_the_readme_s_very_line(tmp_path: Path) -> None:
    """With a README whose second block is another command, that one is run, and its status is the script's."""
    (tmp_path / ".ci").mkdir()
    script = tmp_path / ".ci" / "run"
    script.write_bytes((ROOT / ".ci" / "run").read_bytes())
    script.chmod(0o755)
    (tmp_path / "README.md").write_text("```sh\necho one\n```\n\n```\nno\n```\n\n```sh\necho two && exit 7\n```\n")
    done = subprocess.run([script], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["echo two && exit 7", "two"]
    assert done.returncode == 7
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_every_dependency_is_pinned() -> None:
    pinned = {name_of(line) for line in CONSTRAINTS}
    wanted = [*project()["project"]["dependencies"], *project()["project"]["optional-dependencies"]["test"]]
    assert {name_of(requirement) for requirement in wanted} <= pinned


def test_the_pins_name_versions_and_nothing_else() -> None:
    assert CONSTRAINTS
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", line) for line in CONSTRAINTS)


def test_the_wheel_holds_the_data() -> None:
    """Where `bundled` looks for it first."""
    wheel = project()["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel == {"packages": ["bot"], "force-include": {"data": "bot/_data"}}
    assert 'parents[1] / "_data"' in (ROOT / "bot" / "model" / "bundled.py").read_text()


def test_the_container_is_pinned_not_root_healthy_and_keeps_its_data() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert lines[1] == "FROM python:3.11-slim"
    assert any("pip install" in line and "-c constraints.txt ." in line for line in lines)
    assert "VOLUME /data" in lines
    assert any(line.startswith("ENV XDG_DATA_HOME=/data ") for line in lines)
    assert any(line.startswith("HEALTHCHECK") and line.endswith('CMD ["trade-bot", "check"]') for line in lines)
    assert lines.index("USER trade") < lines.index("VOLUME /data") < lines.index('ENTRYPOINT ["trade-bot"]')
    assert lines[-1] == 'CMD ["run"]'


def test_the_container_gets_what_the_build_needs_and_no_secret() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert ignored[0] == "*"
    copied = re.findall(r"^COPY (.*) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    needed = {name for line in copied for name in line.split()}
    assert {line.removeprefix("!") for line in ignored if line.startswith("!")} == needed
    assert all((ROOT / name).exists() for name in needed)


def test_the_licence_is_mit() -> None:
    assert (ROOT / "LICENSE").read_text().startswith("MIT License\n\nCopyright (c) 2026 the trade-bot authors\n")
    assert project()["project"]["license"] == "MIT"


def test_the_version_of_the_project_is_in_the_changelog_or_unreleased() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text()
    assert "## [Unreleased]" in changelog or f"## [{project()['project']['version']}]" in changelog
