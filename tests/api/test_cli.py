"""`kamergraaf serve`: what it says when it starts, and when it cannot."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pydantic import ValidationError
from typer.testing import CliRunner

from api.cli import app
from api.settings import Settings
from graph_builder.store import Store

from .conftest import Server, damage, graph_of


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a person does, in a process of its own: for what only a whole server does."""
    command = [sys.executable, "-m", "api", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def said(*arguments: str, code: int = 0, **environment: str) -> Result:
    """Run a command in this process, which has loaded everything."""
    result = CliRunner().invoke(app, list(arguments), env=environment)
    assert result.exit_code == code, result.output
    return result


def test_it_says_where_it_serves_and_what_to_ask(server: Server) -> None:
    log = server.log.read_text()
    assert f"Serving at {server.url}/ " in log
    assert f"curl {server.url}/sparql --data-urlencode 'query=SELECT" in log


def test_a_missing_store(tmp_path: Path) -> None:
    done = run("serve", "--store", str(tmp_path / "none"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"kamergraaf: There is no store at {tmp_path / 'none'}")
    assert done.stderr.count("\n") == 1


def test_an_empty_store(tmp_path: Path) -> None:
    Store.open(tmp_path / "store", create=True)
    assert "Nothing was published" in said("serve", "--store", str(tmp_path / "store"), code=1).stderr


def test_a_port_in_use(new_store: Callable[[bytes], Store]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--store", str(new_store(graph_of()).path), "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "cannot be listened on (Address already in use): choose another with --port." in done.stderr


def test_a_damaged_generation(new_store: Callable[[bytes], Store]) -> None:
    store = new_store(graph_of())
    damage(store)
    done = run("serve", "--store", str(store.path), "--port", "0")
    assert done.returncode == 1
    assert "is damaged" in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_are_shown_and_the_token_is_not() -> None:
    shown = said("serve", "--show-settings", "--port", "8100", KAMERGRAAF_TOKEN="hush", KAMERGRAAF_TIMEOUT="7").stdout
    assert "KAMERGRAAF_PORT=8100\n" in shown
    assert "KAMERGRAAF_TIMEOUT=7.0\n" in shown
    assert "hush" not in shown


def test_a_wrong_setting_is_named() -> None:
    assert "The setting KAMERGRAAF_WORKERS is wrong" in said("serve", code=1, KAMERGRAAF_WORKERS="many").stderr


@pytest.mark.parametrize("name", ["public_url", "update_url", "service_allow"])
def test_an_address_that_is_none_is_a_wrong_setting(name: str) -> None:
    with pytest.raises(ValidationError, match="does not start with http"):
        Settings(**{name: "store.example"})


def test_what_is_left_blank_is_not_set() -> None:
    assert Settings(token="", public_url=" ").token is None  # type: ignore[arg-type]
    shown = Settings(token="", cors="https://a.example https://b.example").shown()  # type: ignore[arg-type]
    assert (shown["token"], shown["cors"]) == ("", "https://a.example https://b.example")


def test_what_is_probably_not_meant_is_said() -> None:
    names = ["KAMERGRAAF_TIMEOUTS", "KAMERGRAAF_PORT", "KAMERGRAAF_LANG", "HOME"]
    misspelt, short = Settings(token="geheim").cautions(names)  # type: ignore[arg-type]
    assert misspelt == "KAMERGRAAF_TIMEOUTS is no setting and does nothing: is KAMERGRAAF_TIMEOUT meant?"
    assert "KAMERGRAAF_TOKEN has fewer than 16 characters" in short
