"""The secret ballot: once, by oneself, for everything one does not step out for."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.operations import operation
from thidua.stages.councils import rules
from thidua.stages.councils.ballots import items_to_vote
from thidua.stages.councils.models import Ballot, CouncilMember, Session, Voted
from thidua.stages.councils.operations.records import allow, held
from thidua.stages.councils.states import BEFORE_RESULTS, VOTING


@operation
def cast_ballots(
    *,
    by: By,
    now: datetime.datetime,
    session: Session,
    choices: Mapping[uuid.UUID, str],
    receipt: uuid.UUID | None = None,
) -> Session:
    """Puts the member's ballots into the box and marks that it has voted, in one transaction; how is kept nowhere.

    Refused with `Missing`; `NotAllowed` for whoever has no vote or was not marked as there; `NotNow` before the ballot
    is open, after it is closed, and a second time; `Invalid` (`choices`) unless exactly the
    member's items are answered.
    """
    session = held(session, by=by)
    allow(rules.votes, by, session)
    member = CouncilMember.objects.get(council_id=session.council_id, person_id=person_of(by) or 0)
    _require_open(session, member)
    items = items_to_vote(session, member)
    if not items:
        raise NotNow(_("Đồng chí không tham gia xét trường hợp nào của phiên này nên không bỏ phiếu."))
    if choices.keys() != {item.uid for item in items}:
        raise Invalid({"choices": _("Xin đánh dấu đủ mọi trường hợp trên phiếu rồi bỏ phiếu một lần.")})
    if not set(choices.values()) <= set(Ballot.Choice.values):
        raise Invalid({"choices": _("Xin chọn đồng ý, không đồng ý hoặc để phiếu trắng.")})
    Voted.objects.create(session=session, member=member)
    Ballot.objects.bulk_create(Ballot(item=item, choice=choices[item.uid]) for item in items)
    # Nothing of the choice is written down here, and the session's own row does not change.
    audit.record(by=by, act=gettext_noop("đã bỏ phiếu kín"), obj=session, before={}, after={})
    return session


def _require_open(session: Session, member: CouncilMember) -> None:
    if session.status != VOTING:
        if session.status in BEFORE_RESULTS:
            raise NotNow(_("Thư ký chưa mở bỏ phiếu. Xin chờ Chủ tọa mời bỏ phiếu rồi tải lại trang."))
        raise NotNow(_("Phiên bỏ phiếu đã khóa nên không bỏ phiếu được nữa."))
    if Voted.objects.filter(session=session, member=member).exists():
        raise NotNow(_("Đồng chí đã bỏ phiếu. Mỗi người bỏ phiếu một lần, lá phiếu đã bỏ không sửa được."))
