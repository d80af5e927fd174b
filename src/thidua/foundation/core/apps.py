"""Django's entry for the core."""

from importlib import import_module

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Machinery shared by every room."""

    name = "thidua.foundation.core"
    label = "core"

    def ready(self) -> None:
        # What the worker does by itself registers when it is imported.
        for module in ("quarantine", "stock"):
            import_module(f"{self.name}.{module}")
