"""The program `thidua` as the journeys run it: loaded once, forked for each run with an environment of its own.

A hundred and eighty servers and verbs would each spend more than a second on loading the same product again.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import tempfile
from collections.abc import Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.harness.loaded"])


def start(words: list[str], env: Mapping[str, str], output: Path, complaints: Path | None = None) -> ForkServerProcess:
    """Starts `thidua WORDS` in this environment; what it says is written to `output`, or apart to `complaints`."""
    given = (words, dict(env), str(ROOT), str(output), str(complaints or output))
    program = FORKS.Process(target=_run, args=given)
    program.start()
    return program


def run(words: list[str], env: Mapping[str, str]) -> tuple[int, str, str]:
    """Runs it to its end: exit code, output, complaints."""
    with tempfile.TemporaryDirectory() as folder:
        said, complained = Path(folder, "said"), Path(folder, "complained")
        program = start(words, env, said, complained)
        program.join()
        return program.exitcode or 0, said.read_text(encoding="utf-8"), complained.read_text(encoding="utf-8")


def _run(words: list[str], env: dict[str, str], folder: str, output: str, complaints: str) -> None:
    """In the fork."""
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    for number, name in ((1, output), (2, complaints)):
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(file, number)
        os.close(file)
    loaded = importlib.import_module("tests.harness.loaded")
    loaded.read_settings_again()
    loaded.main(["thidua", *words])
