"""config.toml and environment variables -> Settings, checked at start.

`config.toml` in the working directory is read if there is one; an environment variable wins over it and is named after
its key: `[telegram] token` is `TRADE_BOT_TELEGRAM__TOKEN`. A wrong key or value is refused with its place and what
would do.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

import platformdirs
from babel import Locale
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, StringConstraints
from pydantic import ValidationError as Invalid
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from bot.model.errors import ConfigError

PREFIX = "TRADE_BOT_"
DELIMITER = "__"
CONFIG_FILE = Path("config.toml")
_NO_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}  # two-letter codes of CLDR that are no country


def _numbers(value: object) -> object:
    """`1, 2` of an environment variable as a list; anything else as it is."""
    if not isinstance(value, str):
        return value
    return [int(part) for part in value.strip("[] ").split(",") if part.strip()]


def _country(code: str) -> str:
    if code not in Locale("en").territories or code in _NO_COUNTRIES or not (len(code) == 2 and code.isalpha()):
        raise ValueError(code)
    return code


def _time_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(name)
    return name


def _token(secret: SecretStr) -> SecretStr:
    if not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", secret.get_secret_value()):
        raise ValueError
    return secret


def _home(path: Path) -> Path:
    if not path.name:
        raise ValueError(path)
    return path.expanduser()


_Token = Annotated[SecretStr, AfterValidator(_token)]
_Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
_Admins = Annotated[tuple[Annotated[int, Field(gt=0, strict=True)], ...], NoDecode, BeforeValidator(_numbers)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Telegram(_Section):
    """The description of each key is what would do; errors quote it."""

    token: _Token | None = Field(default=None, description='the token that BotFather gave, such as "123456:ABC-def"')
    base_url: _Address = Field(
        default="https://api.telegram.org/bot",
        description='the address of a Bot API server, such as "http://localhost:8081/bot"',
    )
    base_file_url: _Address = Field(
        default="https://api.telegram.org/file/bot",
        description='the address of its files, such as "http://localhost:8081/file/bot"',
    )


class Access(_Section):
    admins: _Admins = Field(default=(), description="a list of Telegram user ids, such as [123456789]")


class Storage(_Section):
    path: Annotated[Path, AfterValidator(_home)] | None = Field(
        default=None, description='the path of the database file, such as "/data/trade.db"'
    )


class Bot(_Section):
    reporter: Annotated[str, AfterValidator(_country)] = Field(
        default="KH", description='an ISO 3166-1 alpha-2 code in capitals, such as "KH"'
    )
    language: Literal["en", "km", "zh"] = Field(default="en", description='"en", "km" or "zh"')
    timezone: Annotated[str, AfterValidator(_time_zone)] = Field(
        default="Asia/Phnom_Penh", description='an IANA time zone, such as "Asia/Phnom_Penh"'
    )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class Settings(BaseSettings):
    """All that can be configured. `store.path` is None where no database was configured or named."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter=DELIMITER,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    telegram: Telegram = Telegram()
    access: Access = Access()
    store: Storage = Storage()
    bot: Bot = Bot()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings


SECTIONS: dict[str, type[BaseModel]] = {"telegram": Telegram, "access": Access, "store": Storage, "bot": Bot}
KEYS = {(section, key): info for section, model in SECTIONS.items() for key, info in model.model_fields.items()}


def variable(section: str, key: str) -> str:
    """The environment variable of a key."""
    return f"{PREFIX}{section}{DELIMITER}{key}".upper()


def data_folder() -> Path:
    """The user's data folder: the default database and the terminal's history are there."""
    return Path(platformdirs.user_data_dir("trade-bot", appauthor=False))


def load(config: Path | None = None, database: Path | None = None) -> Settings:
    """The settings of `config` (else of config.toml, if there is one) and the environment; `database` wins over both.

    ConfigError names the file or variable, the key and what would do.
    """
    file = config or (CONFIG_FILE if CONFIG_FILE.exists() else None)
    content = _read(file) if file else {}
    _check_variables(os.environ)
    try:
        settings = Settings(**content)
    except Invalid as invalid:
        faults = [_fault(error["loc"], error["type"], file) for error in invalid.errors(include_input=False)]
        raise ConfigError("; ".join(faults)) from None
    return settings if database is None else settings.model_copy(update={"store": Storage(path=database)})


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(f"{file}: there is no such file; name one like config.example.toml") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f'{file}: not TOML: {error}; a line reads: key = "value"') from None
    except UnicodeDecodeError:
        raise ConfigError(f"{file}: not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}; name a file that can") from None


def _check_variables(environment: Mapping[str, str]) -> None:
    known = [variable(section, key) for section, key in KEYS]
    wrong = [name for name in environment if name.upper().startswith(PREFIX) and name.upper() not in known]
    if wrong:
        name = min(wrong)
        raise ConfigError(f"environment: {name} is no setting; {_nearest(name.upper(), known)}")


def _fault(place: tuple[int | str, ...], kind: str, file: Path | None) -> str:
    section, key = (*map(str, place), "")[:2]
    if section not in SECTIONS:
        return f"{file}: [{section}] is no section; {_nearest(section, list(SECTIONS))}"
    if not key:
        return f"{file}: {section} is a section, written [{section}] on a line of its own"
    if kind == "extra_forbidden":
        return f"{file}: [{section}] has no key {key}; {_nearest(key, list(SECTIONS[section].model_fields))}"
    where = f"environment: {variable(section, key)}" if _in_environment(section, key) else f"{file}: [{section}] {key}"
    return f"{where}: wrong value; give {KEYS[section, key].description}"


def _in_environment(section: str, key: str) -> bool:
    return any(name.upper() == variable(section, key) and value for name, value in os.environ.items())


def _nearest(word: str, known: list[str]) -> str:
    near = get_close_matches(word, known, n=1)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
