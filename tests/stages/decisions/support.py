"""Forms, selected names and decisions of the named cast, brought as far as a test needs."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from tests.factories import AREA, COMMUNE, DISTRICT, NOW, Cast, cast, make_person
from tests.foundation.core.uploads import pdf, upload
from tests.harness.recording import recorded
from thidua.foundation.accounts.models import Person
from thidua.foundation.core.vietnamese import fold, sort_key
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardForm, AwardPool, AwardRound
from thidua.stages.decisions import operations
from thidua.stages.decisions.bodies import Signers
from thidua.stages.decisions.models import Decision, DecisionEntry
from thidua.stages.decisions.operations import Answer
from thidua.stages.nominations.models import Nomination, NomineeFile, Submission

SIGNERS = Signers("Chủ tịch", "Trần Văn Bình", "Chủ tịch Hội đồng", "Trần Văn Bình")
WORDS = "Vận động Nhân dân làm 1,2 km đường giao thông nông thôn"
DAY = NOW.date()
OWN, OUTSIDE = "Bằng khen của Ủy ban MTTQ Việt Nam tỉnh", "Bằng khen của Ủy ban nhân dân tỉnh"


@dataclass(frozen=True, slots=True)
class Awards:
    """One round with a form of the province's own and one that another authority decides on."""

    cast: Cast
    own: AwardForm
    outside: AwardForm


def awards(people: Cast, number: int = 1) -> Awards:
    found = AwardRound.objects.create(
        campaign=people.campaign, unit=people.province, number=number, event_key="provincial-congress"
    )

    def form(key: str, name: str, decider: str, *, ours: bool) -> AwardForm:
        made = AwardForm.objects.create(
            round=found, key=key, clause="VI.3", name=name, submitters="Huyện", appraiser="Ban Tổ chức - Tuyên giáo",
            decider=decider, is_ours=ours, original_sets=1,
        )  # fmt: skip
        AwardPool.objects.create(
            form=made, position=1, name="Huyện, xã, khu dân cư", unit_kinds=[DISTRICT, COMMUNE, AREA], quota=5
        )
        AwardPool.objects.create(
            form=made, position=2, name="Cá nhân", unit_kinds=[DISTRICT, COMMUNE, AREA], quota=5, for_people=True
        )
        return made

    return Awards(
        people,
        form("bang-khen-tinh", OWN, "Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh", ours=True),
        form("bang-khen-ubnd", OUTSIDE, "Chủ tịch Ủy ban nhân dân tỉnh", ours=False),
    )


@recorded
def cast_with_awards() -> Awards:
    return awards(cast())


def selected(
    found: Awards,
    subject: Unit,
    person: Person | None = None,
    form: AwardForm | None = None,
    *,
    sent: bool = True,
    **more: Any,
) -> Nomination:
    """A nomination that the body running the round has chosen."""
    form = form or found.own
    name = person.full_name if person else subject.name
    values: dict[str, Any] = {
        "achievement": WORDS, "status": "selected", "vote": "passed", "votes_for": 6, "votes_of": 7,
        "pool": form.pools.get(for_people=person is not None), **more,
    }  # fmt: skip
    made = Nomination.objects.create(
        campaign=found.cast.campaign, form=form, unit=found.cast.district, subject=subject, person=person,
        holder=found.cast.province, folded=fold(name), sort_key=sort_key(name), proposed_at=NOW, made_at=NOW,
        changed_at=NOW, **values,
    )  # fmt: skip
    if not form.is_ours and sent:
        _in_sent_dossier(found, made)
    return made


def _in_sent_dossier(found: Awards, nomination: Nomination) -> None:
    """The province's dossier to the authority that decides, on its way."""
    dossier, _new = Submission.objects.get_or_create(
        unit=found.cast.province, form=nomination.form,
        defaults={
            "receiver_name": nomination.form.decider, "status": "sent", "sent_at": NOW, "made_at": NOW, "changed_at": NOW,
        },
    )  # fmt: skip
    NomineeFile.objects.create(submission=dossier, nomination=nomination, position=dossier.nominees.count() + 1)


def three(found: Awards, form: AwardForm | None = None) -> list[Nomination]:
    """A person and two bodies: in a decision the bodies come first."""
    cast = found.cast
    person = make_person("Nguyễn Văn Minh Họa")
    return [
        selected(found, cast.commune, person, form=form),
        selected(found, cast.far_commune, form=form),
        selected(found, cast.commune, form=form),
    ]


def officer(found: Awards) -> Any:
    return found.cast.actor("province_officer")


def leader(found: Awards) -> Any:
    return found.cast.actor("province_leader")


def drafted(found: Awards) -> Decision:
    three(found)
    return operations.start_decision(by=officer(found), now=NOW, form=found.own)


def submitted(found: Awards) -> Decision:
    made = drafted(found)
    return operations.submit_decision(by=officer(found), now=NOW, decision=made)


def issued(found: Awards) -> Decision:
    return operations.issue_decision(by=leader(found), now=NOW, decision=submitted(found))


def on_paper(found: Awards, decision: Decision, **changed: Any) -> Decision:
    """The decision entered as it was signed on paper, number 35, by who is not on the site."""
    given = {
        "number": 35, "date": DAY, "scan": upload(pdf(), "quyet-dinh.pdf"), "title": "Chủ tịch", "name": "Người Ký Tay",
        **changed,
    }  # fmt: skip
    return operations.record_own_decision(by=officer(found), now=NOW, decision=decision, **given)


def prompt(found: Awards, *units: Unit) -> Decision:
    """The draft of a commendation at once for these bodies."""
    made = operations.start_decision(by=officer(found), now=NOW, form=found.own, prompt=True)
    for unit in units:
        made = operations.add_name(by=officer(found), now=NOW, decision=made, unit=unit, achievement=WORDS)
    return made


def recorded(found: Awards, result: str = "given", *, number: str = "1234/QĐ-UBND", **more: Any) -> Decision:
    """An outside decision on the commune alone."""
    nomination = selected(found, found.cast.commune, form=found.outside)
    return operations.record_outside_decision(
        by=officer(found), now=NOW, form=found.outside, number=number, date=datetime.date(2024, 7, 10),
        answers=[Answer(nomination.uid, result, **more)],
    )  # fmt: skip


def many(found: Awards, number: int) -> list[Decision]:
    """So many recorded decisions with one name each, written at once."""
    cast = found.cast
    made = Decision.objects.bulk_create(
        Decision(
            unit=cast.province, campaign=cast.campaign, form=found.outside, status="issued", is_ours=False,
            number=f"{place}/QĐ-UBND", decided_on=DAY, decider="Chủ tịch Ủy ban nhân dân tỉnh", issued_at=NOW, made_at=NOW,
            changed_at=NOW,
        )
        for place in range(1, number + 1)
    )  # fmt: skip
    rows = list(Decision.objects.filter(pk__in=[row.pk for row in made]).order_by("id"))
    DecisionEntry.objects.bulk_create(_line(found, row, 1) for row in rows)
    return rows


def many_names(found: Awards, decision: Decision, number: int) -> None:
    """So many more names in one decision, written at once."""
    last = decision.entries.count()
    DecisionEntry.objects.bulk_create(_line(found, decision, last + place) for place in range(1, number + 1))


def _line(found: Awards, decision: Decision, place: int) -> DecisionEntry:
    return DecisionEntry(
        decision=decision, unit=found.cast.commune, name=f"Tập thể số {place}", words="huyện Cư Jút", achievement=WORDS,
        position=place,
    )  # fmt: skip
