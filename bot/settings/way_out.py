"""The environment's way out to Telegram, which httpx reads: a proxy, and the certificates that count."""

import ssl
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

_PROXIES: Final = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY")
_CERTIFICATES: Final = ("SSL_CERT_FILE", "SSL_CERT_DIR")
_DIRECT: Final = ("NO_PROXY", "no_proxy")
_SCHEMES: Final = ("http", "https")
_SOCKS: Final = ("socks5", "socks5h")


def of(environment: Mapping[str, str]) -> dict[str, str]:
    """The settings that httpx looks for among the variables of the process, also where they come from `.env`."""
    names = (*_PROXIES, *map(str.lower, _PROXIES), *_CERTIFICATES, *_DIRECT)
    return {name: environment[name] for name in names if name in environment}


def network_faults(environment: Mapping[str, str]) -> list[str]:
    """A sentence for each setting of the system that would keep the bot from calling Telegram."""
    return [*_proxy_faults(environment), *_certificate_faults(environment)]


def _proxy_faults(environment: Mapping[str, str]) -> Iterator[str]:
    for name in (each for known in _PROXIES for each in (known, known.lower())):
        if (address := environment.get(name, "").strip()) and (fault := _proxy_fault(address)):
            yield f"{name} {fault}"


def _proxy_fault(address: str) -> str | None:
    """What is wrong with a proxy's address, which may hold a password and is not repeated."""
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        is_whole = bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole:
        return "ska vara en proxys adress, till exempel http://proxy.exempel.se:3128."
    if parts.scheme in _SOCKS:
        missing = (
            "anger en socks-proxy, och för en sådan saknas paketet socksio. Installera det med pip install socksio."
        )
        return None if find_spec("socksio") else missing
    if parts.scheme not in _SCHEMES:
        return f"börjar med {parts.scheme}://, ska börja med http://, https:// eller socks5://."
    return None


def _certificate_faults(environment: Mapping[str, str]) -> Iterator[str]:
    file, folder = (environment.get(name, "").strip() for name in _CERTIFICATES)
    if file and not Path(file).is_file():
        yield f"SSL_CERT_FILE pekar på {file}, som inte finns. Rätta sökvägen eller ta bort inställningen."
    elif file and not _has_certificates(file):
        yield f"SSL_CERT_FILE pekar på {file}, som inte har några certifikat. Ange en PEM-fil."
    if folder and not Path(folder).is_dir():
        yield f"SSL_CERT_DIR pekar på {folder}, som inte är någon mapp. Rätta sökvägen eller ta bort inställningen."


def _has_certificates(file: str) -> bool:
    try:
        ssl.create_default_context(cafile=file)
    except OSError:  # also ssl.SSLError
        return False
    return True
