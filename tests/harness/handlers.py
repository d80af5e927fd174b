"""One chain of middleware for the clients of all tests: making it looks through every static file of the site."""

from __future__ import annotations

from typing import Any

from django.conf import UserSettingsHolder, settings
from django.test.client import ClientHandler

PARTS = (
    "_middleware_chain", "_view_middleware", "_template_response_middleware", "_exception_middleware",
)  # fmt: skip
# The only setting that differs from test to test; no middleware reads it.
OF_A_TEST = {"MEDIA_ROOT"}

plain_load = ClientHandler.load_middleware
kept: dict[str, Any] = {}


def load_or_share(self: ClientHandler, is_async: bool = False) -> None:
    """The chain made first, as a server has one for all its visitors; a chain of its own under a test's settings."""
    if is_async or overridden():
        plain_load(self, is_async)
        return
    if not kept:
        plain_load(self)
        kept.update({name: getattr(self, name) for name in PARTS})
    for name in PARTS:
        setattr(self, name, kept[name])


def overridden() -> set[str]:
    """The settings a test has changed, but for those that differ in every test."""
    found: set[str] = set()
    holder = settings._wrapped
    while isinstance(holder, UserSettingsHolder):
        found |= {name for name in vars(holder) if name.isupper()} | holder._deleted
        holder = holder.default_settings
    return found - OF_A_TEST


def share_middleware() -> None:
    ClientHandler.load_middleware = load_or_share
