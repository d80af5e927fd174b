"""Django's entry for milestones."""

from django.apps import AppConfig


class MilestonesConfig(AppConfig):
    """What each unit owes once."""

    name = "thidua.stages.milestones"
    label = "milestones"
