"""Whom the awards of a unit's own plan are for: «Tập thể: 3», «Cá nhân xã: 2» as kinds of subject of its branch."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.units.models import UnitKind
from thidua.stages.campaigns.models import Participation
from thidua.stages.campaigns.plan_writing.content import AwardLine

# Folded: what tells bodies from people.
BODIES, PEOPLE = "tap the", "ca nhan"
# What boards of residential areas are called, whatever the kind's own label says.
BOARDS = "ban cong tac mat tran"


@dataclass(frozen=True, slots=True)
class Subject:
    """Bodies of some kinds, or the people of bodies of some kinds."""

    for_people: bool
    kinds: frozenset[str]


def subject_of(text: str, place: Participation) -> Subject:
    """Whom one line is for: the kinds it names, else all of the unit's branch; bodies are those beneath the unit.

    Raises `Unreadable` where it says neither «tập thể» nor «cá nhân», or both.
    """
    words = fold(text)
    people = PEOPLE in words
    if people == (BODIES in words):
        raise Unreadable(_("xin ghi «Tập thể» hoặc «Cá nhân» ở đầu, mỗi thứ một dòng, ví dụ «Cá nhân: 2»."))
    kinds = _kinds(place)
    named = _named(words.replace(PEOPLE, " ").replace(BODIES, " "), kinds)
    branch = {kind.pk for kind in kinds}
    return Subject(people, frozenset(named or (branch if people else branch - {place.kind_id} or branch)))


def wrong_awards(awards: tuple[AwardLine, ...], place: Participation) -> dict[str, str]:
    """What is wrong with the awards of a plan, at their field: a line that says for whom by no word, one said twice."""
    seen: dict[tuple[str, Subject], str] = {}
    wrong = []
    for row in awards:
        try:
            subject = subject_of(row.subject, place)
        except Unreadable as why:
            wrong.append(f"«{row.subject[:40]}»: {why}")
            continue
        if (row.form, subject) in seen:
            told = {"one": seen[row.form, subject], "other": row.subject}
            wrong.append(_("«%(one)s» và «%(other)s» cùng một diện. Xin gộp thành một dòng.") % told)
        seen[row.form, subject] = row.subject
    return {"awards": " ".join(wrong)} if wrong else {}


def _kinds(place: Participation) -> list[UnitKind]:
    rows = Participation.objects.standing().beneath(place).order_by().values("kind")
    return list(UnitKind.objects.filter(pk__in=rows).order_by("rank", "key"))


def _named(words: str, kinds: list[UnitKind]) -> set[str]:
    """The kinds a text names, the longest words first: «Ban công tác Mặt trận» names no «ban»."""
    names = [(fold(name), kind.pk) for kind in kinds for name in (kind.label, kind.short_label) if name]
    names += [(BOARDS, kind.pk) for kind in kinds if kind.is_area]
    left, found = f" {' '.join(words.replace(',', ' ').split())} ", set()
    for name, key in sorted(names, key=lambda pair: (-len(pair[0]), pair)):
        if f" {name} " in left:
            left = left.replace(f" {name} ", "  ")
            found.add(key)
    return found
