"""Django's entry for publications."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    """Frozen public copies."""

    name = "thidua.stages.publications"
    label = "publications"
