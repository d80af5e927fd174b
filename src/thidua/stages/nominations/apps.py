"""Django's entry for nominations."""

from importlib import import_module

from django.apps import AppConfig


class NominationsConfig(AppConfig):
    """Proposals, seats, submissions."""

    name = "thidua.stages.nominations"
    label = "nominations"

    def ready(self) -> None:
        # Each of these enters itself in a registry when it is imported.
        for part in ("file_owners", "duties", "receivers", "tables", "samples"):
            import_module(f"{self.name}.{part}")
