"""Who may do what in a council. Each rule answers None, or the sentence that names who may."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import By
from thidua.foundation.units.models import Unit
from thidua.stages.councils.models import Attendance, Council, CouncilMember, Session

Duty = CouncilMember.Duty


def establishes(by: By, unit: Unit) -> str | None:
    """The unit's officer or leader enters the decision that establishes its council."""
    if not isinstance(by, Actor) or by.acts_for(Permission.AWARDS_SELECT, unit.pk):
        return None
    return _("Chỉ cán bộ, lãnh đạo %(unit)s ghi được quyết định thành lập Hội đồng.") % {"unit": unit.name}


def keeps_council(by: By, council: Council) -> str | None:
    """The secretary, by role at the unit or by duty on the decision, and the chair."""
    if not isinstance(by, Actor) or by.acts_for(Permission.COUNCIL_KEEP, council.unit_id):
        return None
    seat = _seat(by, council)
    if seat is not None and seat.duty in {Duty.SECRETARY, Duty.CHAIR}:
        return None
    return _("Việc này do Thư ký Hội đồng hoặc Chủ tịch Hội đồng (lãnh đạo đơn vị) làm.")


def keeps(by: By, session: Session) -> str | None:
    """Whoever keeps the council keeps its sessions."""
    return keeps_council(by, session.council)


def keeps_minutes(by: By, session: Session) -> str | None:
    """The secretary alone: the chair signs after it and never for it."""
    if not isinstance(by, Actor) or by.acts_for(Permission.COUNCIL_KEEP, session.council.unit_id):
        return None
    seat = _seat(by, session.council)
    if seat is not None and seat.duty == Duty.SECRETARY:
        return None
    return _("Biên bản do Thư ký Hội đồng lập và ký trước; sau đó lãnh đạo chủ tọa ký.")


def presides(by: By, session: Session) -> str | None:
    """The chair; where the chair was away, a vice chair who was there."""
    if not isinstance(by, Actor):
        return None
    chair = presiding(session)
    if chair is not None and chair.person_id == by.person_id:
        return None
    name = chair.person.full_name if chair else _("Chủ tịch Hội đồng")
    return _("Chỉ đồng chí chủ tọa phiên họp (%(name)s, lãnh đạo Hội đồng) ký được biên bản này.") % {"name": name}


def sits(by: By, session: Session) -> str | None:
    """Whoever sits in the council or keeps it reads its candidates' page and may step out."""
    if not isinstance(by, Actor) or _seat(by, session.council) is not None or not keeps(by, session):
        return None
    return _("Trang này dành cho thành viên và Thư ký Hội đồng.")


def votes(by: By, session: Session) -> str | None:
    """A voting member who is there; each for itself, by the role and by its seat on the decision."""
    seat = _seat(by, session.council) if isinstance(by, Actor) else None
    # Also the product itself has no vote.
    if not isinstance(by, Actor) or seat is None or not seat.votes:
        return _("Phiếu bầu dành cho thành viên Hội đồng theo quyết định thành lập, mỗi người cho chính mình.")
    if not by.acts_for(Permission.COUNCIL_VOTE, session.council.unit_id):
        return _("Bạn chưa có vai trò thành viên Hội đồng nên chưa bỏ phiếu được. Xin báo người quản trị hệ thống.")
    here = Attendance.objects.filter(session=session, member=seat, presence=Attendance.Presence.PRESENT)
    if not here.exists():
        return _("Thư ký chưa điểm danh đồng chí có mặt nên chưa bỏ phiếu được. Xin báo Thư ký Hội đồng.")
    return None


def presiding(session: Session) -> CouncilMember | None:
    """Who presides: the chair, or the first vice chair present where the chair is known to be away."""
    rows = list(
        CouncilMember.objects.filter(council_id=session.council_id, duty__in=[Duty.CHAIR, Duty.VICE_CHAIR])
        .select_related("person").order_by("position", "id")
    )  # fmt: skip
    chair = next((row for row in rows if row.duty == Duty.CHAIR), None)
    gone = {Attendance.Presence.ABSENT, Attendance.Presence.WRITTEN}
    presence = dict(session.attendances.order_by("id").values_list("member_id", "presence"))
    if chair is None or presence.get(chair.pk) not in gone:
        return chair
    here = [row for row in rows if presence.get(row.pk) == Attendance.Presence.PRESENT]
    return here[0] if here else chair


def _seat(by: Actor, council: Council) -> CouncilMember | None:
    return CouncilMember.objects.filter(council=council, person_id=by.person_id or 0).order_by("id").first()
