"""What every test may use: the material beside the repository, and a guard that keeps tests off the network."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
LOOPBACK = {"127.0.0.1", "::1", "localhost", "0.0.0.0"}


@pytest.fixture(scope="session")
def letter_file() -> Path:
    """The bundled letter."""
    return ROOT / "examples" / "kst-32623-376.txt"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of material for tests; skips where it is absent, fails where CI promises it."""
    folder = Path(os.environ.get("KAMERGRAAF_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        reason = f"the material for tests is not at {folder}: set KAMERGRAAF_SHARED"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to connect to {address!r}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield
