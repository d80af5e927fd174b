"""Django's entry for campaigns."""

from importlib import import_module

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """What is asked, of whom, by when."""

    name = "thidua.stages.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        # Each of these enters itself in a registry when it is imported.
        for part in (
            "groups",
            "library",
            "plan_rules",
            "states",
            "duties",
            "receivers",
            "tables",
            "task_tables",
            "cascade",
            "samples",
        ):
            import_module(f"{self.name}.{part}")
