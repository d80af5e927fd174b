"""Django's entry for publications."""

from importlib import import_module

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    """Frozen public copies."""

    name = "thidua.stages.publications"
    label = "publications"

    def ready(self) -> None:
        # Each of these enters itself where it belongs when it is imported.
        for part in ("consulting", "duties", "jobs", "tables"):
            import_module(f"{self.name}.{part}")
