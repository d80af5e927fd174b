"""Groups of a campaign's units: set up, members moved, a head a year, a pact a year with its paper."""

from __future__ import annotations

import datetime
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from tests.factories import NOW, TODAY, Cast, cast
from thidua.foundation.core import files
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, Stale
from thidua.stages.campaigns.groups import (
    OWNER,
    group_for,
    groups_for,
    groups_of,
    head_of,
    may_read,
    members,
    pact_of,
    with_groups,
    with_year,
)
from thidua.stages.campaigns.models import GroupMember, UnitGroup
from thidua.stages.campaigns.operations import make_group, name_head, set_members, sign_pact

pytestmark = [pytest.mark.django_db]
DOCUMENT = "Hướng dẫn 47/HD-MTTW-BTT"


def paper_of(name: str) -> SimpleUploadedFile:
    content = io.BytesIO()
    pages = PdfWriter()
    pages.add_blank_page(595, 842)
    pages.write(content)
    return SimpleUploadedFile(name, content.getvalue())


@pytest.fixture
def people() -> Cast:
    return cast()


def make(people: Cast, *units: str, name: str = "Cụm thi đua số 1", **other: Any) -> UnitGroup:
    given = {"by": people.actor("province_officer"), "source": DOCUMENT, **other}
    return make_group(
        now=NOW, campaign=people.campaign, name=name, units=[people.units[unit] for unit in units], **given
    )


def test_group_has_its_members_from_its_day_on(people: Cast) -> None:
    group = make(people, "commune", "sister_commune")

    assert (group.key, group.position, group.kind) == ("cum-thi-dua-so-1", 1, "cluster")
    assert [unit.short_name for unit in members(group)] == ["Xã Nam Dong", "Xã Trúc Sơn"]
    assert list(members(group, on=TODAY - datetime.timedelta(days=1))) == []
    assert list(groups_of(people.campaign)) == [group]
    assert group_for(people.campaign, "cum-thi-dua-so-1") == group
    assert with_groups(people.campaign, [people.commune.pk, people.far_commune.pk]) == {people.commune.pk: group}


def test_unknown_group_is_missing(people: Cast) -> None:
    with pytest.raises(Missing) as missing:
        group_for(people.campaign, "cum-9")

    assert str(missing.value) == "Đợt thi đua này không có cụm, khối «cum-9»."


@pytest.mark.parametrize(
    ("units", "other", "field"),
    [
        (["commune"], {"name": " "}, "name"),
        (["commune"], {"name": "CỤM THI ĐUA SỐ 2"}, "name"),
        (["commune"], {"source": " "}, "source"),
        ([], {}, "units"),
        (["far_commune"], {}, "units"),
    ],
)
def test_group_without_words_or_members_or_with_another_s_is_refused(
    people: Cast, units: list[str], other: dict[str, str], field: str
) -> None:
    make(people, "far_commune", name="Cụm thi đua số 2")

    with pytest.raises(Invalid) as refused:
        make(people, *units, **other)

    assert list(refused.value.fields) == [field]
    assert UnitGroup.objects.count() == 1


def test_stranger_to_the_campaign_joins_no_group(people: Cast) -> None:
    people.campaign.participations.filter(unit=people.far_commune).delete()

    with pytest.raises(Invalid) as refused:
        make(people, "far_commune")

    assert str(refused.value) == "Ủy ban MTTQ Việt Nam xã Đắk Lao không tham gia đợt thi đua này."


@pytest.mark.parametrize("who", ["district_officer", "province_leader", "commune_officer", "administrator"])
def test_only_the_campaign_s_officer_sets_groups(people: Cast, who: str) -> None:
    group = make(people, "commune")
    actor = people.actor(who)

    with pytest.raises(NotAllowed):
        make(people, "far_commune", by=actor, name="Cụm 2")
    with pytest.raises(NotAllowed):
        set_members(by=actor, now=NOW, group=group, units=[people.far_commune], source=DOCUMENT)
    with pytest.raises(NotAllowed):
        name_head(by=actor, now=NOW, group=group, year=2024, unit=people.commune, source=DOCUMENT)
    with pytest.raises(NotAllowed):
        sign_pact(by=actor, now=NOW, group=group, year=2024, text="Giao ước", signed_on=TODAY)
    assert [unit.short_name for unit in members(group)] == ["Xã Nam Dong"]


def test_members_move_from_a_day_on_and_the_past_keeps_them(people: Cast) -> None:
    early, officer = datetime.date(2024, 1, 2), people.actor("province_officer")
    group = make(people, "commune", "sister_commune", since=early)

    changed = set_members(
        by=officer, now=NOW, group=group, units=[people.commune, people.far_commune], source="Công văn 5", version=1
    )

    assert [unit.short_name for unit in members(group)] == ["Xã Đắk Lao", "Xã Nam Dong"]
    assert [unit.short_name for unit in members(group, on=early)] == ["Xã Nam Dong", "Xã Trúc Sơn"]
    assert (changed.source, changed.version) == ("Công văn 5", 2)
    with pytest.raises(Stale):
        set_members(by=officer, now=NOW, group=group, units=[people.commune], source="Công văn 6", version=1)


def test_member_put_in_by_mistake_and_taken_out_the_same_day_leaves_no_trace(people: Cast) -> None:
    group, officer = make(people, "commune", "far_commune"), people.actor("province_officer")

    set_members(by=officer, now=NOW, group=group, units=[people.commune], source=DOCUMENT)

    assert list(GroupMember.objects.order_by("id").values_list("unit__short_name", "valid_to")) == [
        ("Xã Nam Dong", None)
    ]


def test_head_is_a_member_and_one_a_year(people: Cast) -> None:
    group, officer = make(people, "commune", "sister_commune"), people.actor("province_officer")

    with pytest.raises(Invalid) as refused:
        name_head(by=officer, now=NOW, group=group, year=2024, unit=people.far_commune, source=DOCUMENT)
    for unit in (people.commune, people.sister_commune):
        name_head(by=officer, now=NOW, group=group, year=2024, unit=unit, source=DOCUMENT)

    assert str(refused.value) == "Đơn vị đứng đầu phải là thành viên của Cụm thi đua số 1."
    assert head_of(group, 2024).unit == people.sister_commune
    assert head_of(group, 2025) is None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": " "}, "text"),
        ({"signed_on": TODAY + datetime.timedelta(days=1)}, "signed_on"),
        ({"year": 24}, "year"),
        ({"scan": SimpleUploadedFile("giao-uoc.exe", b"MZ\x90")}, "scan"),
    ],
)
def test_pact_without_words_or_day_or_with_a_wrong_paper_is_refused(
    people: Cast, given: dict[str, Any], field: str
) -> None:
    group = make(people, "commune")
    words = {"year": 2024, "text": "Cùng làm đường", "signed_on": TODAY, **given}

    with pytest.raises(Invalid) as refused:
        sign_pact(by=people.actor("province_officer"), now=NOW, group=group, **words)

    assert list(refused.value.fields) == [field]
    assert pact_of(group, 2024) is None


def test_signed_pact_keeps_its_words_and_its_last_paper(people: Cast) -> None:
    group, officer = make(people, "commune"), people.actor("province_officer")
    for name in ("mot.pdf", "hai.pdf"):
        pact = sign_pact(
            by=officer, now=NOW, group=group, year=2024, text="Cùng làm đường.", signed_on=TODAY,
            scan=paper_of(name),
        )  # fmt: skip

    assert (pact_of(group, 2024).text, pact.version) == ("Cùng làm đường.", 2)
    assert [file.name for file in files.of_owner(OWNER, pact.uid)] == ["hai.pdf"]


def test_groups_and_papers_are_read_by_who_takes_part(people: Cast) -> None:
    group = make(people, "commune")
    pact = sign_pact(
        by=people.actor("province_officer"), now=NOW, group=group, year=2024, text="Giao ước", signed_on=TODAY,
        scan=paper_of("giao-uoc.pdf"),
    )  # fmt: skip
    paper = files.of_owner(OWNER, pact.uid).get()
    member, outsider = people.actor("far_commune_officer"), people.actor("commune_officer")
    people.campaign.participations.filter(unit=people.commune).delete()

    assert (may_read(member, people.campaign), files.readable(member, paper)) == (True, True)
    assert (may_read(outsider, people.campaign), files.readable(outsider, paper)) == (False, False)
    assert (list(groups_for(member)), list(groups_for(outsider))) == ([group], [])


def test_groups_come_with_the_year_s_head_and_pact(people: Cast, django_assert_num_queries: Any) -> None:
    for name, unit in (("Cụm 1", "commune"), ("Cụm 2", "far_commune")):
        group = make(people, unit, name=name)
        officer = people.actor("province_officer")
        name_head(by=officer, now=NOW, group=group, year=2024, unit=people.units[unit], source=DOCUMENT)
        sign_pact(by=officer, now=NOW, group=group, year=2023, text="Giao ước", signed_on=TODAY)

    with django_assert_num_queries(3):
        rows = list(with_year(groups_of(people.campaign, on=TODAY), 2024))

    assert [(row.name, row.heads_now[0].unit.short_name, row.pacts_now) for row in rows] == [
        ("Cụm 1", "Xã Nam Dong", []),
        ("Cụm 2", "Xã Đắk Lao", []),
    ]
