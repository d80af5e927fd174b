"""The district's schedule as a page: one table for all communes, typed or pasted, to Excel and to paper."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.faces.desk.milestones.conftest import Desk, text_of
from tests.factories import Cast
from thidua.stages.milestones.models import Milestone

PAGE = "/ban-lam-viec/moc-viec/giao/thu/pilot-congress/"
SAVE = PAGE + "luu/"


def typed(site: Cast, unit: str, **values: str) -> dict[str, str]:
    return {f"{name}-{site.units[unit].pk}": value for name, value in values.items()}


def version_of(page: str) -> str:
    found = re.search(r'name="version" value="([^"]*)"', page)
    assert found
    return found[1]


@pytest.mark.clause("II.6", "III.6b")
def test_district_keeps_the_days_of_its_communes_on_one_page(site: Cast, desk: Desk) -> None:
    client = desk("district_officer")
    page = text_of(client.get(PAGE))
    assert ["Xã Nam Dong" in page, "Xã Trúc Sơn" in page, "Xã Đắk Lao" in page] == [True, True, False]
    fields = {
        **typed(site, "commune", ngay="20/8", diem="1", han="31/8", vb="Kế hoạch 15"),
        **typed(site, "sister_commune", ngay="22/8/2024"),
        "version": version_of(page),
    }
    assert client.post(PAGE, fields).status_code == 302
    page = text_of(client.get(PAGE))
    shown = [words in page for words in ('value="20/8/2024"', 'value="31/8/2024"', 'value="Kế hoạch 15"', "1 điểm")]
    assert shown == [True] * 4
    answer: Any = client.get("/ban-lam-viec/tai-ve/milestones-schedule.csv?moc=pilot-congress")
    listed = b"".join(answer.streaming_content).decode()
    (own,) = [line for line in listed.splitlines() if "Xã Nam Dong" in line]
    assert [words in own for words in ("2024-08-20", "điểm", "2024-08-31", "Kế hoạch 15")] == [True] * 4


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("ngay", "31/11", "Không có ngày 31/11/2024."),
        ("ngay", "Xã Nam Dong", "«Xã Nam Dong» không phải là ngày."),
        ("han", "hôm qua", "«hôm qua» không phải là ngày."),
        ("ngay", "12/3/2024", "Ngày dự kiến đã qua."),
        ("diem", "1", "Xin ghi ngày quy định"),
    ],
)
def test_wrong_row_keeps_what_was_typed(site: Cast, desk: Desk, field: str, value: str, sentence: str) -> None:
    fields = {**typed(site, "commune", **{field: value}), **typed(site, "sister_commune", ngay="22/8")}
    answer = desk("district_officer").post(PAGE, fields)
    line = re.search(rf'<tr id="don-vi-{site.commune.pk}".*?</tr>', text_of(answer), re.DOTALL)
    assert line
    kept = "checked" if field == "diem" else f'value="{value}"'
    assert (answer.status_code, sentence in line[0], kept in line[0]) == (422, True, True)
    assert [row.unit_id for row in Milestone.objects.all()] == [site.sister_commune.pk]


def test_draft_saves_itself_and_never_overwrites(site: Cast, desk: Desk) -> None:
    client = desk("district_officer")
    version = version_of(text_of(client.get(PAGE)))
    client.post(PAGE, {**typed(site, "commune", ngay="20/8"), "version": version})
    for _time in range(2):
        answer = client.post(SAVE, {**typed(site, "commune", ngay="25/8"), "version": version})
        assert (answer.status_code, answer["X-Kit-Wrong"]) == (422, f"ngay-{site.commune.pk}")
        assert "thành «20/8/2024»; bạn gõ «25/8/2024»" in text_of(answer)
        version = answer["X-Kit-Version"]
    assert str(Milestone.objects.get().planned_date) == "2024-08-20"


def test_commune_of_another_district_is_told_and_saves_nothing(site: Cast, desk: Desk) -> None:
    answer = desk("district_officer").post(PAGE, typed(site, "far_commune", ngay="20/8"))
    assert (answer.status_code, "trực thuộc, chưa lưu: «20/8»" in text_of(answer)) == (422, True)
    assert Milestone.objects.count() == 0


def test_what_everybody_owes_has_no_schedule_of_its_own(site: Cast, desk: Desk) -> None:
    assert desk("district_officer").get(PAGE.replace("pilot-congress", "congress")).status_code == 404


def test_way_to_the_schedule_stands_on_the_overview(site: Cast, desk: Desk) -> None:
    pages = [text_of(desk(name).get("/ban-lam-viec/moc-viec/")) for name in ("district_officer", "commune_officer")]
    assert [PAGE in page for page in pages] == [True, False]
