"""After a congress: who leaves, who stays, who comes."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.factories import NOW, START, SYSTEM, TODAY, Cast, cast, make_person
from thidua.foundation.accounts.actors import actor_of_person
from thidua.foundation.accounts.invitations import open_for
from thidua.foundation.accounts.models import Delegation, Membership, Person, PersonalLink
from thidua.foundation.accounts.operations import give_link, give_role, link_by_token
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.accounts.terms import Change, Handover, change_term, invite_again, people_at
from thidua.foundation.core import audit, duties
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed
from thidua.foundation.core.models import AuditEntry


@pytest.fixture
def site(db: None) -> Cast:
    return cast()


def change(
    site: Cast, *changes: Change, unit: str = "commune", by: str = "commune_leader", **more: Any
) -> list[Handover]:
    return change_term(
        **{"by": site.actor(by), "now": NOW, "unit": site.units[unit], "on": TODAY, "changes": changes, **more}
    )


@pytest.mark.clause("II.6")
def test_who_comes_takes_the_roles_and_the_tasks_of_who_leaves(site: Cast) -> None:
    leaver = site.people["commune_officer"]
    owed = [duty.what for duty in duties.owed(site.actor("commune_officer"), TODAY)]
    (made,) = change(site, Change(leaver, "Lò Thị Hoa", "0900 111 333"))
    assert made.comer is not None
    assert (made.comer.full_name, made.comer.phone, made.roles) == ("Lò Thị Hoa", "0900 111 333", ["officer"])
    comer, gone = actor_of_person(made.comer, TODAY), actor_of_person(leaver, TODAY)
    assert (comer.holds(Permission.MILESTONES_ENTER, site.commune.pk), gone.posts) == (True, ())
    assert [duty.what for duty in duties.owed(comer, TODAY)] == owed
    assert owed != []
    # Until then it was the leaver's.
    assert actor_of_person(leaver, TODAY - datetime.timedelta(days=1)).posts != ()
    entry = audit.history(site.commune).first()
    assert entry is not None
    assert (entry.act, entry.before, entry.after["came"], entry.after["stay"]) == (
        "ghi nhân sự sau đại hội, hội nghị", {"left": ["Vũ Thị Giang"]}, ["Lò Thị Hoa"], ["Y Hùng Êban"],
    )  # fmt: skip


@pytest.mark.clause("III.6a")
def test_new_head_of_an_area_gets_a_link_and_the_old_one_ends(site: Cast) -> None:
    old = make_person("Điểu Srôn")
    _link, token = give_link(by=site.actor("commune_officer"), now=NOW, person=old, area=site.area)
    (made,) = change(site, Change(old, "Thị Mai", "0900 222 444"), unit="area", by="commune_officer")
    with pytest.raises(Missing):
        link_by_token(token, on=TODAY)
    assert (link_by_token(made.token, on=TODAY).person.full_name, PersonalLink.objects.count()) == ("Thị Mai", 2)
    site.area.refresh_from_db()
    assert (site.area.contact_name, site.area.phone) == ("Thị Mai", "0900 222 444")


def test_area_without_a_head_gets_one(site: Cast) -> None:
    (empty,) = people_at(site.area, on=TODAY)
    assert empty.person is None
    (made,) = change(site, Change(None, "Thị Mai"), unit="area", by="commune_officer")
    assert (made.leaver, link_by_token(made.token, on=TODAY).unit_id) == (None, site.area.pk)


def test_one_with_an_account_comes_by_the_user_name(site: Cast) -> None:
    site.account("sister_officer")
    (made,) = change(site, Change(site.people["commune_officer"], username="SISTER-officer"))
    assert (made.comer, Person.objects.filter(full_name="Đỗ Văn Khánh").count()) == (site.people["sister_officer"], 1)
    both = {post.unit_id for post in actor_of_person(made.comer, TODAY).posts}
    assert both == {site.commune.pk, site.sister_commune.pk}


def test_history_tells_who_was_invited(site: Cast) -> None:
    site.account("sister_officer")
    leaving, others = make_person("Lò Văn Sơn"), site.people["commune_officer"]
    give_role(by=site.actor("administrator"), now=NOW, person=leaving, unit=site.commune, role="officer", on=START)
    made = change(site, Change(leaving, "Lò Thị Hoa"), Change(others, username="sister-officer"))
    entry = audit.history(site.commune).first()

    assert entry is not None
    assert [bool(one.invitation) for one in made] == [True, False]
    assert entry.after["invited"] == [made[0].account.username if made[0].account else ""]


def test_one_leaves_without_another_where_somebody_keeps_the_role(site: Cast) -> None:
    other = make_person("Lò Văn Sơn")
    give_role(by=site.actor("administrator"), now=NOW, person=other, unit=site.commune, role="officer", on=START)
    (made,) = change(site, Change(other))
    assert (made.comer, [one.full_name for one in _officers(site)]) == (None, ["Vũ Thị Giang"])


def _officers(site: Cast) -> list[Person]:
    rows = Membership.objects.on(TODAY).filter(unit=site.commune, role="officer").order_by("id")
    return [row.person for row in rows]


def test_what_was_lent_ends_with_the_term(site: Cast) -> None:
    leaver = site.people["commune_officer"]
    Delegation.objects.create(
        giver=leaver, taker=site.people["sister_officer"], unit=site.commune, role="officer", document="QĐ 1",
        valid_from=START, valid_to=datetime.date(2024, 12, 31),
    )  # fmt: skip
    change(site, Change(leaver, "Lò Thị Hoa"))
    assert Delegation.objects.get().valid_to == TODAY


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"who": ""}, "changes", "Chưa ghi ai thôi"),
        ({"name": ""}, "full_name-", "sẽ không còn ai giữ vai «Cán bộ»"),
        ({"username": "khong-co"}, "username-", "Không có tài khoản «khong-co»."),
        ({"on": TODAY + datetime.timedelta(days=1)}, "on", "Ngày này chưa tới."),
        ({"on": START}, "on", "ngày thay đổi phải sau ngày ấy"),
    ],
)
def test_wrong_change_is_told_and_changes_nothing(site: Cast, given: dict[str, Any], field: str, sentence: str) -> None:
    leaver = site.people["commune_officer"]
    one = Change(leaver, given.get("name", "Lò Thị Hoa"), username=given.get("username", ""))
    entries = AuditEntry.objects.filter(refused=False).count()
    with pytest.raises(Invalid) as refusal:
        change(site, *([] if given.get("who") == "" else [one]), on=given.get("on", TODAY))
    (told,) = refusal.value.fields.items()
    assert (told[0], sentence in str(told[1])) == (field + (str(leaver.pk) if field.endswith("-") else ""), True)
    assert (AuditEntry.objects.filter(refused=False).count(), _officers(site)) == (entries, [leaver])


@pytest.mark.parametrize(
    ("unit", "by", "refusal"),
    [
        ("commune", "commune_officer", NotAllowed),
        ("commune", "district_officer", NotAllowed),
        ("commune", "sister_officer", Missing),
        ("commune", "province_leader", NotAllowed),
        ("area", "commune_leader", NotAllowed),
        ("area", "sister_officer", Missing),
    ],
)
def test_change_of_term_is_nobody_else_s(site: Cast, unit: str, by: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        change(site, Change(site.people["commune_officer"], "Lò Thị Hoa"), unit=unit, by=by)
    assert _officers(site) == [site.people["commune_officer"]]


@pytest.mark.parametrize("by", ["commune_leader", "district_leader", "administrator"])
def test_who_may_change_a_committee_s_people(site: Cast, by: str) -> None:
    change(site, Change(site.people["commune_officer"], "Lò Thị Hoa"), by=by)
    assert [one.full_name for one in _officers(site)] == ["Lò Thị Hoa"]


def test_who_keeps_the_site_is_not_changed_with_a_term(site: Cast) -> None:
    assert site.people["administrator"] not in [one.person for one in people_at(site.province, on=TODAY)]
    with pytest.raises(Missing):
        change(site, Change(site.people["administrator"], "Lò Thị Hoa"), unit="province", by="province_leader")


def test_somebody_of_another_unit_is_missing(site: Cast) -> None:
    with pytest.raises(Missing):
        change(site, Change(site.people["sister_officer"], "Lò Thị Hoa"))


def test_nobody_is_let_in_as_who_holds_a_role_elsewhere(site: Cast) -> None:
    """A user name typed for a newcomer leads to no invitation where its holder works for others too."""
    guest = make_person("Ngô Văn Khách")
    account = open_for(guest, by=SYSTEM, now=NOW)
    give_role(by=SYSTEM, now=NOW, person=guest, unit=site.units["far_commune"], role="officer", on=START)
    (made,) = change(site, Change(site.people["commune_officer"], username=account.username))
    assert (made.account, made.invitation, made.roles) == (account, "", ["officer"])
    with pytest.raises(NotAllowed, match="còn giữ vai ở đơn vị khác"):
        invite_again(by=site.actor("commune_leader"), now=NOW, unit=site.commune, person=guest)
