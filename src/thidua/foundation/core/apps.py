"""Django's entry for the core."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Machinery shared by every room."""

    name = "thidua.foundation.core"
    label = "core"
