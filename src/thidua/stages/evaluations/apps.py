"""Django's entry for evaluations."""

from importlib import import_module

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    """Criteria judged."""

    name = "thidua.stages.evaluations"
    label = "evaluations"

    def ready(self) -> None:
        # Each of these enters itself in a registry when it is imported.
        parts = ("readings", "duties", "tables")
        for part in parts:
            import_module(f"{self.name}.{part}")
