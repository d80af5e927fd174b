"""The protocol of sending in pieces, as a script meets it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from tests.factories import Cast, cast
from tests.harness.pages import address, enter
from thidua.foundation.core import sending
from thidua.foundation.core.models import Sending

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def client(people: Cast) -> Client:
    return enter(people, "district_officer")


def begin(client: Client, length: int = 10) -> Any:
    return client.post(address("file-send"), {"name": "a.jpg", "length": length})


def piece(client: Client, place: str, offset: object, data: bytes) -> Any:
    headers = {"Upload-Offset": str(offset)}
    return client.patch(place, data, content_type="application/offset+octet-stream", headers=headers)


def test_head_tells_where_to_go_on(client: Client) -> None:
    begun = begin(client)
    assert (begun.status_code, begun["Upload-Offset"], begun["Upload-Length"]) == (201, "0", "10")
    assert piece(client, begun["Location"], 0, b"abcd").status_code == 204
    head = client.head(begun["Location"])
    assert (head.status_code, head["Upload-Offset"], head["Upload-Length"]) == (200, "4", "10")


def test_wrong_offset_is_a_conflict_that_tells_the_right_one(client: Client) -> None:
    begun = begin(client)
    piece(client, begun["Location"], 0, b"abcd")
    answer = piece(client, begun["Location"], 2, b"cdef")

    assert (answer.status_code, answer["Upload-Offset"]) == (409, "4")
    assert "không nối tiếp phần đã nhận (4 byte)" in answer.content.decode()


def test_longer_than_announced_is_too_large(client: Client) -> None:
    begun = begin(client)
    answer = piece(client, begun["Location"], 0, b"x" * 11)

    assert (answer.status_code, Sending.objects.get().received) == (413, 0)
    assert "dài hơn tệp đã báo trước" in answer.content.decode()


def test_piece_past_what_is_held_in_memory_is_too_large(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "LONGEST_PIECE", 3)
    assert piece(client, begin(client)["Location"], 0, b"abcd").status_code == 413


@pytest.mark.parametrize("offset", ["", "-1", "x", "1e3", "²"])
def test_offset_that_is_none_is_told(client: Client, offset: str) -> None:
    if offset == "²":
        assert piece(client, begin(client)["Location"], 0, b"").status_code == 400
    else:
        assert piece(client, begin(client)["Location"], offset, b"a").status_code == 400


@pytest.mark.parametrize(("length", "status"), [("", 400), ("x", 400), (0, 400), (30 * 1024 * 1024, 413)])
def test_length_is_judged_first(client: Client, length: Any, status: int) -> None:
    answer = client.post(address("file-send"), {"name": "a.jpg", "length": length})

    assert (answer.status_code, Sending.objects.count()) == (status, 0)
    assert answer.content.decode().endswith(".")


def test_another_accounts_sending_is_not_found(people: Cast, client: Client) -> None:
    place = begin(client)["Location"]
    stranger = enter(people, "province_officer")

    assert (stranger.head(place).status_code, piece(stranger, place, 0, b"abcd").status_code) == (404, 404)
    assert client.head(address("file-send-on", uuid.UUID(int=5))).status_code == 404
    assert Sending.objects.get().received == 0
