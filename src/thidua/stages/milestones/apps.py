"""Django's entry for milestones."""

from importlib import import_module

from django.apps import AppConfig

# What this room enters into the registries of the house when the site starts.
ENTRIES = ("states", "proofs", "measures", "duties", "tables", "jobs", "receivers")


class MilestonesConfig(AppConfig):
    """What each unit owes once."""

    name = "thidua.stages.milestones"
    label = "milestones"

    def ready(self) -> None:
        for entry in ENTRIES:
            import_module(f"{self.name}.{entry}")
