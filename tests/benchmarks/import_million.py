"""How long an import of a million figures takes, beside `sqlite-utils insert --csv` of the same file.

    python tests/benchmarks/import_million.py [ROWS]

Both run in processes of their own, one after the other, on the same file and into the same table. Prints seconds, peak
memory and their ratio; the aim is at most three times the time, checks included, and under 1 GB.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from itertools import islice, product
from pathlib import Path

HEADER = ("period", "flow", "partner", "product", "value", "yoy_pct", "precision", "status", "source", "url")
TODAY = date(2026, 3, 1)
RUNS = {
    "insert_file": "sqlite-utils insert --csv, the same key",
    "insert_without_key": "sqlite-utils insert --csv, no key",
    "import_file": "trade-bot import, checks included",
}


def write_file(path: Path, rows: int) -> None:
    """A CSV of monthly figures in the long layout, no two of the same key."""
    from bot.words import lexicon

    chance = random.Random(1)
    partners = sorted(lexicon().countries - {"KH"})
    codes = [f"{chapter:02d}{heading:02d}" for chapter in range(1, 97) if chapter != 77 for heading in range(1, 11)]
    months = [f"{year}-{month:02d}" for year in range(2020, 2026) for month in range(1, 13)]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for code, partner, flow, month in islice(product(codes, partners, ("exports", "imports"), months), rows):
            value = round(chance.lognormvariate(12, 2), 2)
            writer.writerow(
                (month, flow, partner, code, value, "", "", "final", f"Customs, {month}", "https://example.org")
            )


def import_file(path: Path, database: Path) -> None:
    """What `trade-bot import` does."""
    from bot import upload
    from bot.store import Store
    from bot.words import lexicon

    with Store.open(database, create=True) as store:
        draft = upload.compare(upload.read(path, lexicon(), today=TODAY), store)
        release = store.publish(draft, by="benchmark", at=datetime.now(UTC))
    assert release is not None, draft.problems


def insert_file(path: Path, database: Path) -> None:
    """The reference: the same rows into a table of the same columns and the same key."""
    _insert(path, database, *(word for name in HEADER[:4] for word in ("--pk", name)))


def insert_without_key(path: Path, database: Path) -> None:
    """The same without a key, which finds no repeated row."""
    _insert(path, database)


def _insert(path: Path, database: Path, *options: str) -> None:
    program = str(Path(sys.executable).with_name("sqlite-utils"))
    subprocess.run([program, "insert", str(database), "figures", str(path), "--csv", "--silent", *options], check=True)


def measured(what: str, *arguments: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one of the functions above in a process of its own."""
    start = time.perf_counter()
    command = [sys.executable, __file__, what, *map(str, arguments)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - start, json.loads(done.stdout)


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.csv"
        write_file(path, rows)
        print(f"{rows:,} rows, {path.stat().st_size / 1e6:.0f} MB")
        measures = {name: measured(name, path, Path(folder) / f"{name}.db") for name in RUNS}
    ours = measures["import_file"][0]
    for name, (seconds, memory) in measures.items():
        print(f"{RUNS[name]:42} {seconds:6.1f} s {memory:6.0f} MB   import takes {ours / seconds:.2f} times as long")


if __name__ == "__main__":
    if len(sys.argv) == 4:
        globals()[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
        kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        print(json.dumps(max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
