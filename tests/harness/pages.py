"""The desk as somebody of the cast meets it, without a browser: signing in, addresses, the words of an answer."""

from __future__ import annotations

import html
import re
import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.factories import Cast

BACKEND = "thidua.foundation.accounts.signing_in.Backend"
TAG = re.compile(r"<[^>]+>")
MAIN = re.compile(r"<main\b[^>]*>(.*?)</main>", re.DOTALL)


def enter(people: Cast, name: str) -> Client:
    """The window of a person of the cast, signed in."""
    client = Client()
    client.force_login(people.account(name), backend=BACKEND)
    return client


def address(name: str, *args: Any) -> str:
    return reverse(f"desk:{name}", args=args)


def receipt() -> str:
    """A fresh receipt, as each page draws one into its form."""
    return str(uuid.uuid4())


def text(response: Any) -> str:
    """The words of a whole page, one blank between them."""
    return " ".join(html.unescape(TAG.sub(" ", response.content.decode())).split())


def words(response: Any) -> str:
    """The words of the page's own part."""
    found = MAIN.search(response.content.decode())
    assert found, "a page has a part of its own"
    return " ".join(html.unescape(TAG.sub(" ", found.group(1))).split())
