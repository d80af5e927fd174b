"""After a congress or a conference: who leaves passes roles, link and unfinished lists to who comes, in one step."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.invitations import invite, open_for
from thidua.foundation.accounts.models import Account, Delegation, Membership, Person, PersonalLink
from thidua.foundation.accounts.operations import (
    end_role,
    give_link,
    give_role,
    make_person,
    may_give_links,
    revoke_link,
)
from thidua.foundation.accounts.roles import ROLES, Leader, Officer, Permission
from thidua.foundation.core import audit, clock, files
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import tidy
from thidua.foundation.units.models import Unit
from thidua.foundation.units.operations import name_contact

# Roles of a committee's own people. Who keeps the site, and who sits on a council, is named by others.
PASSED_ON = (Officer.key, Leader.key)


@dataclass(frozen=True, slots=True)
class Standing:
    """One person at the unit today: its roles there and its living link. `person` is None where an area has nobody."""

    person: Person | None
    memberships: tuple[Membership, ...] = ()
    link: PersonalLink | None = None

    @property
    def key(self) -> str:
        return str(self.person.pk) if self.person else "0"


@dataclass(frozen=True, slots=True)
class Change:
    """One who leaves (None: the place was empty), and who comes; without a name nobody comes for him."""

    leaver: Person | None
    full_name: str = ""
    phone: str = ""
    # Of a person who signs in already.
    username: str = ""

    @property
    def key(self) -> str:
        return str(self.leaver.pk) if self.leaver else "0"


@dataclass(slots=True)
class Handover:
    """What passed from whom to whom; the token of a new link, or of an invitation, is told here and kept nowhere."""

    leaver: Person | None
    comer: Person | None
    roles: list[str] = field(default_factory=list)
    link: PersonalLink | None = None
    token: str = ""
    # Of who comes to a committee: opened with it where there was none; `invitation` while it waits for a password.
    account: Account | None = None
    invitation: str = ""


def why_not_change_term(by: Actor, unit: Unit) -> str | None:
    """Of an area its commune's officer; of another unit its own leader, the one above's, or who keeps the site."""
    if unit.kind.is_area:
        allowed = may_give_links(by, unit)
        return None if allowed else _("Chỉ cán bộ của xã quản lý khu dân cư này ghi được Trưởng ban mới.")
    if by.leads(unit.pk) or by.leads(unit.parent_id) or by.holds_anywhere(Permission.SITE):
        return None
    return _("Chỉ lãnh đạo của đơn vị, lãnh đạo cấp trên trực tiếp hoặc người quản trị ghi được thay đổi nhân sự.")


def people_at(unit: Unit, *, on: datetime.date) -> list[Standing]:
    """Who holds a role or a living link at the unit on a day, by name; of an area without any one empty place."""
    roles: dict[int, list[Membership]] = {}
    people: dict[int, Person] = {}
    held = Membership.objects.on(on).filter(unit=unit, role__in=PASSED_ON)
    for row in held.select_related("person").order_by("role", "id"):
        roles.setdefault(row.person_id, []).append(row)
        people[row.person_id] = row.person
    living = PersonalLink.objects.filter(unit=unit, revoked_at__isnull=True, valid_to__gt=on)
    links = {row.person_id: row for row in living.select_related("person", "unit__kind").order_by("id")}
    people |= {pk: row.person for pk, row in links.items()}
    found = [Standing(one, tuple(roles.get(pk, ())), links.get(pk)) for pk, one in people.items()]
    found.sort(key=lambda standing: (standing.person.sort_key, standing.person.pk) if standing.person else ("", 0))
    return found or ([Standing(None)] if unit.kind.is_area else [])


@operation
def change_term(
    *, by: Actor, now: datetime.datetime, unit: Unit, on: datetime.date, changes: Sequence[Change]
) -> list[Handover]:
    """Records who left and who came at a unit from a day on: all of it or nothing.

    Who leaves ends the roles, delegations and personal link at the unit; who comes takes the same roles from that day
    (what the unit owes and has begun is then his to go on with), an area's head a new link, anybody else an account
    with an invitation where he has none, and the lists the leaver had not taken over yet. What the leaver did stays
    told of him. Refused: `Missing` a foreign unit or somebody who is not of it; `NotAllowed` by `why_not_change_term`;
    `Invalid` (fields by person, `full_name-<id>`): a day to come or before the leaver's term, an unknown user name,
    nobody left for a role, nothing changed (`changes`).
    """
    if not by.sees(unit):
        raise Missing(_("Không tìm thấy đơn vị này trong phạm vi của bạn."))
    if why := why_not_change_term(by, unit):
        raise NotAllowed(why)
    if not changes:
        raise Invalid({"changes": _("Chưa ghi ai thôi, ai mới. Nếu không ai thay đổi thì không cần gửi.")})
    if on > clock.day_of(now):
        raise Invalid({"on": _("Ngày này chưa tới. Xin ghi sau khi đại hội, hội nghị đã bầu.")})
    standing = {one.key: one for one in people_at(unit, on=clock.day_of(now))}
    if any(change.key not in standing for change in changes):
        raise Missing(_("Có người không còn ở đơn vị này. Xin tải lại trang."))
    _require_every_role_kept(unit, standing, changes)
    made = [_hand_over(change, standing[change.key], unit, on, by=by, now=now) for change in changes]
    left = {change.key for change in changes}
    audit.record(
        by=by, act=gettext_noop("ghi nhân sự sau đại hội, hội nghị"), obj=unit,
        before={"left": [one.leaver.full_name for one in made if one.leaver]},
        after={
            "came": [one.comer.full_name for one in made if one.comer],
            "invited": [one.account.username for one in made if one.account and one.invitation],
            "stay": [one.person.full_name for key, one in standing.items() if one.person and key not in left],
            "from": str(on),
        },
    )  # fmt: skip
    return made


@operation
def invite_again(*, by: Actor, now: datetime.datetime, unit: Unit, person: Person) -> Handover:
    """A new invitation for one of the unit's people who has not set a password; an account too where there is none.

    Refused: `Missing` a foreign unit or somebody who is not of it; `NotAllowed` by `why_not_change_term`, and for who
    holds a role where the actor may not change it; `NotNow` for who signs in already.
    """
    if not by.sees(unit):
        raise Missing(_("Không tìm thấy đơn vị này trong phạm vi của bạn."))
    if why := why_not_change_term(by, unit):
        raise NotAllowed(why)
    found = {one.person: one for one in people_at(unit, on=clock.day_of(now))}.get(person)
    if found is None or unit.kind.is_area:
        raise Missing(_("Có người không còn ở đơn vị này. Xin tải lại trang."))
    if not _answers_for(by, person, on=clock.day_of(now)):
        sentence = _("%(name)s còn giữ vai ở đơn vị khác. Xin người quản trị hệ thống mời.")
        raise NotAllowed(sentence % {"name": person.full_name})
    account = open_for(person, by=by, now=now)
    if not (invitation := invite(account)):
        raise NotNow(_("%(name)s đã có mật khẩu và đăng nhập được.") % {"name": person.full_name})
    audit.record(by=by, act=gettext_noop("mời lại"), obj=person, after={"username": account.username})
    roles = [row.role for row in found.memberships]
    return Handover(None, person, roles, account=account, invitation=invitation)


def _require_every_role_kept(unit: Unit, standing: dict[str, Standing], changes: Sequence[Change]) -> None:
    """A role goes on with who comes, or with somebody who stays in it."""
    left = {change.key: change for change in changes}
    kept = {row.role for key, one in standing.items() if key not in left for row in one.memberships}
    kept |= {row.role for key, change in left.items() if _comes(change) for row in standing[key].memberships}
    for key, change in left.items():
        lost = [row.role for row in standing[key].memberships if row.role not in kept]
        if lost and not _comes(change):
            sentence = _("Xin ghi người thay: %(unit)s sẽ không còn ai giữ vai «%(role)s».")
            words = {"unit": unit.short_name, "role": ROLES[lost[0]].label}
            raise Invalid({f"full_name-{key}": sentence % words})


def _comes(change: Change) -> bool:
    return bool(tidy(change.full_name) or change.username.strip())


def _hand_over(
    change: Change, standing: Standing, unit: Unit, on: datetime.date, *, by: Actor, now: datetime.datetime
) -> Handover:
    comer = _comer(change, unit, by=by, now=now) if _comes(change) else None
    if comer is not None and comer == change.leaver:
        raise Invalid({f"full_name-{change.key}": _("Người mới trùng với người thôi. Người ở lại thì không cần ghi.")})
    made = Handover(change.leaver, comer)
    for row in standing.memberships:
        if row.valid_from >= on:
            sentence = _("%(name)s mới giữ vai này từ %(day)s; ngày thay đổi phải sau ngày ấy.")
            words = {"name": row.person.full_name, "day": f"{row.valid_from:%-d/%-m/%Y}"}
            raise Invalid({"on": sentence % words})
        end_role(by=by, now=now, membership=row, on=on)
        if comer is not None and not Membership.objects.on(on).filter(person=comer, unit=unit, role=row.role).exists():
            give_role(by=by, now=now, person=comer, unit=unit, role=row.role, on=on)
        made.roles.append(row.role)
    if change.leaver is not None:
        _end_what_is_lent(change.leaver, unit, on)
        if comer is not None:
            files.pass_on(from_uid=change.leaver.uid, to_uid=comer.uid)
    if standing.link is not None:
        revoke_link(by=by, now=now, link=standing.link)
    if comer is not None:
        _let_in(made, comer, unit, by=by, now=now)
    if comer is not None and (unit.kind.is_area or (change.leaver and unit.contact_name == change.leaver.full_name)):
        name_contact(by=by, now=now, unit=unit, contact_name=comer.full_name, phone=comer.phone)
    return made


def _let_in(made: Handover, comer: Person, unit: Unit, *, by: Actor, now: datetime.datetime) -> None:
    """An area's head acts by a link, everybody else by an account."""
    if unit.kind.is_area:
        made.link, made.token = give_link(by=by, now=now, person=comer, area=unit)
    else:
        made.account = open_for(comer, by=by, now=now)
        if _answers_for(by, comer, on=clock.day_of(now)):
            made.invitation = invite(made.account)


def _answers_for(by: Actor, person: Person, *, on: datetime.date) -> bool:
    """Whether the actor may change everything that the person holds: who is invited by a link may be who made it."""
    held = Membership.objects.on(on).filter(person=person).select_related("unit__kind", "unit__parent").order_by("id")
    return all(why_not_change_term(by, row.unit) is None for row in held)


def _comer(change: Change, unit: Unit, *, by: Actor, now: datetime.datetime) -> Person:
    """The person of a user name; one who was at the unit under the same name and phone; else a new one."""
    if username := change.username.strip():
        account = Account.objects.filter(username__iexact=username).first()
        if account is None:
            raise Invalid({f"username-{change.key}": _("Không có tài khoản «%(name)s».") % {"name": username}})
        return account.person
    name, phone = tidy(change.full_name), tidy(change.phone)
    known = Person.objects.filter(links__unit=unit, full_name=name, phone=phone).order_by("-id").first()
    return known or make_person(
        by=by, now=now, full_name=name, phone=phone, is_invented=unit.is_invented,
        position=_("Trưởng Ban công tác Mặt trận") if unit.kind.is_area else "",
    )  # fmt: skip


def _end_what_is_lent(leaver: Person, unit: Unit, on: datetime.date) -> None:
    """What others had lent him at the unit, and he to others, ends with his term."""
    for lent in (Delegation.objects.filter(taker=leaver), Delegation.objects.filter(giver=leaver)):
        rows = lent.filter(unit=unit, valid_to__gt=on)
        rows.filter(valid_from__lt=on).update(valid_to=on)
        rows.filter(valid_from__gte=on).delete()
