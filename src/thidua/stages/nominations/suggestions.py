"""Words the data already knows for an achievement report: works, targets, earlier honours. Suggested, never put in."""

from __future__ import annotations

from django.db.models import QuerySet

from thidua.foundation.accounts.models import Person
from thidua.foundation.core.quantities import PERCENT, PLAIN, UNITS, format_money, format_number, format_share
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.documents.wording import Wording, wording
from thidua.foundation.documents.writing import in_sentence
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, Target
from thidua.stages.honours.queries import honours_of
from thidua.stages.progress.models import UnitProgress
from thidua.stages.works.models import Status, Work, WorkMoney

MOST_WORKS, MOST_HONOURS = 8, 10


def suggested(campaign: Campaign, subject: Unit, person: Person | None = None) -> dict[str, str]:
    """The report's headings filled with what is known of the nominee; in a fixed number of statements."""
    say = wording("achievement-report/awards")
    results = [] if person else [*_works(campaign, subject, say), *_targets(campaign, subject, say)]
    return {
        "profile": _profile(subject, person, say),
        "results": "\n".join(f"- {line}" for line in results),
        "awards": _awards(subject, person, say),
    }


def short(campaign: Campaign, subject: Unit) -> str:
    """One sentence for lists and certificates, from the works that were verified; empty where there is none."""
    return " ".join(_works(campaign, subject, wording("achievement-report/awards")))[:600]


def verified_works(campaign: Campaign, subject: Unit) -> QuerySet[Work]:
    """The verified works a body leads; of a residential area those it hosts too."""
    rows = Work.objects.filter(campaigns=campaign, status=Status.VERIFIED)
    rows = rows.filter(places__unit=subject) if subject.kind.is_area else rows.filter(unit=subject)
    return rows.distinct().order_by("-verified_at", "id")


def _profile(subject: Unit, person: Person | None, say: Wording) -> str:
    if person is not None:
        return f"{person.position}, {subject.name}." if person.position else f"{subject.name}."
    if subject.parent is None:
        return f"{subject.name}."
    return say.line("known_profile", name=subject.name, above=subject.parent.name)


def _works(campaign: Campaign, subject: Unit, say: Wording) -> list[str]:
    found = list(verified_works(campaign, subject).values_list("id", "name", "people_served"))
    if not found:
        return []
    names = "; ".join(name for _pk, name, _people in found[:MOST_WORKS])
    lines = [say.line("known_works", count=len(found), works=names + ("…" if len(found) > MOST_WORKS else ""))]
    ids = [pk for pk, _name, _people in found]
    money = sum(WorkMoney.objects.filter(work__in=ids).order_by("id").values_list("amount", flat=True))
    people = sum(served or 0 for _pk, _name, served in found)
    if money:
        lines.append(say.line("known_money", money=format_money(money), people=format_number(people)))
    return lines


def _targets(campaign: Campaign, subject: Unit, say: Wording) -> list[str]:
    cells = UnitProgress.objects.filter(
        unit=subject, target__campaign=campaign, target__companion_of__isnull=True, target__ended_on=None,
        applies=True, met=True,
    ).select_related("target")  # fmt: skip
    return [target_words(cell, say) for cell in cells.order_by("target__position", "id")]


def target_words(cell: UnitProgress, say: Wording) -> str:
    """A reached target as an office reports it; of a percentage both numbers."""
    target, unit = cell.target, UNITS[cell.target.measure_unit]
    is_own = target.reading == Target.Reading.OWN
    have, whole = (cell.own, cell.own_denominator) if is_own else (cell.subtree, cell.subtree_denominator)
    result = format_share(have, whole) if unit is PERCENT else unit.format(have, with_unit=True)
    # One of a thing that has no unit of measure was simply done.
    key = "known_target_once" if have <= 1 and unit is PLAIN else "known_target"
    return say.line(key, code=target.code, label=in_sentence(target.short_label), result=result)


def _awards(subject: Unit, person: Person | None, say: Wording) -> str:
    rows = honours_of(person=person) if person else honours_of(unit=subject)
    lines = [
        say.line(
            "known_awards",
            form=row.form_name,
            number=row.decision_number,
            date=day_words(row.decided_on),
            decider=", ".join(part for part in (row.decider, row.source_words) if part),
        )
        for row in rows[:MOST_HONOURS]
    ]
    return "\n".join(f"- {line}" for line in lines) or say.line("no_awards")
