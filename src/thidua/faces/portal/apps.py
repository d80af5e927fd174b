"""Django's entry for the portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The public site."""

    name = "thidua.faces.portal"
    label = "portal"
