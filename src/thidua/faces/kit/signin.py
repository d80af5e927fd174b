"""Signing in: accounts are opened by an administrator, never by a visitor."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Refuses self-made accounts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
