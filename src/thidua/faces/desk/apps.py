"""Django's entry for the desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The staff's workspace."""

    name = "thidua.faces.desk"
    label = "desk"
