"""`thidua serve` as an administrator starts it: a program of its own, with its worker, ended by a signal."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from tests.harness.sites import ROOT, Demonstration, free_port


def health(port: int) -> dict[str, Any]:
    """What the site says of itself, once its worker has been heard of."""
    said: dict[str, Any] = {}
    end = time.monotonic() + 60
    while time.monotonic() < end and said.get("worker") != "ok":
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                said = json.load(answer)
        except OSError:
            time.sleep(0.2)
    return said


def test_site_starts_answers_with_its_worker_and_ends_when_told(demonstration: Demonstration, tmp_path: Path) -> None:
    env, port = demonstration.copy(tmp_path), free_port()
    words = [sys.executable, "-m", "thidua.faces.interchange", "serve", "--port", str(port)]
    with (tmp_path / "said").open("wb") as said:
        program = subprocess.Popen(words, env=env, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT)
        try:
            found = health(port)
        finally:
            program.send_signal(signal.SIGTERM)
        code = program.wait(30)
    told = (tmp_path / "said").read_text(encoding="utf-8")
    assert (found.get("database"), found.get("worker"), code) == ("ok", "ok", 0), told
    assert f"http://127.0.0.1:{port}/" in told
