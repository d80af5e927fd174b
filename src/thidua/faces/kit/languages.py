"""The languages a reader may choose: Vietnamese, and each one whose words have been compiled."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

COMPILED = Path("LC_MESSAGES") / "django.mo"


@cache
def offered() -> dict[str, str]:
    """Code → own name. A language without words is not offered: its pages would be Vietnamese all the same."""
    folders = [Path(folder) for folder in settings.LOCALE_PATHS]
    return {
        code: str(name)
        for code, name in settings.LANGUAGES
        if code == settings.LANGUAGE_CODE or any((folder / code / COMPILED).is_file() for folder in folders)
    }


def other() -> tuple[str, str] | None:
    """Code and name of the language the switch of a page leads to, where there is one."""
    return next(((code, name) for code, name in offered().items() if code != get_language()), None)
