"""What a fork of the program finds loaded: the product, its addresses, its templates, the words of its pages."""

from __future__ import annotations

import gc
import importlib
from pathlib import Path

import django
from asgiref.local import Local
from django.conf import settings
from django.core.signals import setting_changed
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.template.loader import get_template
from django.test import signals  # noqa: F401 - what depends on a setting is forgotten when that changes
from django.urls import reverse
from django.utils import translation

import tests.settings
import thidua.config.settings
import thidua.faces
from thidua.faces.interchange.commandline import main

__all__ = ["main", "read_settings_again"]


def _read_what_pages_need() -> None:
    """A server's first pages would each spend half a second on it."""
    for file in Path(thidua.faces.__file__).parent.glob("*/templates/**/*.html"):
        get_template(file.as_posix().rpartition("/templates/")[2])
    for name in ("portal-front", "desk:home"):
        reverse(name)
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("")


django.setup()
_read_what_pages_need()
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
