"""Foreign things named in one's own forms: refused at the field or passed over, never taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.foundation.core.uploads import upload, workbook
from tests.scope import answers
from tests.scope.world import World, receipt

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
Attempt = Callable[[World], tuple[str, str, dict[str, Any]]]
BY_LINK = "anonymous"


def new_work(**more: str) -> Attempt:
    """The sister's new work, with something of the commune in a field."""

    def attempt(site: World) -> tuple[str, str, dict[str, Any]]:
        own = {"name": "Việc", "unit": str(site.cast.sister_commune.uid), "quantity": "1", "campaigns": [site.campaign]}
        foreign = {name: str(site.cast.units[unit].uid) for name, unit in more.items()}
        return "sister", reverse("desk:work-new") + "?loai=piece-of-work", {**own, **foreign, "receipt": receipt()}

    return attempt


def handed_over(site: World) -> tuple[str, str, dict[str, Any]]:
    """The commune's own work put into the sister's name."""
    work = site.works["registered"]
    data = {"name": "Việc", "unit": str(site.cast.sister_commune.uid), "quantity": "1", "campaigns": [site.campaign]}
    return (
        "own officer",
        reverse("desk:work-edit", args=[work.uid]),
        {**data, "version": work.version, "receipt": receipt()},
    )


def foreign_photo(site: World) -> tuple[str, str, dict[str, Any]]:
    """A photo of the sister's published with the commune's work."""
    data = {"title": "Tên", "text": "", "campaign": site.campaign, "photos": [str(site.files["sister's photo"].uid)]}
    return (
        "province officer",
        reverse("desk:publish-work", args=[site.works["verified"].uid]),
        {**data, "receipt": receipt()},
    )


def joint(site: World) -> tuple[str, str, dict[str, Any]]:
    """A festival held together with an area of another commune."""
    row = site.milestones["festival"]
    data = {"done_date": "12/11/2023", "partners": [str(site.cast.sister_area.uid)], "version": row.version}
    where = reverse("desk:milestone-report", args=[site.campaign, "festival", 0, site.cast.area.uid])
    return "own officer", where, {**data, "receipt": receipt()}


REFUSED_AT_THE_FIELD = [new_work(unit="commune"), new_work(mobiliser="commune"), new_work(places="commune"),
                        new_work(places="area"), handed_over, foreign_photo, joint]  # fmt: skip
NAMES = ["lead", "mobiliser", "place", "area as place", "work handed over", "foreign photo", "foreign partner"]


@pytest.mark.parametrize("attempt", REFUSED_AT_THE_FIELD, ids=NAMES)
def test_a_foreign_thing_in_a_field_is_refused(site: World, attempt: Attempt) -> None:
    who, address, data = attempt(site)
    with answers.watched(site.fingerprint) as watch:
        assert site.client(who).post(address, data).status_code == 422
    assert watch.changed() == []


def test_a_foreign_area_in_the_grid_is_passed_over(site: World) -> None:
    """The sister's empty grid with a day typed for an area of the commune."""
    kind, area = site.cast.milestone_kinds["conference"], site.cast.area
    data = {f"ngay-{area.pk}-{kind.pk}-0": "5/12/2023", "version": ""}
    with answers.watched(site.fingerprint) as watch:
        site.client("sister").post(reverse("desk:milestones-grid", args=[site.campaign]), data)
    assert watch.changed() == []


def sent_list(client: Client, address: str, rows: list[list[Any]], **more: Any) -> str:
    answer = client.post(address, {"upload": upload(workbook(rows), "danh-sach.xlsx"), "receipt": receipt(), **more})
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_a_list_of_works_takes_no_foreign_lead(site: World) -> None:
    client = site.client("sister")
    rows = [["Tên công trình", "Loại", "Số lượng", "Đơn vị dẫn đầu"], ["Việc", "Phần việc", 1, "Buôn Nui"]]
    more = {"unit": str(site.cast.sister_commune.uid), "campaign": site.campaign}
    check = sent_list(client, reverse("desk:works-import"), rows, **more)
    with answers.watched() as watch:
        client.post(check, {"receipt": receipt(), "version": "1"})
    assert watch.changed() == []


def test_a_list_of_milestones_takes_no_foreign_unit(site: World) -> None:
    client = site.client("sister")
    rows = [
        ["Mã đơn vị", "Đơn vị", "Mốc việc", "Ngày làm"],
        ["24649-02", "Buôn Nui", "Ngày hội Đại đoàn kết", "12/11/2023"],
    ]
    check = sent_list(client, reverse("desk:milestones-import", args=[site.campaign]), rows)
    with answers.watched() as watch:
        client.post(check, {"receipt": receipt(), "version": "1"})
    assert watch.changed() == []


def test_a_link_reports_for_its_own_area_alone(site: World) -> None:
    """Whatever else the form names: the unit is the link's."""
    address = reverse("link-report", args=[site.tokens["own"], site.campaign, "conference", 0])
    data = {
        "done_date": "2023-12-05",
        "unit": str(site.cast.sister_area.uid),
        "partners": [str(site.cast.area_two.uid)],
    }
    before = set(site.cast.campaign.milestones.values_list("id", flat=True))
    assert site.client(BY_LINK).post(address, {**data, "receipt": receipt(), "version": ""}).status_code == 302
    made = site.cast.campaign.milestones.exclude(id__in=before).order_by("id")
    assert [(row.unit, list(row.partners.all())) for row in made] == [(site.cast.area, [])]


def test_one_receipt_is_good_for_one_person(site: World) -> None:
    """A receipt somebody else used neither shows his record nor does the act."""
    used = receipt()
    form = {"name": "Việc", "quantity": "1", "campaigns": [site.campaign], "receipt": used}
    address = reverse("desk:work-new") + "?loai=piece-of-work"
    first = site.client("own officer").post(address, {**form, "unit": str(site.cast.commune.uid)})
    second = site.client("sister").post(address, {**form, "unit": str(site.cast.sister_commune.uid)})
    assert (first.status_code, second.status_code) == (302, 422)
