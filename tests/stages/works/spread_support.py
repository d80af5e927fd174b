"""Stories of the named cast: told, marked, opened to all, taken up by others."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import NOW, Cast
from tests.stages.works.support import piece, verified
from thidua.stages.works.models import Adoption, Story, Work
from thidua.stages.works.operations import (
    adopt_story,
    mark_story,
    open_story,
    tell_story,
)
from thidua.stages.works.operations.spreading import NewWork
from thidua.stages.works.operations.telling import Telling

pytestmark = pytest.mark.django_db


def telling(**more: Any) -> Telling:
    words = {
        "title": "Đường hoa tự quản",
        "theme": "environment",
        "way": "Mỗi hộ một luống.",
        "result": "Hai cây số hoa.",
    }
    return Telling(**{**words, **more})


def told(people: Cast, **more: Any) -> Story:
    """A story of the commune of Nam Dong about a verified piece of work."""
    work = verified(people, content=piece(people), by="commune_officer", above="district_officer")
    return tell_story(by=people.actor("commune_officer"), now=NOW, work=work, telling=telling(**more))


def opened(people: Cast) -> Story:
    above = people.actor("district_officer")
    story = mark_story(by=above, now=NOW, story=told(people), reason="Dễ làm, ít tốn.")
    return open_story(by=above, now=NOW, story=story, campaign=people.campaign)


def adopt(people: Cast, story: Story, by: str, unit: str, **more: Any) -> Adoption:
    given: dict[str, Any] = {"changed": "Thêm hàng rào hoa."}
    if "work" not in more:
        given["new"] = NewWork(name="Đường hoa", campaign=people.campaign)
    return adopt_story(by=people.actor(by), now=NOW, story=story, unit=people.units[unit], **{**given, **more})


def far_work(people: Cast) -> Work:
    """A verified work of the far commune."""
    content = piece(people, unit=people.far_commune, name="Đường hoa Đắk Lao")
    return verified(people, content=content, by="far_commune_officer", above="far_district_officer")
