"""Django's entry for the kit."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Tokens, base templates and components."""

    name = "thidua.faces.kit"
    label = "kit"
