"""Serves the site from one terminal: the web server and the background worker, stopped together."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from multiprocessing.context import ForkProcess
from types import FrameType
from typing import NoReturn, Self

from django.core.management import call_command
from django.db import connections
from gunicorn.app.wsgiapp import run as run_gunicorn

STOP_SECONDS = 10.0
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# What this program has loaded its two parts need not load again: a second of the start, and the memory once.
FORK = multiprocessing.get_context("fork")


def port_is_free(host: str, port: int) -> bool:
    """Whether a server could listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def serve_pages(host: str, port: int, processes: int, threads: int) -> None:
    """The web server: threads wait for the database, processes use the cores and share what was loaded before them."""
    words = ["--bind", f"{host}:{port}", "--workers", str(processes), "--preload", "--no-control-socket"]
    words += ["--worker-class", "gthread", "--threads", str(threads), "--keep-alive", "15", "--graceful-timeout", "5"]
    # An address of a filtered, searched list is long.
    words += ["--limit-request-line", "8190", "--log-level", "warning"]
    sys.argv = ["gunicorn", *words, "thidua.config.wsgi:application"]
    run_gunicorn()


def work() -> None:
    """The background worker."""
    call_command("worker")


class Together:
    """Parts of this program that run side by side; however the block ends, none of them is left behind."""

    def __init__(self) -> None:
        self.running: list[ForkProcess] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        _stop(self.running)

    def start(self, run: Callable[..., object], *given: object) -> ForkProcess:
        """Starts a part in a session of its own: Ctrl-C reaches this program only, which then stops the others."""
        # A connection is of one process.
        connections.close_all()
        self.running.append(FORK.Process(target=_apart, args=(run, *given)))
        self.running[-1].start()
        return self.running[-1]


def carried_out(run: Callable[..., object], *given: object) -> bool:
    """Runs it to its end in a program of its own; whether that went well.

    What it leaves in a program stays out of those that are begun later: drawing a PDF starts threads, which a fork does
    not take along, and whoever draws the next there waits for them for ever.
    """
    with Together() as programs:
        program = programs.start(run, *given)
        program.join()
        return program.exitcode == 0


def _apart(run: Callable[..., object], *given: object) -> None:
    os.setsid()
    for number in ENDING:
        signal.signal(number, signal.SIG_DFL)
    run(*given)


def wait_until_answering(host: str, port: int, server: ForkProcess, seconds: float = 30.0) -> bool:
    """Waits for the server to take connections; False when it ended or stayed silent."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.is_alive():
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
            return True
        time.sleep(0.05)
    return False


def wait_for_first_end(running: list[ForkProcess]) -> int:
    """Returns the exit code of whichever ends first; ending by itself is always a failure."""
    while True:
        for program in running:
            if not program.is_alive():
                return program.exitcode or 1
        time.sleep(0.5)


def end_on_signals() -> None:
    """Ctrl-C and a supervisor's TERM both end the program the same way; once is enough, stopping has its own limit."""

    def end(number: int, frame: FrameType | None) -> NoReturn:
        for other in ENDING:
            signal.signal(other, signal.SIG_IGN)
        raise SystemExit(0)

    for number in ENDING:
        signal.signal(number, end)


def _stop(running: list[ForkProcess]) -> None:
    for program in running:
        program.terminate()
    end = time.monotonic() + STOP_SECONDS
    for program in running:
        program.join(max(0.1, end - time.monotonic()))
        if program.is_alive() and program.pid:
            # The whole session: a server's own processes end with it.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.join()
