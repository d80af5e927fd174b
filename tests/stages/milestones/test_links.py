"""Personal links of areas' heads: given by the commune, told once, ended at once."""

from __future__ import annotations

import datetime
import json

import pytest

from tests.factories import NOW, TODAY, Cast
from thidua.foundation.accounts.models import Person, PersonalLink
from thidua.foundation.accounts.operations import digest, link_by_token
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed
from thidua.foundation.core.models import AuditEntry
from thidua.stages.milestones.operations import give_area_link, revoke_area_link

HEAD = "Điểu Srôn"


def give(site: Cast, *, unit: str = "area", by: str = "commune_officer", name: str = HEAD) -> tuple[PersonalLink, str]:
    return give_area_link(by=site.actor(by), now=NOW, area=site.units[unit], full_name=name, phone="0900 111 222")


def test_link_is_given_and_its_token_is_kept_nowhere(site: Cast) -> None:
    link, token = give(site)
    assert (link.person.full_name, link.unit_id, link.token_hash) == (HEAD, site.area.pk, digest(token))
    assert link_by_token(token, on=TODAY) == link
    told = json.dumps(list(AuditEntry.objects.order_by("id").values("before", "after", "reason", "object_label")))
    assert (token in told, link.token_hash in told) == (False, False)


def test_new_link_ends_the_old_one_and_keeps_the_person(site: Cast) -> None:
    first, old = give(site)
    second, _token = give(site)
    with pytest.raises(Missing):
        link_by_token(old, on=TODAY)
    assert (second.person_id, Person.objects.filter(full_name=HEAD).count()) == (first.person_id, 1)


def test_other_head_is_another_person(site: Cast) -> None:
    first, _token = give(site)
    second, _token = give(site, name="Thị Mai")
    assert first.person_id != second.person_id


def test_revoked_link_is_missing(site: Cast) -> None:
    _link, token = give(site)
    revoke_area_link(by=site.actor("commune_officer"), now=NOW, area=site.area)
    with pytest.raises(Missing):
        link_by_token(token, on=TODAY)


def test_expired_link_is_missing(site: Cast) -> None:
    link, token = give(site)
    assert link_by_token(token, on=link.valid_to - datetime.timedelta(days=1)) == link
    with pytest.raises(Missing):
        link_by_token(token, on=link.valid_to)


@pytest.mark.parametrize(
    ("unit", "by", "refusal"),
    [
        ("area", "commune_leader", NotAllowed),
        ("area", "district_officer", NotAllowed),
        ("area", "administrator", NotAllowed),
        ("sister_area", "commune_officer", Missing),
        ("area", "sister_officer", Missing),
        ("commune", "district_officer", Invalid),
    ],
)
def test_link_is_given_by_nobody_else_and_for_areas_only(
    site: Cast, unit: str, by: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        give(site, unit=unit, by=by)
    assert (PersonalLink.objects.count(), Person.objects.filter(full_name=HEAD).count()) == (0, 0)


def test_link_without_a_name_is_refused(site: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        give(site, name="  ")
    assert list(refusal.value.fields) == ["full_name"]


def test_link_is_revoked_by_nobody_else(site: Cast) -> None:
    _link, token = give(site)
    with pytest.raises(NotAllowed):
        revoke_area_link(by=site.actor("commune_leader"), now=NOW, area=site.area)
    assert link_by_token(token, on=TODAY).unit_id == site.area.pk
