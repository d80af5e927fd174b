"""A bar on a terminal, plain lines elsewhere, silence where nobody asked for lines."""

from __future__ import annotations

import io

import pytest

from thidua.faces.interchange.bars import Bar
from thidua.foundation.core import steps


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def carried_out(bar: Bar) -> None:
    with steps.heard(bar):
        for done in range(3):
            steps.tell("Tính lại", done, 2)
    steps.tell("Không ai nghe", 1, 2)


def test_a_terminal_sees_one_line_that_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua.faces.interchange.bars.EVERY", 0)
    screen = Terminal()
    carried_out(Bar(screen))
    lines = [line.removeprefix("\x1b[K").split("[")[1][:36] for line in screen.getvalue().rstrip().split("\r")[1:]]
    assert lines == [f"{'':<30}]   0%", f"{'#' * 15:<30}]  50%", f"{'#' * 30}] 100%"]
    assert screen.getvalue().count("\n") == 1


def test_elsewhere_each_part_is_a_line_where_lines_are_wanted() -> None:
    plain, silent = io.StringIO(), io.StringIO()
    carried_out(Bar(plain, plain=True))
    carried_out(Bar(silent))
    assert [line.split("  ")[-1] for line in plain.getvalue().splitlines()] == ["Tính lại"]
    assert silent.getvalue() == ""
