"""`thidua serve`: the site and its worker, ready with one command."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from thidua.faces.interchange import readiness, serving
from thidua.foundation.units.models import Unit

DEMONSTRATION = "demonstration"
# So many processes keep a few readers apart.
ENOUGH = 8


def usual_processes() -> int:
    """One for each core, of few cores two: a few readers seldom meet in one, which makes one page at a time."""
    cores = os.cpu_count() or 1
    return max(cores, min(2 * cores, ENOUGH))


# So many threads wait for the database together; each keeps a connection of its own.
CONNECTIONS = 64


def usual_threads(processes: int) -> int:
    """Enough for each process to answer readers while others of its threads wait to save."""
    return max(2, min(4, CONNECTIONS // processes))


class Command(BaseCommand):
    help = "Serve the site with its background worker; brings database, words and static files up to date first."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--processes", type=int, default=usual_processes(), help="processes of the web server")
        parser.add_argument("--threads", type=int, default=0, help="threads of each process; usually 4")
        parser.add_argument(
            "--demonstration", action="store_true", help="load the demonstration into an empty database"
        )
        parser.add_argument("--no-worker", action="store_true", help="without the background worker")

    def handle(self, *args: Any, host: str, port: int, processes: int, threads: int, **options: Any) -> None:
        if not serving.port_is_free(host, port):
            words = _("Cổng %(port)s đang có chương trình khác dùng. Chọn cổng khác, ví dụ: make run PORT=%(next)s")
            raise CommandError(words % {"port": port, "next": port + 1})
        serving.end_on_signals()
        readiness.make_ready()
        if options["demonstration"]:
            self.load_demonstration()
        with serving.Together() as programs:
            threads = threads or usual_threads(processes)
            server = programs.start(serving.serve_pages, host, port, processes, threads)
            if not serving.wait_until_answering(host, port, server):
                raise CommandError(_("Máy chủ web không khởi động được; xem dòng lỗi ở trên."))
            self.tell(host, port, options["demonstration"])
            if not options["no_worker"]:
                programs.start(serving.work)
            sys.exit(serving.wait_for_first_end(programs.running))

    def load_demonstration(self) -> None:
        if DEMONSTRATION in get_commands() and not Unit.objects.exists():
            self.stdout.write(_("Lần chạy đầu: đang nạp dữ liệu minh họa, xin chờ chừng một phút."))
            self.stdout.flush()
            if not serving.carried_out(partial(call_command, DEMONSTRATION, verbosity=0)):
                raise CommandError(_("Không nạp được dữ liệu minh họa; xem dòng lỗi ở trên."))

    def tell(self, host: str, port: int, demonstration: bool) -> None:
        words = _("Thi đua %(version)s đang chạy tại %(address)s")
        self.stdout.write("\n" + words % {"version": settings.VERSION, "address": f"http://{host}:{port}/"} + "\n")
        if demonstration and DEMONSTRATION in get_commands():
            call_command(DEMONSTRATION, accounts=True, stdout=self.stdout)
        self.stdout.write(_("Ctrl-C để dừng."))
        self.stdout.flush()
