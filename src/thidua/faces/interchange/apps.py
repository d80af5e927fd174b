"""Django's entry for interchange."""

from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    """Command line and bundles."""

    name = "thidua.faces.interchange"
    label = "interchange"
