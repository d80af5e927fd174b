"""What every act on a session begins and ends with: it is found, held, and its change is told."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, touch
from thidua.stages.councils.models import CouncilMember, Session
from thidua.stages.councils.visibility import require_session


def held(session: Session, *, by: By) -> Session:
    """The session, locked, for an actor who may know of it; raises `Missing` otherwise."""
    require_session(by, session)
    return lock(session)


def allow(rule: Callable[[By, Any], str | None], by: By, obj: Any) -> None:
    """Raises `NotAllowed` with the rule's sentence."""
    if why_not := rule(by, obj):
        raise NotAllowed(why_not)


def require_status(session: Session, *statuses: str) -> None:
    """Raises `NotNow` naming how the session stands."""
    if session.status not in statuses:
        raise NotNow(
            _("Phiên họp đang ở tình trạng «%(status)s» nên không làm được việc này. Xin tải lại trang.")
            % {"status": session.get_status_display()}
        )


def voters_of(session: Session) -> list[CouncilMember]:
    """The membership that votes and counts: by the establishing decision."""
    rows = CouncilMember.objects.filter(council_id=session.council_id, votes=True).select_related("person")
    return list(rows.order_by("position", "id"))


def told(
    session: Session,
    *,
    by: By,
    now: datetime.datetime,
    act: str,
    before: dict[str, Any],
    version: int | None = None,
    reason: str = "",
) -> None:
    """Saves a change that is no step of the session's way, with its version and its line in the trail."""
    check_version(session, version)
    session.changed_by_id = person_of(by)
    touch(session, now=now)
    session.save()
    audit.record(by=by, act=act, obj=session, before=before, reason=reason)
