"""How far a build is, where nobody looks at a terminal, and how it is told to end."""

from __future__ import annotations

import os
import signal

import pytest

from graph_builder.commands import progress


def test_a_log_gets_a_line_a_minute(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    moments = iter((0.0, 30.0, 60.0, 90.0, 120.0))
    monkeypatch.setattr(progress, "monotonic", lambda: next(moments))
    with progress.shown(7_202) as step:
        for number in range(4):
            step(f"{number}.txt")
    assert capsys.readouterr().err.splitlines() == [
        "2 of 7,202 files, 0.0 a second, 3,600 min left",
        "4 of 7,202 files, 0.0 a second, 3,599 min left",
    ]


def test_being_told_to_end_is_like_ctrl_c() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), progress.stoppable():
        os.kill(os.getpid(), signal.SIGTERM)
        signal.pause()
    assert signal.getsignal(signal.SIGTERM) is before
