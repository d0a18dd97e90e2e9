"""Settings from the environment; every missing or bad one is named in one error."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import SettingsError
from bot.settings.archive import NO_ARCHIVE, Archive, read_archive
from bot.settings.way_out import network_faults

ENVIRONMENT = Path(".env")  # settings that are not among the variables of the process
TELEGRAM = "https://api.telegram.org"
SHIPPED = Path(__file__).parents[1] / "shipped"  # in a wheel
CHECKOUT = Path(__file__).parents[2] / "knowledge"


MOST_WRONG_ALLOWED = 0.5
MOST_WRONG = 0.02  # of all messages, with a wrong sure answer


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram delivers updates: `url` is public, `listen`:`port` is where this process listens."""

    url: str
    secret: str
    listen: str
    port: int

    @property
    def path(self) -> str:
        """The part of `url` after the host, as this process sees it."""
        return urlsplit(self.url).path.lstrip("/")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that `run` needs to know; `webhook` is None when the bot polls, `status_port` when nobody asks how
    the bot is doing.

    `projector_port` is where this computer shows a meeting's answers on a large screen, None where it does not.
    """

    token: str
    api_url: str
    database: Path
    knowledge: Path
    moderator_chat: int | None
    webhook: Webhook | None
    status_port: int | None = None
    archive: Archive = NO_ARCHIVE
    most_wrong: float = MOST_WRONG
    projector_port: int | None = None


def knowledge_directory(environment: Mapping[str, str]) -> Path:
    """`BOT_KNOWLEDGE`, or the knowledge that came with the program."""
    named = environment.get("BOT_KNOWLEDGE", "").strip()
    return Path(named) if named else SHIPPED if SHIPPED.is_dir() else CHECKOUT


def database_file(environment: Mapping[str, str]) -> Path:
    """`BOT_DATABASE`, or `landsbygdsbot.db` where the program was started."""
    return Path(environment.get("BOT_DATABASE", "").strip() or "landsbygdsbot.db")


def vectors_file(environment: Mapping[str, str]) -> Path:
    """Where vectors are kept: they can always be computed again."""
    base = environment.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "landsbygdsbot" / "vectors.db"


def most_wrong(environment: Mapping[str, str], faults: list[str]) -> float:
    """`BOT_MOST_WRONG`, the share of messages that may get a wrong sure answer."""
    text = environment.get("BOT_MOST_WRONG", "").strip().replace(",", ".")
    if not text:
        return MOST_WRONG
    share = float(text) if _SHARE.fullmatch(text) else 0.0
    if not 0 < share <= MOST_WRONG_ALLOWED:
        faults.append("BOT_MOST_WRONG ska vara en andel mellan 0 och 0,5, till exempel 0.02 för högst 2 procent.")
    return share


def read_settings(environment: Mapping[str, str]) -> Settings:
    """All settings of `environment`, or SettingsError with a sentence for each that is missing or wrong."""
    faults: list[str] = []
    settings = Settings(
        token=_token(environment, faults),
        api_url=_url(environment, faults),
        database=_database(environment, faults),
        knowledge=knowledge_directory(environment),
        moderator_chat=_moderator_chat(environment, faults),
        webhook=_webhook(environment, faults),
        status_port=_port(environment, "BOT_STATUS_PORT", faults),
        archive=read_archive(environment, faults),
        most_wrong=most_wrong(environment, faults),
        projector_port=_port(environment, "BOT_PROJECTOR_PORT", faults),
    )
    faults += network_faults(environment)
    if faults:
        raise SettingsError(tuple(faults))
    return settings


def _token(environment: Mapping[str, str], faults: list[str]) -> str:
    token = environment.get("BOT_TOKEN", "").strip()
    number, _, secret = token.partition(":")
    if not token:
        faults.append("BOT_TOKEN saknas. Du får den av @BotFather i Telegram.")
    elif not (number.isdecimal() and secret and set(secret) <= _SECRET_LETTERS):
        faults.append("BOT_TOKEN ska se ut som 123456:ABC… Kopiera hela raden från @BotFather.")
    return token


def _url(environment: Mapping[str, str], faults: list[str]) -> str:
    url = environment.get("BOT_API_URL", "").strip().rstrip("/") or TELEGRAM
    if not _is_web_address(url):
        faults.append("BOT_API_URL ska vara en webbadress, till exempel http://127.0.0.1:8080.")
    return url


def _database(environment: Mapping[str, str], faults: list[str]) -> Path:
    path = database_file(environment)
    if path.is_dir():
        faults.append("BOT_DATABASE är en mapp. Ange en fil, till exempel landsbygdsbot.db.")
    elif not path.absolute().parent.is_dir():
        faults.append("BOT_DATABASE ligger i en mapp som inte finns. Skapa mappen först.")
    return path


def _moderator_chat(environment: Mapping[str, str], faults: list[str]) -> int | None:
    text = environment.get("BOT_MODERATOR_CHAT", "").strip()
    if not text:
        return None
    number = int(text) if _CHAT_ID.fullmatch(text) else 0
    if not 0 < abs(number) < _CHAT_IDS:
        faults.append("BOT_MODERATOR_CHAT ska vara gruppens id, ett tal som -1001234567890.")
        return None
    return number


def _webhook(environment: Mapping[str, str], faults: list[str]) -> Webhook | None:
    url = environment.get("BOT_WEBHOOK_URL", "").strip()
    if not url:
        return None
    if not _is_web_address(url):
        faults.append(
            "BOT_WEBHOOK_URL ska vara den webbadress som Telegram når, till exempel https://bot.exempel.se/hook."
        )
    secret = environment.get("BOT_WEBHOOK_SECRET", "").strip()
    if not (secret and set(secret) <= _SECRET_LETTERS and len(secret) <= 256):
        faults.append(
            "BOT_WEBHOOK_SECRET saknas eller har andra tecken än A-Z, a-z, 0-9, _ och -. Hitta på minst 20 tecken."
        )
    listen, _, port = (environment.get("BOT_WEBHOOK_LISTEN", "").strip() or "127.0.0.1:8443").rpartition(":")
    if not (listen and port.isdecimal() and 0 < int(port) < 65536):
        faults.append("BOT_WEBHOOK_LISTEN ska vara adress:port, till exempel 127.0.0.1:8443.")
        port = "0"
    return Webhook(url, secret, listen, int(port))


def _port(environment: Mapping[str, str], name: str, faults: list[str]) -> int | None:
    text = environment.get(name, "").strip()
    if text and not (text.isascii() and text.isdecimal() and len(text) < 6 and 0 < int(text) < 65536):
        faults.append(f"{name} ska vara en port på den här datorn, ett tal från 1 till 65535.")
        return None
    return int(text) if text else None


_SHARE = re.compile(r"0?\.\d{1,6}|0|1")
_CHAT_ID = re.compile("-?[0-9]{1,16}")
_CHAT_IDS = 2**52  # Telegram promises ids that fit in 52 bits
_SECRET_LETTERS = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
