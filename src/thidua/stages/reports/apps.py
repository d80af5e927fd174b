"""Django's entry for reports."""

from importlib import import_module

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports of units: schedule, figures, words, acceptance."""

    name = "thidua.stages.reports"
    label = "reports"

    def ready(self) -> None:
        # Each of these enters itself in a registry when it is imported.
        parts = (
            "states",
            "works_readings",
            "board_readings",
            "fund_readings",
            "measures",
            "amending",
            "duties",
            "tables",
            "samples",
            "timeliness_tables",
            "jobs",
        )
        for part in parts:
            import_module(f"{self.name}.{part}")
