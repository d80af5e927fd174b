"""Django's entry for campaigns."""

from importlib import import_module

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """What is asked, of whom, by when."""

    name = "thidua.stages.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        # The owner of pacts' files enters itself in a registry when it is imported.
        import_module(f"{self.name}.groups")
