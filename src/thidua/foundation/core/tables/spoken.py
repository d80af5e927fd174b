"""Words of a sheet in every language of the site: a template made in one language is read in another."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext


def in_every_language(label: Any) -> set[str]:
    """A heading or a choice, given lazily or as its source text, as each language of the site says it."""
    found: set[str] = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            word = str(label)
            found |= {word, gettext(word)} if word else set()
    return found
