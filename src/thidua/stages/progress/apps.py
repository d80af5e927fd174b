"""Django's entry for progress."""

from importlib import import_module

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """The ledger and its roll-up."""

    name = "thidua.stages.progress"
    label = "progress"

    def ready(self) -> None:
        # Each of these enters itself where it belongs when it is imported.
        for part in (
            "compounds",
            "receivers",
            "jobs",
            "tables",
            "samples",
            "risk_tables",
            "source_tables",
            "allocation_tables",
        ):
            import_module(f"{self.name}.{part}")
