"""`thidua audit`: the trail for who looks after the machine."""

from __future__ import annotations

import datetime
import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.timezone import get_default_timezone

from tests.factories import Cast, cast
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.models import AuditEntry

pytestmark = pytest.mark.django_db
MORNING = datetime.datetime(2024, 7, 15, 9, tzinfo=get_default_timezone())


@pytest.fixture
def people() -> Cast:
    people = cast()
    AuditEntry.objects.all().delete()
    for day, refused, unit in ((0, False, people.commune), (1, True, people.far_district)):
        AuditEntry.objects.create(
            at=MORNING + datetime.timedelta(days=day), site_date=MORNING.date(), actor_label="Bà A", act="xác nhận",
            model="works.work", object_label=f"Đường {day}", unit_id=unit.pk, refused=refused, reason="Vì thế.",
            after={"operation": "desk:work-return"} if refused else {"name": "Mới"},
        )  # fmt: skip
    return people


def said(*words: str) -> list[str]:
    out = StringIO()
    call_command("audit", *words, stdout=out)
    return out.getvalue().splitlines()


def told(*words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said("--json", *words)]


def test_newest_first_in_words(people: Cast) -> None:
    far = people.far_district.name
    assert said() == [
        f"09:00 16/7/2024  Bà A xác nhận · Đường 1 · {far} · Vì thế.",
        f"09:00 15/7/2024  Bà A xác nhận · Đường 0 · {people.commune.name} · Vì thế.",
    ]
    assert len(said("--most", "1")) == 1


def test_refused_since_a_day_as_json(people: Cast) -> None:
    (row,) = told("--since", "2024-07-16", "--refused")
    assert (row["at"], row["object"], row["operation"], row["changed"]) == (
        "2024-07-16T09:00:00+07:00", "Đường 1", "desk:work-return", [],
    )  # fmt: skip
    assert told("--until", "2024-07-15", "--refused") == []
    assert told("--until", "2024-07-15")[0]["changed"] == ["name"]


def test_of_one_unit(people: Cast) -> None:
    assert [row["object"] for row in told("--unit", "24649")] == ["Đường 0"]
    with pytest.raises(Missing, match="mã"):
        said("--unit", "0")


def test_wrong_day_is_refused_in_words(people: Cast) -> None:
    with pytest.raises(Missing, match="không phải là ngày"):
        said("--since", "hom-qua")
