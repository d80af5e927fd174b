"""Serves the site from one terminal: the web server and the background worker, stopped together."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType
from typing import NoReturn, Self

STOP_SECONDS = 10.0


def port_is_free(host: str, port: int) -> bool:
    """Whether a server could listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def server_command(host: str, port: int, processes: int, threads: int) -> list[str]:
    """The web server: threads wait for the database, processes use the cores and share what was loaded before them."""
    words = ["--bind", f"{host}:{port}", "--workers", str(processes), "--preload", "--no-control-socket"]
    words += ["--worker-class", "gthread", "--threads", str(threads), "--keep-alive", "15", "--graceful-timeout", "5"]
    # An address of a filtered, searched list is long.
    words += ["--limit-request-line", "8190", "--log-level", "warning"]
    return [sys.executable, "-m", "gunicorn", *words, "thidua.config.wsgi:application"]


def worker_command() -> list[str]:
    return [sys.executable, "-m", "django", "worker"]


class Together:
    """Programs that run side by side; however the block ends, none of them is left behind."""

    def __init__(self) -> None:
        self.running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        _stop(self.running)

    def start(self, words: list[str]) -> subprocess.Popen[bytes]:
        """Starts a program in a session of its own: Ctrl-C reaches this program only, which then stops the others."""
        self.running.append(subprocess.Popen(words, env=_environment(), start_new_session=True))
        return self.running[-1]


def wait_until_answering(host: str, port: int, server: subprocess.Popen[bytes], seconds: float = 30.0) -> bool:
    """Waits for the server to take connections; False when it ended or stayed silent."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
            return True
        time.sleep(0.05)
    return False


def wait_for_first_end(running: list[subprocess.Popen[bytes]]) -> int:
    """Returns the exit code of whichever ends first; ending by itself is always a failure."""
    while True:
        for program in running:
            if program.poll() is not None:
                return program.returncode or 1
        time.sleep(0.5)


def end_on_signals() -> None:
    """Ctrl-C and a supervisor's TERM both end the program the same way; once is enough, stopping has its own limit."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def end(number: int, frame: FrameType | None) -> NoReturn:
        for other in numbers:
            signal.signal(other, signal.SIG_IGN)
        raise SystemExit(0)

    for number in numbers:
        signal.signal(number, end)


def _environment() -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": "thidua.config.settings", **os.environ, "PYTHONUNBUFFERED": "1"}


def _stop(running: list[subprocess.Popen[bytes]]) -> None:
    for program in running:
        if program.poll() is None:
            program.terminate()
    end = time.monotonic() + STOP_SECONDS
    for program in running:
        try:
            program.wait(max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            # The whole session: a server's own processes end with it.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()
