"""People, accounts, roles and personal links are made and ended here."""

from __future__ import annotations

import datetime
import hashlib
import secrets

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.models import LONGEST_NAME, Account, Membership, Person, PersonalLink
from thidua.foundation.accounts.roles import ROLES, Permission
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation, touch
from thidua.foundation.core.vietnamese import fold, sort_key, tidy
from thidua.foundation.units.models import Unit

LINK_DAYS = 366


def digest(token: str) -> str:
    """What is kept of a personal link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


@operation
def make_person(
    *, by: By, now: datetime.datetime, full_name: str, position: str = "", phone: str = "", is_invented: bool = False
) -> Person:
    """Makes a person. Two people may have one name; refused with `Invalid` without a name or with one too long."""
    name = tidy(full_name)
    if not name:
        raise Invalid({"full_name": _("Xin ghi họ và tên.")})
    if len(name) > LONGEST_NAME:
        raise Invalid({"full_name": _("Họ và tên dài quá %(most)d chữ. Xin ghi gọn lại.") % {"most": LONGEST_NAME}})
    person = Person.objects.create(
        full_name=name, folded=fold(name), sort_key=sort_key(name), position=tidy(position), phone=phone,
        is_invented=is_invented, made_at=now, changed_at=now,
    )  # fmt: skip
    audit.record(by=by, act=gettext_noop("ghi tên người"), obj=person)
    return person


@operation
def open_account(
    *,
    by: By,
    now: datetime.datetime,
    person: Person,
    username: str,
    password: str | None = None,
    is_sample: bool = False,
) -> Account:
    """Opens the person's account; without a password it cannot sign in until one is set by a one-time link."""
    if Account.objects.filter(username__iexact=username).exists():
        raise Invalid({"username": _("Tên đăng nhập này đã có người dùng. Xin chọn tên khác.")})
    account = Account(username=username, person=person, is_sample=is_sample, made_at=now)
    if password is None:
        account.set_unusable_password()
    else:
        account.set_password(password)
    account.save()
    audit.record(by=by, act=gettext_noop("mở tài khoản"), obj=person, after={"username": username})
    return account


@operation
def give_role(
    *, by: By, now: datetime.datetime, person: Person, unit: Unit, role: str, on: datetime.date
) -> Membership:
    """Gives a person a role at a unit from a day on."""
    if role not in ROLES:
        raise Invalid({"role": _("Không có vai trò «%(role)s».") % {"role": role}})
    row, new = Membership.objects.get_or_create(person=person, unit=unit, role=role, valid_from=on)
    if new:
        audit.record(by=by, act=gettext_noop("giao vai trò"), obj=person, after={"role": role, "unit": unit.name})
    return row


@operation
def end_role(*, by: By, now: datetime.datetime, membership: Membership, on: datetime.date) -> Membership:
    """Ends a role on a day; from that day its holder sees and does nothing by it."""
    membership = lock(membership)
    membership.valid_to = on
    membership.save()
    audit.record(
        by=by,
        act=gettext_noop("thôi vai trò"),
        obj=membership.person,
        after={"role": membership.role, "until": str(on)},
    )
    return membership


@operation
def switch_account(*, by: Actor, now: datetime.datetime, account_id: int) -> Account:
    """Locks an account, or opens a locked one again. Refused unless the actor administers the site; never one's own."""
    if not by.holds_anywhere(Permission.SITE):
        raise NotAllowed(_("Chỉ người quản trị hệ thống khóa hoặc mở được tài khoản."))
    found = Account.objects.filter(pk=account_id).select_related("person").first()
    if found is None:
        raise Missing(_("Không có tài khoản này."))
    if found.person.pk == by.person_id:
        raise NotAllowed(_("Bạn không khóa được tài khoản của chính mình. Xin nhờ người quản trị khác."))
    account = lock(found)
    account.is_active = not account.is_active
    account.save(update_fields=["is_active"])
    audit.record(
        by=by,
        act=gettext_noop("mở lại tài khoản") if account.is_active else gettext_noop("khóa tài khoản"),
        obj=account.person,
        after={"username": account.username},
    )
    return account


def may_give_links(actor: Actor, area: Unit) -> bool:
    """The officer of the commune gives and revokes the links of its areas."""
    return actor.holds(Permission.MILESTONES_ENTER, area.parent_id)


@operation
def give_link(*, by: Actor | System, now: datetime.datetime, person: Person, area: Unit) -> tuple[PersonalLink, str]:
    """Makes a personal link for an area's head and returns it with its token, which is shown once and never stored.

    Refused with `NotAllowed` unless the actor is the commune's officer, with `Invalid` for a unit that is no area.
    """
    if not area.kind.is_area:
        raise Invalid({"unit": _("Chỉ thôn, buôn, bon, tổ dân phố có đường dẫn riêng.")})
    if isinstance(by, Actor) and not may_give_links(by, area):
        raise NotAllowed(_("Chỉ cán bộ của xã quản lý khu dân cư này cấp được đường dẫn riêng."))
    token = secrets.token_urlsafe(24)
    link = PersonalLink.objects.create(
        person=person, unit=area, token_hash=digest(token), valid_to=now.date() + datetime.timedelta(days=LINK_DAYS),
        made_at=now, changed_at=now,
    )  # fmt: skip
    audit.record(by=by, act=gettext_noop("cấp đường dẫn riêng"), obj=link)
    return link, token


@operation
def revoke_link(*, by: Actor, now: datetime.datetime, link: PersonalLink) -> PersonalLink:
    """Ends a personal link at once. Refused with `NotAllowed` unless the actor is the commune's officer."""
    link = lock(link)
    if not may_give_links(by, link.unit):
        raise NotAllowed(_("Chỉ cán bộ của xã quản lý khu dân cư này thu hồi được đường dẫn riêng."))
    before = audit.snapshot(link)
    link.revoked_at = now
    touch(link, now=now)
    link.save()
    audit.record(by=by, act=gettext_noop("thu hồi đường dẫn riêng"), obj=link, before=before)
    return link


def link_by_token(token: str, *, on: datetime.date) -> PersonalLink:
    """The live link of a token. Raises `Missing` alike for a wrong, expired and revoked one."""
    link = (
        PersonalLink.objects.filter(token_hash=digest(token), revoked_at__isnull=True, valid_to__gt=on)
        .select_related("person", "unit__kind").first()
    )  # fmt: skip
    if link is None:
        raise Missing(_("Đường dẫn này không còn dùng được. Xin hỏi cán bộ Mặt trận xã để lấy đường dẫn mới."))
    return link
