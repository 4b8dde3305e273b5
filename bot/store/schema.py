"""The tables, made by migrations. A migration that was once released is never changed: add one after it."""

from __future__ import annotations

from typing import Final

from sqlite_utils import Database, Migrations

APPLICATION_ID: Final = 0x54524442  # "TRDB" in the file's header: a database of ours
schema: Final = Migrations("trade-bot")

_FIGURES: Final = """
CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,  -- with the date of publication where known
  url TEXT NOT NULL,
  UNIQUE (name, url)
) STRICT;

-- Uploads that were published and not taken back. A number is never used again.
CREATE TABLE releases (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,  -- UTC
  by TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  new INTEGER NOT NULL,
  revised INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  skipped INTEGER NOT NULL
) STRICT;

-- What sources published. One key, one figure.
CREATE TABLE figures (
  flow TEXT NOT NULL CHECK (flow IN ('exports', 'imports', 'trade', 'balance')),
  partner TEXT NOT NULL,  -- ISO 3166-1 alpha-2, a group, or WLD
  product TEXT NOT NULL,  -- an HS code, a group of them, or TOTAL
  start TEXT NOT NULL CHECK (start GLOB '[12][0-9][0-9][0-9]-[01][0-9]' AND substr(start, 6) BETWEEN '01' AND '12'),
  "end" TEXT NOT NULL CHECK ("end" GLOB '[12][0-9][0-9][0-9]-[01][0-9]' AND substr("end", 6) BETWEEN '01' AND '12'),
  value REAL NOT NULL CHECK (abs(value) < 9e999),  -- US dollars; not infinite
  precision REAL,  -- what the value was rounded to, in US dollars; NULL where exact
  status TEXT NOT NULL CHECK (status IN ('final', 'provisional')),
  yoy_pct REAL,  -- growth on a year earlier as published, in percent
  source INTEGER NOT NULL REFERENCES sources (id),
  release INTEGER NOT NULL REFERENCES releases (number),  -- the one that brought this value
  PRIMARY KEY (flow, partner, product, start, "end"),
  CHECK (start <= "end")  -- first and last month
) STRICT, WITHOUT ROWID;

CREATE INDEX figures_by_product ON figures (product, flow);

-- The values that were replaced, and by which release. A figure that was new has no row: it carries its release.
CREATE TABLE changes (
  flow TEXT NOT NULL,
  partner TEXT NOT NULL,
  product TEXT NOT NULL,
  start TEXT NOT NULL,
  "end" TEXT NOT NULL,
  release INTEGER NOT NULL REFERENCES releases (number),
  old_value REAL NOT NULL,
  old_precision REAL,
  old_status TEXT NOT NULL,
  old_yoy_pct REAL,
  old_source INTEGER NOT NULL REFERENCES sources (id),
  old_release INTEGER NOT NULL REFERENCES releases (number),  -- the one that had brought the old value
  PRIMARY KEY (flow, partner, product, start, "end", release)
) STRICT, WITHOUT ROWID;

CREATE VIEW figures_readable AS
SELECT figures.flow, figures.partner, figures.product, figures.start, figures."end", figures.value,
  figures.precision, figures.status, figures.yoy_pct, sources.name AS source, sources.url,
  figures.release, releases.at AS published_at, releases.file
FROM figures JOIN sources ON sources.id = figures.source JOIN releases ON releases.number = figures.release;

CREATE VIEW changes_readable AS
SELECT changes.flow, changes.partner, changes.product, changes.start, changes."end", changes.old_value,
  changes.old_precision, changes.old_status, changes.old_yoy_pct, sources.name AS old_source, changes.old_release,
  changes.release AS replaced_by, releases.at AS replaced_at, releases.file
FROM changes JOIN sources ON sources.id = changes.old_source JOIN releases ON releases.number = changes.release;

-- The fingerprint changes with every release that is published or taken back.
CREATE TABLE state (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  fingerprint TEXT NOT NULL,
  last_release INTEGER NOT NULL  -- also counts releases that were taken back
) STRICT;

INSERT INTO state VALUES (1, lower(hex(randomblob(8))), 0);
"""

_CHATS: Final = """
-- The last query of each conversation, for follow-ups.
CREATE TABLE conversations (
  conversation TEXT PRIMARY KEY,
  query TEXT NOT NULL  -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE languages (
  person TEXT PRIMARY KEY,
  language TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE questions (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,  -- UTC
  chat TEXT NOT NULL,  -- private, group, inline, terminal
  language TEXT NOT NULL,
  status TEXT NOT NULL,
  text TEXT  -- only of what was not understood
) STRICT;

CREATE INDEX questions_by_time ON questions (at);

-- Uploads that were shown and wait for a tap.
CREATE TABLE drafts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- an old button never means a newer draft
  at TEXT NOT NULL,  -- UTC
  by INTEGER NOT NULL,
  chat INTEGER NOT NULL,
  file TEXT NOT NULL,
  caption TEXT NOT NULL,
  fingerprint TEXT NOT NULL,  -- of the store that the preview was made against
  content BLOB NOT NULL
) STRICT;

-- Uploads that were refused because the sender is no admin.
CREATE TABLE attempts (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,  -- UTC
  by INTEGER NOT NULL,
  name TEXT NOT NULL,
  what TEXT NOT NULL
) STRICT;
"""


@schema()
def figures_and_releases(db: Database) -> None:
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.executescript(_FIGURES)


@schema()
def chats(db: Database) -> None:
    db.executescript(_CHATS)


_INBOX: Final = """
-- Telegram updates: kept before Telegram forgets them, emptied when they were answered (bot/store/inbox.py).
CREATE TABLE inbox (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  content TEXT,  -- JSON; NULL once answered
  tries INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Questions too long for the button that sends them.
CREATE TABLE button_texts (
  name TEXT PRIMARY KEY,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""


@schema()
def inbox(db: Database) -> None:
    db.executescript(_INBOX)


_ANSWERS: Final = """
-- The latest answers in Telegram, for replies to them and for questions that are edited (bot/store/answers.py).
CREATE TABLE answers (
  number INTEGER PRIMARY KEY,
  chat INTEGER NOT NULL,
  answer INTEGER NOT NULL,  -- the message of the bot
  question INTEGER,  -- the message that it answers; NULL for a tapped button
  query TEXT,  -- JSON: what a reply goes on from
  before TEXT,  -- JSON: what the question went on from
  UNIQUE (chat, answer)
) STRICT;

CREATE INDEX answers_by_question ON answers (chat, question);
"""


@schema()
def answers(db: Database) -> None:
    db.executescript(_ANSWERS)


_NEWS: Final = """
-- The chats that hear of new figures, and the language of the last question there, else of Telegram there.
CREATE TABLE chats (
  chat INTEGER PRIMARY KEY,
  language TEXT
) STRICT;

INSERT INTO chats SELECT DISTINCT CAST(substr(conversation, 1, instr(conversation, ':') - 1) AS INTEGER), NULL
FROM conversations WHERE conversation GLOB '[-0-9]*:*:*';

-- What became of uploads that do not wait any more: published, dropped, replaced, nothing_new.
CREATE TABLE settled (
  draft INTEGER PRIMARY KEY,
  outcome TEXT NOT NULL,
  release INTEGER
) STRICT;

-- Releases that are being announced, who wants to know how many heard of it, and the chats.
CREATE TABLE announcements (
  release INTEGER PRIMARY KEY,
  period TEXT NOT NULL,
  chat INTEGER NOT NULL,
  topic INTEGER,
  user INTEGER NOT NULL,
  language TEXT
) STRICT;

CREATE TABLE announced (
  release INTEGER NOT NULL REFERENCES announcements (release),
  chat INTEGER NOT NULL,
  heard INTEGER,  -- NULL: to be told
  PRIMARY KEY (release, chat)
) STRICT, WITHOUT ROWID;
"""


@schema()
def news(db: Database) -> None:
    db.executescript(_NEWS)


_TAKEN_BACK: Final = """
-- Releases that were taken back, and by whom.
CREATE TABLE taken_back (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,  -- UTC, of its publishing
  by TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  new INTEGER NOT NULL,
  revised INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  taken_back_at TEXT NOT NULL,  -- UTC
  taken_back_by TEXT NOT NULL
) STRICT;
"""

_MENUS: Final = """
-- People who have the menu of admins in Telegram.
CREATE TABLE menus (
  person INTEGER PRIMARY KEY
) STRICT;
"""


@schema()
def taken_back(db: Database) -> None:
    db.executescript(_TAKEN_BACK)


@schema()
def menus(db: Database) -> None:
    db.executescript(_MENUS)


KNOWN: Final = frozenset(migration.name for migration in schema.pending(Database(memory=True)))
