"""Django's entry for works."""

from django.apps import AppConfig


class WorksConfig(AppConfig):
    """Works, their steps and their evidence."""

    name = "thidua.stages.works"
    label = "works"
