"""The pages of works, as each role meets them."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import NOW, Cast, cast
from tests.foundation.core.uploads import pdf, picture, upload
from tests.stages.works.support import done, house, photos, piece, registered, road, verified
from thidua.foundation.core import files
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.progress.rebuild import prepare
from thidua.stages.works.models import Work
from thidua.stages.works.operations import add_photo, note_work, register_work, return_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    made = cast()
    prepare(campaign=made.campaign, now=NOW)
    return made


def enter(people: Cast, name: str) -> Client:
    client = Client()
    client.force_login(people.account(name), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_list_shows_own_branch_and_not_a_foreign_one(people: Cast) -> None:
    registered(people, people.actor("district_officer"))
    registered(people, people.actor("far_commune_officer"), piece(people, unit=people.far_commune, name="Việc của xã khác"))
    page = text(enter(people, "district_officer").get(reverse("desk:works")))

    assert "Nhà đại đoàn kết hộ bà H&#x27;Duyên" in page
    assert "Việc của xã khác" not in page
