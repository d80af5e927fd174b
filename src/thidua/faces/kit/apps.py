"""Django's entry for the kit."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KitConfig(AppConfig):
    """Tokens, base templates and components."""

    name = "thidua.faces.kit"
    label = "kit"

    def ready(self) -> None:
        # Each face's module `menu` enters its rooms when it is imported.
        autodiscover_modules("menu")
