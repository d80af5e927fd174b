"""Django's entry for progress."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """The ledger and its roll-up."""

    name = "thidua.stages.progress"
    label = "progress"
