"""Whose request it is: the session and the account behind it, asked at every request by queries composed once."""

from __future__ import annotations

import datetime
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from thidua.foundation.accounts.models import Account, Person
from thidua.foundation.core.prepared import MOMENT, NUMBER, WORD, Prepared

ACCOUNT = [field.attname for field in Account._meta.concrete_fields]
PERSON = [field.attname for field in Person._meta.concrete_fields]


def _session(key: str, now: datetime.datetime) -> QuerySet[Session, tuple[Any, ...]]:
    return Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data", "expire_date")


def _account(number: int) -> QuerySet[Account, tuple[Any, ...]]:
    return Account.objects.filter(pk=number).values_list(*ACCOUNT, *(f"person__{name}" for name in PERSON))


_SESSION = Prepared(_session, key=WORD, now=MOMENT)
_ACCOUNT = Prepared(_account, number=NUMBER)


class SessionStore(db.SessionStore):
    """Django's sessions in the database, read by a query composed once."""

    def _get_session_from_db(self) -> Any:
        # By the machine's own clock: Django writes the end of a session by it.
        for data, expires in _SESSION.rows(key=self.session_key, now=timezone.now()):  # noqa: TID251
            return Session(session_key=self.session_key or "", session_data=data, expire_date=expires)
        # There is none: what follows from that is Django's to say.
        return super()._get_session_from_db()  # type: ignore[misc]


class Backend(AuthenticationBackend):
    """allauth's sign-in; the account of a session comes with its person, by a query composed once."""

    def get_user(self, user_id: Any) -> Account | None:
        for row in _ACCOUNT.rows(number=int(user_id)):
            account = Account.from_db("default", ACCOUNT, row[: len(ACCOUNT)])
            account.person = Person.from_db("default", PERSON, row[len(ACCOUNT) :])
            return account if self.user_can_authenticate(account) else None
        return None
