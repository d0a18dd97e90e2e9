"""Proxies and certificates that cannot work are told before anything is opened."""

import ssl
from pathlib import Path

import pytest

from bot.settings import way_out
from bot.settings.way_out import network_faults
from tests.cli.conftest import Run


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "http_proxy"])
@pytest.mark.parametrize("address", ["http://[::1", "http://", "http://proxy:port", "http://proxy:99999", "://"])
def test_a_proxy_that_is_no_address_is_told_by_its_name(name: str, address: str) -> None:
    """The address itself may hold a password."""
    [fault] = network_faults({name: address})
    assert fault == f"{name} ska vara en proxys adress, till exempel http://proxy.exempel.se:3128."


def test_a_proxy_of_another_kind_is_told() -> None:
    """httpx knows three kinds."""
    [fault] = network_faults({"HTTPS_PROXY": "ftp://anna:hemligt@proxy:21"})
    assert fault == "HTTPS_PROXY börjar med ftp://, ska börja med http://, https:// eller socks5://."


def test_a_socks_proxy_needs_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which is named; with it the proxy is fine."""
    monkeypatch.setattr(way_out, "find_spec", lambda _: None)
    [fault] = network_faults({"HTTPS_PROXY": "socks5://127.0.0.1:1080"})
    assert "pip install socksio" in fault
    monkeypatch.setattr(way_out, "find_spec", lambda _: object())
    assert network_faults({"HTTPS_PROXY": "socks5://127.0.0.1:1080"}) == []


@pytest.mark.parametrize(
    "address", ["", "http://proxy:3128", "proxy:3128", "https://anna:ord@proxy", "http://[::1]:80"]
)
def test_a_proxy_that_can_work_is_let_be(address: str) -> None:
    """With or without scheme, name and password."""
    assert network_faults({"HTTPS_PROXY": address}) == []


def test_certificates_that_are_not_there_are_told_with_the_files_name(tmp_path: Path) -> None:
    """Also a file without any, and a folder that is none."""
    empty = tmp_path / "tom.pem"
    empty.write_text("inga certifikat", encoding="utf-8")
    for file, words in ((tmp_path / "saknas.pem", "inte finns"), (empty, "inte har några certifikat")):
        [fault] = network_faults({"SSL_CERT_FILE": str(file)})
        assert str(file) in fault
        assert words in fault
    [fault] = network_faults({"SSL_CERT_DIR": str(empty)})
    assert "SSL_CERT_DIR" in fault
    if (known := ssl.get_default_verify_paths().cafile) is not None:
        assert network_faults({"SSL_CERT_FILE": known}) == []


def test_what_stands_in_env_counts_too() -> None:
    """httpx reads the variables of the process alone."""
    environment = {"HTTPS_PROXY": "http://proxy:3128", "no_proxy": "localhost", "BOT_TOKEN": "1:a"}
    assert way_out.of(environment) == {"HTTPS_PROXY": "http://proxy:3128", "no_proxy": "localhost"}


@pytest.mark.parametrize(("command", "expected"), [("run", 6), ("demo", 1)])
def test_the_commands_that_call_telegram_tell(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str, expected: int
) -> None:
    """One sentence, no traceback."""
    monkeypatch.setenv("BOT_TOKEN", "123456:abc")
    monkeypatch.setenv("ALL_PROXY", "http://[")
    code, out, err = run(command)
    assert (code, out) == (expected, "")
    assert err == "ALL_PROXY ska vara en proxys adress, till exempel http://proxy.exempel.se:3128.\n"


@pytest.mark.parametrize("number", ["99999999999999999999", "-4503599627370496", "0", "1_000", "１２３", "9" * 5000])
def test_a_moderators_chat_that_no_chat_can_have_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    """Telegram's ids fit in 52 bits, and SQLite's numbers in 64."""
    monkeypatch.setenv("BOT_TOKEN", "123456:abc")
    monkeypatch.setenv("BOT_MODERATOR_CHAT", number)
    code, _, err = run("run")
    assert (code, err) == (6, "BOT_MODERATOR_CHAT ska vara gruppens id, ett tal som -1001234567890.\n")
