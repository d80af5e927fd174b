"""What a fork of the program finds loaded: the product, its addresses, the words of its pages."""

from __future__ import annotations

import gc
import importlib

import django
from asgiref.local import Local
from django.conf import settings
from django.core.signals import setting_changed
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.test import signals  # noqa: F401 - what depends on a setting is forgotten when that changes
from django.urls import get_resolver

import tests.settings
import thidua.config.settings
from thidua.faces.interchange.commandline import main

__all__ = ["main", "read_settings_again"]

django.setup()
_patterns = get_resolver().url_patterns
MigrationLoader(None)
# What is loaded stays: no fork looks through it for rubbish, or comes to own its pages by that.
gc.freeze()


def read_settings_again() -> None:
    """The settings are those of the environment as it is now; nobody has asked the database yet."""
    importlib.reload(thidua.config.settings)
    read = vars(importlib.reload(tests.settings))
    for name in filter(str.isupper, read):
        if getattr(settings, name, None) != read[name]:
            setattr(settings, name, read[name])
            if name != "DATABASES":
                setting_changed.send(sender=settings, setting=name, value=read[name], enter=True)
    connections._settings = None
    vars(connections).pop("settings", None)
    connections._connections = Local(connections.thread_critical)
