"""The environment read once into frozen settings. A bad value stops the start with a clear message.

No setting turns encryption off: there is no such path in the code.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent
LANGUAGES = ("en", "be", "ru")


class BadSetting(ValueError):
    """Names the setting and what it may be; never repeats a database password."""

    def __init__(self, name: str, wanted: str) -> None:
        super().__init__(f"{name}: {wanted}")
        self.name = name


@dataclass(frozen=True, slots=True)
class Settings:
    """Each field is set by the environment variable in `VARIABLES`; the defaults suit one small server."""

    data: Path = ROOT / "instance"
    database_url: str = field(default="", repr=False)
    idle: timedelta = timedelta(minutes=30)
    session: timedelta = timedelta(hours=12)
    upload_bytes: int = 32 * 2**20
    cookie_secure: bool = True
    trusted_proxies: int = 0
    sign_ins_per_minute: int = 20
    language: str = "en"
    timezone: str = "UTC"
    leave_url: str = "https://www.wikipedia.org/"

    @property
    def database(self) -> str:
        """The database address: by default one SQLite file inside the data folder."""
        return self.database_url or f"sqlite:///{self.data / 'casework.sqlite3'}"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        """Raises BadSetting for a value out of bounds and for a CASEWORK_ name that does not exist."""
        unknown = sorted(name for name in environ if name.startswith("CASEWORK_") and name not in VARIABLES)
        if unknown:
            raise BadSetting(unknown[0], f"no such setting; there are {', '.join(VARIABLES)}")
        found: dict[str, object] = {}
        for name, (attribute, parse) in VARIABLES.items():
            text = environ.get(name, "").strip()
            if text:
                found[attribute] = parse(name, text)
        return cls(**found)  # type: ignore[arg-type]


def _folder(name: str, text: str) -> Path:
    path = Path(text).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise BadSetting(name, "must be a folder, and a file of that name exists")
    return path


def _database(name: str, text: str) -> str:
    """One driver for each kind of database; the common short spellings are accepted."""
    scheme, _, rest = text.partition("://")
    known = {
        "sqlite": "sqlite",
        "postgres": "postgresql+psycopg",
        "postgresql": "postgresql+psycopg",
        "postgresql+psycopg": "postgresql+psycopg",
    }
    if scheme not in known or not rest:
        raise BadSetting(name, "must begin with sqlite:///, postgresql:// or postgresql+psycopg://")
    return f"{known[scheme]}://{rest}"


def _number(low: int, high: int) -> Callable[[str, str], int]:
    def parse(name: str, text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise BadSetting(name, f"must be a whole number from {low} to {high}")
        return int(text)

    return parse


def _scaled(parse: Callable[[str, str], int], scale: Callable[[int], T]) -> Callable[[str, str], T]:
    return lambda name, text: scale(parse(name, text))


def _yes_or_no(name: str, text: str) -> bool:
    if text.lower() not in {"yes", "no"}:
        raise BadSetting(name, "must be yes or no")
    return text.lower() == "yes"


def _language(name: str, text: str) -> str:
    if text not in LANGUAGES:
        raise BadSetting(name, f"must be one of {', '.join(LANGUAGES)}")
    return text


def _timezone(name: str, text: str) -> str:
    try:
        return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadSetting(name, "must be a time zone such as Europe/Vilnius") from error


def _address(name: str, text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.netloc:
        raise BadSetting(name, "must be an https:// address")
    return text


VARIABLES: dict[str, tuple[str, Callable[[str, str], object]]] = {
    "CASEWORK_DATA": ("data", _folder),
    "CASEWORK_DATABASE_URL": ("database_url", _database),
    "CASEWORK_IDLE_MINUTES": ("idle", _scaled(_number(5, 240), lambda n: timedelta(minutes=n))),
    "CASEWORK_SESSION_HOURS": ("session", _scaled(_number(1, 24), lambda n: timedelta(hours=n))),
    "CASEWORK_UPLOAD_MB": ("upload_bytes", _scaled(_number(1, 512), lambda n: n * 2**20)),
    "CASEWORK_COOKIE_SECURE": ("cookie_secure", _yes_or_no),
    "CASEWORK_TRUSTED_PROXIES": ("trusted_proxies", _number(0, 3)),
    "CASEWORK_SIGN_INS_PER_MINUTE": ("sign_ins_per_minute", _number(1, 1000)),
    "CASEWORK_LANGUAGE": ("language", _language),
    "CASEWORK_TIMEZONE": ("timezone", _timezone),
    "CASEWORK_LEAVE_URL": ("leave_url", _address),
}
"""Environment variable -> field of Settings and how its text is read."""
