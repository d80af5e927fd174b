"""Who meets every page, told by how each stands to the commune of Nam Dong, whose things are looked for."""

from __future__ import annotations

import datetime
import time
from http.cookies import SimpleCookie

from django.test import Client

from tests.factories import START, TODAY, Cast, make_person
from thidua.foundation.accounts.models import Membership

Whos = frozenset[str]
A_DAY = 24 * 3600

# Who → the person of the cast it is; those of EXTRA are made for this.
WHO = {
    "own officer": "commune_officer",
    "own leader": "commune_leader",
    "parent officer": "district_officer",
    "parent leader": "district_leader",
    "province officer": "province_officer",
    "province leader": "province_leader",
    "administrator": "administrator",
    "child": "area_head",
    "sister": "sister_officer",
    "sister's child": "sister_area_head",
    "far district": "far_district_officer",
    "organization": "women_officer",
    "linked organization": "district_women_officer",
    "far administrator": "far_administrator",
    "former member": "former_officer",
    "locked": "locked_officer",
}
# key → name, unit, roles, last day (exclusive)
EXTRA: dict[str, tuple[str, str, list[str], datetime.date | None]] = {
    "area_head": ("Trưởng ban Thôn 1", "area", ["area-head"], None),
    "sister_area_head": ("Trưởng ban thôn khác", "sister_area", ["area-head"], None),
    "district_women_officer": ("Cán bộ Hội huyện", "district_women", ["officer", "leader"], None),
    "far_administrator": ("Quản trị huyện khác", "far_district", ["administrator"], None),
    "former_officer": ("Cán bộ đã thôi việc", "commune", ["officer", "leader"], TODAY),
    "locked_officer": ("Cán bộ bị khóa", "commune", ["officer", "leader"], None),
}
ANONYMOUS = "anonymous"
EVERYBODY: Whos = frozenset({ANONYMOUS, *WHO})
# Neither is signed in: the one never was, the other's account was locked while it was.
OUTSIDE: Whos = frozenset({ANONYMOUS, "locked"})
SIGNED_IN: Whos = EVERYBODY - OUTSIDE

OFFICER, LEADER = frozenset({"own officer"}), frozenset({"own leader"})
PARENT_OFFICER = frozenset({"parent officer"})
PARENTS = frozenset({"parent officer", "parent leader"})
PROVINCE = frozenset({"province officer", "province leader"})
ADMINISTRATORS = frozenset({"administrator", "far administrator"})
CHILD = frozenset({"child"})
# Whose branch holds the commune. An administrator reads the branch of the unit it is posted at.
SEERS: Whos = OFFICER | LEADER | PARENTS | PROVINCE | {"administrator"}
# Who must never see a thing of the commune, whatever it opens.
FOREIGN: Whos = EVERYBODY - SEERS - CHILD
NOBODY: Whos = frozenset()


def add_people(cast: Cast) -> None:
    """The people the cast itself does not have; they stand in it like the others."""
    for key, (name, unit, roles, until) in EXTRA.items():
        cast.people[key] = make_person(name)
        Membership.objects.bulk_create(
            Membership(person=cast.people[key], unit=cast.units[unit], role=role, valid_from=START, valid_to=until)
            for role in roles
        )


def sign_in(cast: Cast) -> dict[str, SimpleCookie]:
    """The cookies of everybody's browser, signed in where it can be."""
    found = {ANONYMOUS: SimpleCookie()}
    for who, key in WHO.items():
        client, account = Client(), cast.account(key)
        client.force_login(account, backend="thidua.foundation.accounts.signing_in.Backend")
        # As one who has just typed the password: pages of the second step ask for it. However long the tests take.
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time() + A_DAY, "reauthenticated": True}
        ]
        session["account_authentication_methods_user"] = str(account.pk)
        session.save()
        found[who] = client.cookies
    locked = cast.account(WHO["locked"])
    locked.is_active = False
    locked.save()
    return found
