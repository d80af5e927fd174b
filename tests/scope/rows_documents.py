"""Rows of letters in and out: read by the branch and by whom it was sent to, kept by the issuing office."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.foundation.core.uploads import picture, upload
from tests.scope import markers
from tests.scope.matrix import Act, Address, Look, Row
from tests.scope.people import LEADER, OFFICER, PARENTS, SEERS
from tests.scope.world import World, receipt

KEEPS = OFFICER | LEADER


def of(route: str, *more: str) -> Address:
    """The commune's own plan, which it sent to its district."""

    def address(world: World) -> str:
        document = world.plans["own"].document
        assert document is not None
        return reverse(f"desk:{route}", args=[document.uid, *more])

    return address


def only_receipt(_world: World) -> dict[str, Any]:
    return {"receipt": receipt()}


def logged(_world: World) -> dict[str, Any]:
    return {"recipient": "Đảng ủy xã", "way": "hand", "sent_on": "6/2/2024", "receipt": receipt()}


def scanned(_world: World) -> dict[str, Any]:
    return {"scan": upload(picture(64, 48), "ban-ky.jpg"), "receipt": receipt()}


ROWS = (
    Row("desk:documents-in", lambda _world: reverse("desk:documents-in"), Look(PARENTS, (markers.PLAN,), others=200)),
    Row("desk:documents-waiting", lambda _world: reverse("desk:documents-waiting"), Look(PARENTS, (markers.PLAN,), others=200)),
    Row("desk:documents-out", lambda _world: reverse("desk:documents-out"), Look(KEEPS, (markers.PLAN,), others=200)),
    Row("desk:document", of("document"), Look(SEERS, (markers.PLAN,))),
    Row("desk:document-file", of("document-file", "docx"), Look(SEERS, (markers.PLAN,), slow=True), case="docx"),
    Row("desk:document-file", of("document-file", "pdf"), Look(SEERS, (markers.PLAN,), slow=True), case="pdf"),
    Row("desk:document-acknowledge", of("document-acknowledge"), None, Act(PARENTS, only_receipt)),
    Row("desk:document-log", of("document-log"), Look(KEEPS, (markers.PLAN,), forbidden=SEERS - KEEPS),
        Act(KEEPS, logged, forbidden=SEERS - KEEPS)),
    Row("desk:document-scan", of("document-scan"), Look(KEEPS, (markers.PLAN,), forbidden=SEERS - KEEPS),
        Act(KEEPS, scanned, forbidden=SEERS - KEEPS)),
)  # fmt: skip
