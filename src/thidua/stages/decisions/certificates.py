"""The certificates of our own decision, one a name or all as one file (Nghị định 98/2023/NĐ-CP, Điều 104)."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import NotNow
from thidua.foundation.documents.certificates import Certificate, draw_certificates
from thidua.foundation.documents.formats import DOCUMENTS, format_near, words
from thidua.foundation.documents.measure import balanced_lines
from thidua.foundation.documents.model import Signature
from thidua.foundation.documents.payload import from_payload
from thidua.foundation.documents.wording import wording
from thidua.foundation.documents.writing import day_text, in_sentence, month_text, number_text, short_date
from thidua.foundation.units.models import is_department
from thidua.stages.campaigns import papers
from thidua.stages.decisions.bodies import deciding_body
from thidua.stages.decisions.models import Decision, DecisionEntry
from thidua.stages.decisions.queries import Name

WORDING = "certificate/award"


def printable(names: Sequence[Name]) -> list[DecisionEntry]:
    """Who gets a certificate: the award was given by us and stands."""
    return [name.entry for name in names if name.honour is not None and not name.honour.revoked_on]


def draw(decision: Decision, entries: Sequence[DecisionEntry]) -> bytes:
    """The certificates of these names. Refused with `NotNow` before the decision is issued, and for another's."""
    document, on = decision.document, decision.day
    if not decision.is_ours or decision.status != Decision.Status.ISSUED or document is None or on is None:
        raise NotNow(_("Chỉ in bằng khen của quyết định do đơn vị mình ban hành, sau khi đã ký."))
    if not entries:
        raise NotNow(_("Quyết định này không còn tập thể, cá nhân nào được tặng để in bằng."))
    signature = from_payload(document.payload).signature or Signature("", document.signer_name)
    made = [_certificate(decision, entry, on, signature) for entry in entries]
    title = decision.form.name if len(entries) > 1 else _title(decision, entries[0])
    author = deciding_body(decision.unit, on).name
    return draw_certificates(made, _table()["layout"], title=title, author=author, date=on)


def _certificate(decision: Decision, entry: DecisionEntry, on: datetime.date, signature: Signature) -> Certificate:
    say, writing = wording(WORDING), format_near(papers.family_of(decision.unit), on).writing
    layout = _table()["layout"]
    width = layout["width_mm"] - 2 * layout["margin_mm"]
    giver = _in_full(deciding_body(decision.unit, on).name).upper()
    place = papers.place_of(decision.unit)
    day, month = day_text(on.day, writing), month_text(on.month, writing)
    return Certificate(
        national_name=words()["national_name"],
        motto=words()["motto"],
        giver=tuple(balanced_lines(giver, layout["giver_pt"], width, bold=True)),
        gives=say.line("gives"),
        form=_form(decision),
        name=_in_full(_name(entry)),
        words=_in_full(entry.words) if entry.person_id else "",
        achievement=_achievement(decision, entry),
        number=say.line("number_line", number=decision.notation, date=short_date(on, writing)),
        golden=say.line("golden_line", golden_number=number_text(entry.golden_number or entry.position, writing)),
        place_date=say.line("place_date", place=place, day=day, month=month, year=on.year),
        capacity=signature.capacity,
        title=signature.title,
        signer=signature.name,
    )


def _name(entry: DecisionEntry) -> str:
    """A body in one line with its place, so that the committee above it does not look like a second recipient."""
    say, above = wording(WORDING), entry.words
    if entry.person_id or not above:
        return entry.name
    if is_department(entry.unit.kind_id):
        return say.line("body_of", name=entry.name, above=above)
    prefix = say.line("above")
    place = above.removeprefix(prefix)
    known = place == above or entry.name.endswith(place)
    return entry.name if known else say.line("body_in_place", name=entry.name, place=place)


def _achievement(decision: Decision, entry: DecisionEntry) -> tuple[str, ...]:
    """One sentence, in the words of the decision: for the campaign, or at once for what was done."""
    said = in_sentence(entry.achievement.strip().rstrip("."))
    key = "at_once" if decision.is_prompt else "in_campaign"
    line = wording(WORDING).line(
        key if said else "in_campaign_alone", campaign=in_sentence(decision.campaign.name), achievement=said
    )
    return (_in_full(line),)


def _form(decision: Decision) -> str:
    """«BẰNG KHEN»: the name of the form without its giver, who stands above it."""
    words_of_name = decision.form.name.split()
    return " ".join(words_of_name[:2]).upper()


def _title(decision: Decision, entry: DecisionEntry) -> str:
    number = entry.golden_number or entry.position
    return wording(WORDING).line("title", form=decision.form.name, golden_number=number, name=entry.name)


def _in_full(text: str) -> str:
    # The longest first: «UBMTTQ» holds «MTTQ».
    for short, full in sorted(_table()["full"].items(), key=lambda pair: -len(pair[0])):
        text = text.replace(short, full)
    return text


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((DOCUMENTS / "certificate" / "award.toml").read_text(encoding="utf-8"))
