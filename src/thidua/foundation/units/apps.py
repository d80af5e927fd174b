"""Django's entry for units."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """The tree of units and its history."""

    name = "thidua.foundation.units"
    label = "units"
