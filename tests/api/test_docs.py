"""The documentation is complete: every setting and every address is there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import httpx
import pytest

from api.settings import Settings

from .conftest import Server, free_port

PAGE_FOLDER = Path(__file__).parents[2] / "docs"
PAGE = (PAGE_FOLDER / "serving.md").read_text("utf-8")


def test_every_setting_is_documented_as_it_is() -> None:
    for name, field in Settings.model_fields.items():
        assert f"| `KAMERGRAAF_{name.upper()}` |" in PAGE
        assert f"| {field.description} |" in PAGE


def test_every_address_is_documented(server: Server) -> None:
    for path in httpx.get(f"{server.url}/openapi.json").json()["paths"]:
        assert path.partition("{")[0].split("/")[1] in PAGE, path


def test_the_image_copies_what_is_there() -> None:
    folder = PAGE_FOLDER.parent
    lines = (folder / "deploy" / "Dockerfile").read_text("utf-8").splitlines()
    copied = [name for line in lines if re.match(r"COPY (?!--)", line) for name in line.split()[1:-1]]
    assert {"api", "graph_builder", "ontology", "shapes", "requirements.lock"} <= set(copied)
    sent = (folder / "deploy" / "Dockerfile.dockerignore").read_text("utf-8").split()
    for name in copied:
        assert (folder / name).exists(), name
        assert f"!{name}" in sent, name


def test_the_image_runs_what_there_is(server: Server) -> None:
    text = (PAGE_FOLDER.parent / "deploy" / "Dockerfile").read_text("utf-8")
    [entry] = json.loads(re.findall(r"^ENTRYPOINT (\[.*\])", text, re.MULTILINE)[0])
    [command] = json.loads(re.findall(r"^CMD (\[.*\])", text, re.MULTILINE)[0])
    scripts = tomllib.loads((PAGE_FOLDER.parent / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert scripts[entry] == "api.cli:main"
    environment = dict(re.findall(r"(KAMERGRAAF_\w+)=(\S+)", text))
    show = [sys.executable, "-m", "api", command, "--show-settings"]
    shown = subprocess.run(show, capture_output=True, text=True, env=os.environ | environment, check=True).stdout
    assert {f"{name}={value}" for name, value in environment.items()} <= set(shown.splitlines())
    _, option, check = json.loads(re.findall(r"^  CMD (\[.*\])", text, re.MULTILINE)[0])
    for port, returned in ((server.url.rpartition(":")[2], 0), (str(free_port()), 1)):
        looks = os.environ | {"KAMERGRAAF_PORT": port}
        done = subprocess.run([sys.executable, option, check], env=looks, capture_output=True, check=False)
        assert done.returncode == returned


def test_the_unit_is_well_formed() -> None:
    """systemd's own check, where there is systemd: it may miss the program, and nothing else."""
    analyser = shutil.which("systemd-analyze")
    if analyser is None:
        pytest.skip("systemd is not installed")
    unit = PAGE_FOLDER.parent / "deploy" / "kamergraaf.service"
    done = subprocess.run([analyser, "verify", str(unit)], capture_output=True, text=True, timeout=60, check=False)
    said = [line for line in done.stderr.splitlines() if "kamergraaf" in line and "is not executable" not in line]
    assert said == []
