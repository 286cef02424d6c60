"""The wheel carries all that the product needs, and works away from the clone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .conftest import ROOT


def test_the_wheel_works_away_from_the_clone(tmp_path: Path, letter_file: Path) -> None:
    wheels, installed, away = (tmp_path / name for name in ("wheels", "installed", "away"))
    away.mkdir()
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", wheels, ROOT], check=True)
    [wheel] = wheels.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", installed, wheel], check=True)
    (away / letter_file.name).write_bytes(letter_file.read_bytes())

    def run(*arguments: str) -> str:
        code = "import graph_builder; print(graph_builder.__file__); from api.cli import main; main()"
        command = [sys.executable, "-c", code, *arguments]
        environment = os.environ | {"PYTHONPATH": str(installed)}
        done = subprocess.run(command, capture_output=True, text=True, cwd=away, env=environment, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(str(installed)), "what runs is what the wheel brought"
        return done.stdout

    assert "is current in" in run("build", letter_file.name, "--store", "store")
    assert "spoor" in run("query", "--name", "tracks", "--store", "store")
    pages = installed / "api"
    assert (pages / "templates" / "editor.html").is_file() and any((pages / "static" / "vendor").iterdir())
