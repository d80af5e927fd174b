"""Invitations: who is given an account sets its first password by a link that is good once, for seven days.

The link's token is made of the account as it stands: with the password it is good no more, and nothing of it is kept.
"""

from __future__ import annotations

import datetime
import re

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int, int_to_base36
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.models import Account, Person
from thidua.foundation.accounts.operations import open_account
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import fold

NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
LONGEST = 60


class _Letters(PasswordResetTokenGenerator):
    """Signs what an account is now; for how long is a setting of the site."""

    key_salt = "thidua.accounts.invitation"


_LETTERS = _Letters()


def open_for(person: Person, *, by: By, now: datetime.datetime) -> Account:
    """The person's account, opened under a user name made of the name where there is none."""
    known = Account.objects.filter(person=person).first()
    return known or open_account(by=by, now=now, person=person, username=free_username(person.full_name))


def invite(account: Account) -> str:
    """The token of an account that waits for its first password; empty for one that has it."""
    if account.has_usable_password():
        return ""
    return f"{int_to_base36(account.pk)}-{_LETTERS.make_token(account)}"


def invited(token: str) -> Account:
    """The account of a token. Raises `Missing` alike for a wrong one, an old one and one that was used."""
    key, _sign, letter = token.partition("-")
    try:
        account = Account.objects.filter(pk=base36_to_int(key), is_active=True).first()
    except (ValueError, OverflowError):
        account = None
    if account is None or account.has_usable_password() or not _LETTERS.check_token(account, letter):
        raise Missing(_("Lời mời này không còn dùng được. Xin hỏi lãnh đạo đơn vị để nhận lời mời mới."))
    return account


@operation
def accept_invitation(*, by: System, now: datetime.datetime, token: str, password: str) -> Account:
    """Gives the invited account its first password, which the page has checked; the link is good no more.

    Raises `Missing` for a token that is wrong, old or used.
    """
    account = lock(invited(token))
    invited(token)
    account.set_password(password)
    account.save(update_fields=["password"])
    audit.record(
        by=by, act=gettext_noop("nhận lời mời, đặt mật khẩu"), obj=account.person, after={"username": account.username}
    )
    return account


def free_username(full_name: str) -> str:
    """A user name made of a name that nobody has: «lo-thi-hoa», «lo-thi-hoa-2»."""
    name = NOT_IN_A_NAME.sub("-", fold(full_name)).strip("-")[:LONGEST] or "can-bo"
    taken = set(Account.objects.filter(username__startswith=name).order_by("id").values_list("username", flat=True))
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free
