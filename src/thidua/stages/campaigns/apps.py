"""Django's entry for campaigns."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """What is asked, of whom, by when."""

    name = "thidua.stages.campaigns"
    label = "campaigns"
