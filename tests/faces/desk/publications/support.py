"""Browsers of the cast's people and the words of a page."""

from __future__ import annotations

import re
import uuid
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.factories import Cast


def enter(people: Cast, name: str) -> Client:
    client = Client()
    client.force_login(people.account(name), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def words(response: Any) -> str:
    """The words of the page's main part, one blank between them."""
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0].split(">", 1)[1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def address(name: str, *args: Any) -> str:
    return reverse(f"desk:{name}", args=args)


def receipt() -> str:
    return str(uuid.uuid4())
