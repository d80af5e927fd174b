"""`thidua worker`: carries out queued tasks and the jobs whose time has come."""

from __future__ import annotations

import datetime
import logging
import secrets
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from thidua.foundation.core import clock, rhythm

logger = logging.getLogger("thidua.worker")
SIGN_OF_LIFE = datetime.timedelta(seconds=30)


class SiteWorker(Worker):
    """The task worker, with the periodic jobs and a sign of life between two rounds of tasks."""

    batch_only = False

    def rounds(self) -> None:
        seen: datetime.datetime | None = None
        while self.running:
            at = clock.real_now()
            try:
                self.run()
                self.run_due_jobs(at)
                if seen is None or at - seen >= SIGN_OF_LIFE:
                    rhythm.note_worker(at)
                    seen = at
            except OperationalError:
                # The database is away or busy for a moment; the next round finds everything still waiting.
                logger.exception("the database did not answer")
                close_old_connections()
            if self.running and not self.batch_only:
                time.sleep(self.interval)
            if self.batch_only:
                return

    def run_due_jobs(self, at: datetime.datetime) -> None:
        for job in rhythm.due(at):
            self.running_task = True
            try:
                job.run(at)
                rhythm.note_run(job, at=at)
            except OperationalError:
                raise
            except Exception:
                logger.exception("the periodic job %s failed", job.name)
            finally:
                self.running_task = False
            if not self.running:
                return


class Command(BaseCommand):
    help = "Carry out background tasks and periodic jobs; `--once` ends when nothing is left to do."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=2.0, help="seconds between two looks at the queue")
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, interval: float, once: bool, **options: Any) -> None:
        worker = SiteWorker(
            queue_names=["*"],
            interval=interval,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=secrets.token_hex(16),
            excluded_queue_names=[],
        )
        worker.batch_only = once
        # It tells every round and every stop; only what goes wrong is worth a line.
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
        if not once:
            worker.configure_signals()
        worker.rounds()
