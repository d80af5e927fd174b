"""Proves who signs: the capacity as the table writes it, an office of the signer's own, a name without degrees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.foundation.documents.checker.findings import Deviation
from thidua.foundation.documents.checker.recognise import Recognised
from thidua.foundation.documents.checker.seen import Part
from thidua.foundation.documents.formats import Format
from thidua.foundation.documents.titles import degree_of, is_role_word
from thidua.foundation.documents.writing import Capacity

# A capacity in any of the ways it is met: «TM.», «TM», «T/M», «T.M».
CAPACITY = re.compile(r"^(T[./]?M|K[./]?T|T[./]?L|T[./]?U[./]?Q|Q)(?![A-ZĐ])\.?")


def signer_rules(found: Recognised, form: Format) -> Iterator[Deviation]:
    """Every departure of capacities, titles and names; a joint document has a signer for each number."""
    for part in found.all("capacity"):
        yield from _capacity(part, form)
    for part in found.all("signer"):
        if degree := degree_of(part.text):
            yield Deviation("signer.degree", _place(form, "signer"), _("họ tên, không ghi học hàm, học vị"), degree)
    yield from _own_titles(found, form)
    numbers, signers = len(found.all("number")), len(found.all("signer"))
    if numbers > 1 and signers < numbers and not found.is_draft:
        wanted = _("%(count)d người ký của %(count)d cơ quan") % {"count": numbers}
        yield Deviation("signer.joint", _place(form, "signer"), wanted, str(signers))


def _capacity(part: Part, form: Format) -> Iterator[Deviation]:
    """Over the name stands an office held («CHỦ TỊCH»), no word of a role («LÃNH ĐẠO»)."""
    place = _place(form, "capacity")
    if is_role_word(part.text):
        yield Deviation("signer.title", place, _("chức vụ người ký"), part.text)
    met = CAPACITY.match(part.text)
    marks = [mark for _capacity, mark in form.writing.capacities]
    if met and met.group() not in marks:
        yield Deviation("signer.capacity", place, ", ".join(marks), part.text)


def _own_titles(found: Recognised, form: Format) -> Iterator[Deviation]:
    """Beneath «TM.», «KT.», «TL.», «TUQ.» stands the signer's own office."""
    acting = dict(form.writing.capacities).get(Capacity.ACTING)
    last: dict[str, str] = {}
    for key, part in found.rows:
        if key == "capacity":
            last[part.zone] = part.text
        elif key == "signer" and part.zone in last:
            said = last.pop(part.zone)
            met = CAPACITY.match(said)
            if met and met.group() != acting:
                wanted = _("dòng chức vụ của người ký dưới «%(line)s»") % {"line": said}
                yield Deviation("signer.own_title", _place(form, "capacity"), wanted, part.text)


def _place(form: Format, component: str) -> str:
    return form.components[component].label
