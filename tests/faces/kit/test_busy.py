"""Whoever asks while somebody holds the database is told to come back in a moment, on any page."""

from __future__ import annotations

import html
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client

from tests.factories import PASSWORD, cast

pytestmark = pytest.mark.django_db(transaction=True)
SIGN_IN = "/tai-khoan/dang-nhap/"
UNAVAILABLE = 503


@pytest.fixture
def held() -> Iterator[None]:
    """Somebody else writes and does not end; who waits for it gives up soon."""
    cache.clear()
    cast().account("administrator")
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 100" if is_postgresql else "PRAGMA busy_timeout = 100")
    other = connections.create_connection("default")
    other.settings_dict["NAME"] = connection.settings_dict["NAME"]
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN" if is_postgresql else "BEGIN IMMEDIATE")
            if is_postgresql:
                cursor.execute("LOCK TABLE accounts_account IN SHARE MODE")
            yield
            cursor.execute("ROLLBACK")
    finally:
        other.close()
        connection.close()


def test_sign_in_while_the_database_is_held_is_asked_to_wait(held: None) -> None:
    client = Client(raise_request_exception=False)
    assert client.get(SIGN_IN).status_code == 200

    answer = client.post(SIGN_IN, {"login": "administrator", "password": PASSWORD})

    assert answer.status_code == UNAVAILABLE
    assert answer.headers["Retry-After"]
    assert "Xin chờ ít giây" in html.unescape(answer.content.decode())
