"""Programs side by side: what one has done does not hinder those that begin after it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from django.core.management.base import CommandError

from tests.harness.sites import ROOT
from thidua.faces.interchange import serving
from thidua.faces.interchange.management.commands.serve import Command

# A page drawn by the loading, then one by the server.
DRAWING = """
import typst
from thidua.faces.interchange import serving

def draw():
    typst.compile(b"Trang", format="pdf")

if __name__ == "__main__":
    assert serving.carried_out(draw)
    with serving.Together() as programs:
        server = programs.start(draw)
        server.join(20)
        print("drawn" if server.exitcode == 0 else "waits")
"""


FAILING = """
import sys
from thidua.faces.interchange import serving

print(serving.carried_out(sys.exit, 3))
"""


def said_by(program: str) -> str:
    words = [sys.executable, "-c", program]
    return subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=True, timeout=60).stdout.strip()


def test_server_draws_after_the_demonstration_was_loaded() -> None:
    assert said_by(DRAWING) == "drawn"


def test_what_fails_in_a_program_of_its_own_is_told() -> None:
    assert said_by(FAILING) == "False"


@pytest.mark.django_db
def test_demonstration_is_loaded_in_a_program_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[Callable[..., object]] = []

    def fails(run: Callable[..., object]) -> bool:
        loads.append(run)
        return False

    monkeypatch.setattr(serving, "carried_out", fails)
    with pytest.raises(CommandError, match="dữ liệu minh họa"):
        Command().load_demonstration()
    assert len(loads) == 1
