"""What is read of works elsewhere: the export, what they count in, their history and steps."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, TODAY, Cast, cast
from tests.stages.works.support import done, house, photos, piece, registered, road, verified
from thidua.foundation.core.tables import TABLES, csv, excel
from thidua.stages.works.counting import means, prospects
from thidua.stages.works.history import history_of
from thidua.stages.works.kinds import steps_of
from thidua.stages.works.measures import matching
from thidua.stages.works.models import Work
from thidua.stages.works.operations import edit_work, register_work

pytestmark = pytest.mark.django_db
MONEY_TOLD = (
    "kinh phí từ Quỹ “Vì người nghèo” 50.000.000 đồng; Nhân dân đóng góp 28.500.000 đồng "
    "thành Quỹ “Vì người nghèo” 60.000.000 đồng"
)


@pytest.fixture
def people() -> Cast:
    return cast()


def fill(people: Cast, total: int) -> None:
    """So many works, copied from one: rows alone matter here."""
    first = Work.objects.first() or registered(people, people.actor("commune_officer"), road(people))
    missing = total - Work.objects.count()
    copies = []
    for number in range(missing):
        copy = Work.objects.get(pk=first.pk)
        copy.pk, copy.uid, copy.name = None, Work._meta.get_field("uid").default(), f"Việc {number}"  # type: ignore[attr-defined]
        copies.append(copy)
    Work.objects.bulk_create(copies)


def test_export_holds_every_row_in_the_pages_words(people: Cast) -> None:
    verified(people)
    registered(people, people.actor("far_commune_officer"), piece(people, unit=people.far_commune, name="Việc xã khác"))
    lines = "".join(csv(TABLES["works"], people.actor("district_officer"))).splitlines()

    assert len(lines) == 2
    assert lines[1] == (
        'Nhà đại đoàn kết hộ bà H\'Duyên,Nhà đại đoàn kết (xây mới),Huyện Cư Jút,"Buôn Nui, xã Nam Dong",1 căn,'
        "Huyện Cư Jút,,Đại hội đại biểu toàn quốc MTTQ,78500000,,,,,Hộ nghèo,,,2024-06-28,đã được xác nhận,muộn,2,"
        "50000000,,,,28500000,,,,"
    )
    assert excel(TABLES["works"], people.actor("district_officer"), {"q": "nhà"}, as_of=NOW).startswith(b"PK")


@pytest.mark.slow
def test_list_asks_the_same_at_one_three_and_a_thousand_rows(people: Cast) -> None:
    actor = people.actor("district_officer")
    asked = []
    for total in (1, 3, 1000):
        fill(people, total)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = TABLES["works"].page(actor, {})
        assert len(page.rows) == min(total, 50)
        asked.append(len(queries))

    assert asked == [asked[0]] * 3


def test_prospects_tell_what_a_work_counts_in(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))

    assert [(row.target.code, [unit.short_name for unit in row.units]) for row in prospects(work)] == [
        ("III.3a", ["Huyện Cư Jút"]), ("III.4", ["Huyện Cư Jút"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"kinds": ["model"]},
        {"groups": ["construction"], "daily_life": True},
        {"any": [{"groups": ["model"]}, {"daily_life": True}]},
    ],
)
def test_one_kind_at_hand_is_meant_as_the_database_means_it(people: Cast, params: dict[str, Any]) -> None:
    for key, kind in people.work_kinds.items():
        register_work(by=people.actor("commune_officer"), now=NOW, content=piece(people, kind=kind, name=key))
    found = set(Work.objects.filter(matching(params)).values_list("kind__key", flat=True))

    assert found == {key for key, kind in people.work_kinds.items() if means(params, kind)}


def test_history_tells_what_changed_from_what_to_what(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = registered(people, officer)
    edit_work(by=officer, now=NOW, work=work, content=house(people, money={"fund": 60_000_000}, quantity=2))
    told = history_of(work)

    assert [line.act for line in told] == ["sửa", "gửi đăng ký", "lập"]
    assert told[0].changes == ("số lượng từ 1 căn thành 2 căn", MONEY_TOLD)
    assert (told[0].who, told[0].at.date()) == ("H'Bia Niê", TODAY)


def test_steps_come_from_the_kind_in_either_spelling(people: Cast) -> None:
    house_kind = people.work_kinds["great-unity-house"]
    assert [(step.key, step.photos) for step in steps_of(house_kind)] == [
        ("survey", 0), ("approve", 0), ("start", 0), ("complete", 0), ("hand-over", 2),
    ]  # fmt: skip
    house_kind.steps = [
        {"key": "register", "label": "Đăng ký"},
        {"key": "done", "label": "Xong", "photos": 3, "paper": "Biên bản"},
    ]
    assert [(step.key, step.photos, step.paper) for step in steps_of(house_kind)] == [("done", 3, "Biên bản")]


def test_photos_are_counted_in_the_list(people: Cast) -> None:
    done(people)
    [row] = TABLES["works"].page(people.actor("district_officer"), {}).rows

    assert (row.record.photos, row.record.photos_missing, row.record.money) == (2, 0, 78_500_000)
    assert len(photos(3)) == 3
