"""Django's entry for honours."""

from importlib import import_module

from django.apps import AppConfig


class HonoursConfig(AppConfig):
    """The register of honours."""

    name = "thidua.stages.honours"
    label = "honours"

    def ready(self) -> None:
        # Each of these enters itself in a registry when it is imported.
        parts = ("tables",)
        for part in parts:
            import_module(f"{self.name}.{part}")
