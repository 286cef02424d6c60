"""The documentation is complete: every setting and every address is there."""

from __future__ import annotations

from pathlib import Path

import httpx

from api.settings import Settings

from .conftest import Server

PAGE = (Path(__file__).parents[2] / "docs" / "serving.md").read_text("utf-8")


def test_every_setting_is_documented_as_it_is() -> None:
    for name, field in Settings.model_fields.items():
        assert f"| `KAMERGRAAF_{name.upper()}` |" in PAGE
        assert f"| {field.description} |" in PAGE


def test_every_address_is_documented(server: Server) -> None:
    for path in httpx.get(f"{server.url}/openapi.json").json()["paths"]:
        assert path.partition("{")[0].split("/")[1] in PAGE, path
