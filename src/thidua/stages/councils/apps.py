"""Django's entry for councils."""

from importlib import import_module

from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    """Councils, sessions, votes, minutes."""

    name = "thidua.stages.councils"
    label = "councils"

    def ready(self) -> None:
        # Each of these enters itself in a registry when it is imported.
        parts = ("visibility", "states", "duties", "tables", "samples")
        for part in parts:
            import_module(f"{self.name}.{part}")
