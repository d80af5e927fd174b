"""`thidua prepare`: what an installation or an upgrade needs before it serves."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from thidua.faces.interchange.readiness import make_ready


class Command(BaseCommand):
    help = "Bring database, translations and static files up to date; does nothing that is already done."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        done = make_ready()
        self.stdout.write(f"brought up to date: {', '.join(done)}" if done else "everything is up to date")
