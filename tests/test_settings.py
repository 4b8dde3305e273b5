"""Configuration: what is read from where, and that what is wrong is refused with its place and what would do."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from bot import settings
from bot.model.errors import ConfigError

EXAMPLE = Path(__file__).parents[1] / "config.example.toml"
TOKEN = "123456:ABC-def_789"


@pytest.fixture(autouse=True)
def empty_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable of ours, and a working directory without a config.toml."""
    for name in list(os.environ):
        if name.upper().startswith(settings.PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def written(text: str, name: str = "config.toml") -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_may_be_left_out() -> None:
    loaded = settings.load()
    assert loaded.telegram.token is None
    assert loaded.telegram.base_url == "https://api.telegram.org/bot"
    assert loaded.telegram.base_file_url == "https://api.telegram.org/file/bot"
    assert loaded.access.admins == ()
    assert loaded.store.path is None
    assert (loaded.bot.reporter, loaded.bot.language, loaded.bot.timezone) == ("KH", "en", "Asia/Phnom_Penh")
    assert loaded.bot.zone.key == "Asia/Phnom_Penh"


def test_the_working_directory_s_config_toml_is_read() -> None:
    written('[bot]\nreporter = "VN"\n[access]\nadmins = [7, 8]\n')
    loaded = settings.load()
    assert loaded.bot.reporter == "VN"
    assert loaded.access.admins == (7, 8)


def test_a_named_file_is_read_instead() -> None:
    written('[bot]\nreporter = "VN"\n')
    assert settings.load(written('[bot]\nreporter = "LA"\n', "other.toml")).bot.reporter == "LA"


def test_a_byte_order_mark_does_no_harm() -> None:
    assert settings.load(written('\ufeff[bot]\nreporter = "LA"\n')).bot.reporter == "LA"


def test_an_environment_variable_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADE_BOT_BOT__REPORTER", "TH")
    loaded = settings.load(written('[bot]\nreporter = "VN"\nlanguage = "km"\n'))
    assert (loaded.bot.reporter, loaded.bot.language) == ("TH", "km")


def test_an_empty_environment_variable_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADE_BOT_TELEGRAM__TOKEN", "")
    monkeypatch.setenv("TRADE_BOT_BOT__REPORTER", "")
    loaded = settings.load(written('[bot]\nreporter = "VN"\n'))
    assert loaded.telegram.token is None
    assert loaded.bot.reporter == "VN"


@pytest.mark.parametrize("admins", ["1,2", "1, 2", "[1, 2]"])
def test_admins_in_the_environment_are_numbers_with_commas(monkeypatch: pytest.MonkeyPatch, admins: str) -> None:
    monkeypatch.setenv("TRADE_BOT_ACCESS__ADMINS", admins)
    assert settings.load().access.admins == (1, 2)


def test_a_named_database_wins_over_file_and_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADE_BOT_STORE__PATH", "second.db")
    file = written('[store]\npath = "third.db"\n[bot]\nreporter = "VN"\n')
    assert settings.load(file).store.path == Path("second.db")
    named = settings.load(file, Path("first.db"))
    assert named.store.path == Path("first.db")
    assert named.bot.reporter == "VN"


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADE_BOT_STORE__PATH", "~/trade.db")
    assert settings.load().store.path == Path.home() / "trade.db"


def test_the_data_folder_is_the_user_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere")
    assert settings.data_folder().name == "trade-bot"


def test_the_token_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADE_BOT_TELEGRAM__TOKEN", TOKEN)
    loaded = settings.load()
    assert loaded.telegram.token is not None
    assert loaded.telegram.token.get_secret_value() == TOKEN
    assert TOKEN not in f"{loaded} {loaded!r} {loaded.telegram} {loaded.model_dump_json()}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[bot]\nlanguage = en", ["not TOML", "line 2"]),
        ('[bott]\nlanguage = "en"', ["[bott] is no section", "did you mean bot?"]),
        ("zzz = 1", ["zzz", "telegram, access, store, bot"]),
        ('[bot]\nlangauge = "en"', ["[bot] has no key langauge", "did you mean language?"]),
        ('bot = "KH"', ["written [bot]"]),
        ('[bot]\nlanguage = "fr"', ["[bot] language", '"en", "km" or "zh"']),
        ('[bot]\nreporter = "kh"', ["[bot] reporter", "alpha-2"]),
        ('[bot]\nreporter = "XX"', ["[bot] reporter", "alpha-2"]),
        ('[bot]\nreporter = "EU"', ["[bot] reporter", "alpha-2"]),
        ('[bot]\nreporter = "KHM"', ["[bot] reporter", "alpha-2"]),
        ('[bot]\ntimezone = "Phnom Penh"', ["[bot] timezone", "Asia/Phnom_Penh"]),
        ('[access]\nadmins = ["bob"]', ["[access] admins", "[123456789]"]),
        ("[access]\nadmins = [0]", ["[access] admins", "[123456789]"]),
        ("[access]\nadmins = 5", ["[access] admins", "[123456789]"]),
        ("[access]\nadmins = [true]", ["[access] admins", "[123456789]"]),
        ('[store]\npath = ""', ["[store] path", "/data/trade.db"]),
        ("[store]\npath = 5", ["[store] path", "/data/trade.db"]),
        ('[telegram]\nbase_url = "localhost:8081"', ["[telegram] base_url", "http://localhost:8081/bot"]),
        ("[telegram]\ntoken = 5", ["[telegram] token", "BotFather"]),
    ],
)
def test_a_wrong_file_is_refused_with_file_key_and_what_would_do(text: str, said: list[str]) -> None:
    with pytest.raises(ConfigError) as refused:
        settings.load(written(text))
    message = str(refused.value)
    assert message.startswith("config.toml: ")
    assert "\n" not in message
    assert all(part in message for part in said), message


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(ConfigError, match=r"language.*timezone"):
        settings.load(written('[bot]\nlanguage = "fr"\ntimezone = "Mars"\n'))


@pytest.mark.parametrize("token", ["secret", "12345:with space", "abc:def", "https://12345:abc"])
def test_a_wrong_token_is_refused_without_showing_it(token: str) -> None:
    with pytest.raises(ConfigError, match="BotFather") as refused:
        settings.load(written(f'[telegram]\ntoken = "{token}"\n'))
    assert token not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TRADE_BOT_BOT__LANGUAGE", "fr", "environment: TRADE_BOT_BOT__LANGUAGE: wrong value"),
        ("TRADE_BOT_ACCESS__ADMINS", "bob", "environment: TRADE_BOT_ACCESS__ADMINS: wrong value"),
        ("TRADE_BOT_TELEGRAM_TOKEN", TOKEN, "did you mean TRADE_BOT_TELEGRAM__TOKEN?"),
        ("TRADE_BOT_TELEGRAM__TOKENS", TOKEN, "did you mean TRADE_BOT_TELEGRAM__TOKEN?"),
        ("TRADE_BOT_TELEGRAM", "{}", "TRADE_BOT_TELEGRAM is no setting"),
    ],
)
def test_a_wrong_variable_is_refused_by_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as refused:
        settings.load()
    assert said in str(refused.value)
    assert TOKEN not in str(refused.value)


def test_a_named_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml: there is no such file"):
        settings.load(Path("nowhere.toml"))


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        settings.load(tmp_path)


def test_a_file_in_another_encoding_is_refused() -> None:
    Path("config.toml").write_bytes('[bot]\nreporter = "Côte"\n'.encode("latin-1"))
    with pytest.raises(ConfigError, match="not UTF-8"):
        settings.load()


def test_the_example_loads_and_says_the_defaults() -> None:
    assert settings.load(EXAMPLE) == settings.load()


def test_the_example_holds_every_key() -> None:
    """Those without a default stand behind a #; taken off, they load too."""
    text = EXAMPLE.read_text(encoding="utf-8")
    complete = "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    content = tomllib.loads(complete)
    assert {(section, key) for section, table in content.items() for key in table} == set(settings.KEYS)
    assert settings.load(written(complete)).store.path == Path("/data/trade.db")


def test_every_key_says_what_would_do() -> None:
    """And all is a section's key: nothing stands beside the sections."""
    assert set(settings.Settings.model_fields) == set(settings.SECTIONS)
    assert all(info.description for info in settings.KEYS.values())
