"""Django's entry for decisions."""

from importlib import import_module

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Decisions, certificates, hand-over."""

    name = "thidua.stages.decisions"
    label = "decisions"

    def ready(self) -> None:
        # Each of these enters itself in a registry when it is imported.
        parts: tuple[str, ...] = ("duties", "scans", "tables", "samples")
        for part in parts:
            import_module(f"{self.name}.{part}")
