"""Who usually signs: the leader of the body for the decision, the chair of its council for the tờ trình."""

from __future__ import annotations

import datetime

from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.child_papers import leader_of
from thidua.stages.councils.models import CouncilMember
from thidua.stages.decisions.bodies import Signers, deciding_body, proposing_body


def usual_signers(unit: Unit, on: datetime.date) -> Signers:
    """As a form offers them; whoever fills it in may write others."""
    leader, decides, proposes = leader_of(unit, on), deciding_body(unit, on).form, proposing_body(unit, on).form
    chairs = CouncilMember.objects.filter(duty=CouncilMember.Duty.CHAIR, council__unit=unit).filter(
        council__valid_from__lte=on
    )
    chair = chairs.select_related("person").order_by("-council__valid_from", "-id").first()
    return Signers(
        title=decides.head if decides else "",
        name=leader,
        proposal_title=proposes.head if proposes else "",
        proposal_name=chair.person.full_name if chair else leader,
    )
