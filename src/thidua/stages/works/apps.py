"""Django's entry for works."""

from importlib import import_module

from django.apps import AppConfig

from thidua.foundation.core import close_looks, search_index


class WorksConfig(AppConfig):
    """Registered works, their evidence and their way to being verified."""

    name = "thidua.stages.works"
    label = "works"

    def ready(self) -> None:
        # Each of these enters itself in a registry when it is imported.
        for part in (
            "evidence",
            "measures",
            "spread_measures",
            "duties",
            "double_duties",
            "spread_duties",
            "tables",
            "samples",
            "spread_tables",
            "sheets",
            "jobs",
        ):
            import_module(f"{self.name}.{part}")
        search_index.keep(self, self.get_model("Work"))
        close_looks.keep(self, self.get_model("Work"), "unit_id")
