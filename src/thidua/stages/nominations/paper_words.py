"""What the papers of a round share: who signs, how bodies, plans and documents are cited."""

from __future__ import annotations

import datetime

from thidua.foundation.core import clock
from thidua.foundation.documents.formats import format_near
from thidua.foundation.documents.kinds import kind
from thidua.foundation.documents.model import Signature
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.wording import Wording, wording
from thidua.foundation.documents.writing import short_date
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import papers
from thidua.stages.campaigns.child_papers import root_plan
from thidua.stages.campaigns.models import AwardRound
from thidua.stages.campaigns.signing import leaders_on, signature_of


def signer(unit: Unit, on: datetime.date) -> Signature:
    """The unit's leader as the signer of a draft: capacity of the letterhead, own title where it is known."""
    return signature_of(unit, on, next(iter(leaders_on(unit, on)), None))


def issuer_words(unit: Unit, on: datetime.date) -> str:
    """«Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Đắk Nông»."""
    form = papers.letterhead_form(unit, on)
    return f"{form.body} {unit.name}" if form else unit.name


def plan_words(round: AwardRound) -> str:
    """The plan a round stands in, as papers cite it: «Kế hoạch số 286/KH-MTTQ-BTT ngày 26/10/2023»."""
    document = (round.plan or root_plan(round.campaign)).document
    return cited(document) if document else round.campaign.name


def cited(document: IssuedDocument) -> str:
    """«Hướng dẫn số 12/HD-MTTQ-BTT ngày 20/6/2024»."""
    label = kind(document.kind).label
    writing = format_near(papers.family_of(document.unit), document.date or clock.today()).writing
    day = short_date(document.date, writing) if document.date else ""
    return wording("submission/awards").line(
        "cited", kind=label[:1].upper() + label[1:], number=document.notation, date=day
    )


def round_words(say: Wording, round: AwardRound) -> str:
    """«Đợt 1», or the name of a lower unit's own."""
    return round.name or say.line("round", number=round.number)
