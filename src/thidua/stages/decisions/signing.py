"""Who signs a decision and its tờ trình: on the site whoever presses; before that the leader the draft waits for."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from thidua.foundation.accounts.models import Person
from thidua.foundation.core.actors import By
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.signing import leaders_on, person_behind, title_of
from thidua.stages.councils.models import CouncilMember
from thidua.stages.decisions.bodies import Body, Signers, deciding_body, proposing_body


def usual_signers(unit: Unit, on: datetime.date) -> Signers:
    """Whom the drafts wait for: the leader of the body, and for the tờ trình the chair of its council."""
    leader = next(iter(leaders_on(unit, on)), None)
    chair = _seats(unit, on).filter(duty=CouncilMember.Duty.CHAIR).first()
    return _signers(unit, on, leader, chair.person if chair else leader)


def signers_by(by: By, unit: Unit, on: datetime.date) -> Signers | None:
    """Name and title of whoever signs here, for both papers; None where the product itself acts."""
    person = person_behind(by)
    return _signers(unit, on, person, person) if person else None


def paper_signer(unit: Unit, on: datetime.date, person: Person) -> Signers:
    """A leader who signed the decision on paper."""
    return _signers(unit, on, person, person)


def _signers(unit: Unit, on: datetime.date, decides: Person | None, proposes: Person | None) -> Signers:
    return Signers(
        title=title_of(decides, _head(deciding_body(unit, on))),
        name=decides.full_name if decides else "",
        proposal_title=_proposal_title(unit, on, proposes),
        proposal_name=proposes.full_name if proposes else "",
    )


def _proposal_title(unit: Unit, on: datetime.date, person: Person | None) -> str:
    """The duty in the council; of who has none there the own title, and the chair's where no council is known."""
    body, decides = proposing_body(unit, on), deciding_body(unit, on)
    seats = _seats(unit, on)
    seat = seats.filter(person=person).first() if person else None
    if seat is not None and body.key != decides.key:
        return seat.get_duty_display()
    return title_of(person, _head(decides if seats.exists() else body))


def _seats(unit: Unit, on: datetime.date) -> QuerySet[CouncilMember]:
    """The seats of the council standing on a day."""
    seats = CouncilMember.objects.filter(council__unit=unit, council__valid_from__lte=on)
    return seats.select_related("person").order_by("-council__valid_from", "-council_id", "id")


def _head(body: Body) -> str:
    return body.form.head if body.form else ""
