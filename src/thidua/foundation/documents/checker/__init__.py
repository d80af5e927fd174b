"""Re-reads a produced .docx or .pdf and tells every departure from the format in force on the document's day."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from thidua.foundation.core.vietnamese import fold
from thidua.foundation.documents.checker.bundle import first_document
from thidua.foundation.documents.checker.component_rules import component_rules
from thidua.foundation.documents.checker.findings import Deviation, NotADocument, Outcome, grouped
from thidua.foundation.documents.checker.known_rules import known_rules
from thidua.foundation.documents.checker.opening import MOST_BYTES, open_file
from thidua.foundation.documents.checker.page_rules import page_rules
from thidua.foundation.documents.checker.position_rules import position_rules
from thidua.foundation.documents.checker.recognise import Recognised, recognise
from thidua.foundation.documents.checker.writing_rules import writing_rules
from thidua.foundation.documents.formats import Format, format_on

__all__ = ["MOST_BYTES", "Deviation", "NotADocument", "Outcome", "check_document", "grouped"]

DATE = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
PARTY = "dang cong san viet nam"


def check_document(content: bytes, *, today: datetime.date, family: str = "", name: str = "") -> Outcome:
    """Check a file against the table of its family on its own day (`today` for one without a date).

    `family` («front», «state», «organization», «party») is told by the letterhead unless given; of a file with several
    documents the first is checked and the others are told. Refuses with `NotADocument` what is no Word file or PDF, is
    broken, locked, too long, has programs or no letters, a day without a table with `FormatMissing`.
    """
    seen, others = first_document(open_file(content, name))
    found = recognise(seen)
    form = _format(found, today, family)
    rules = (page_rules, position_rules, component_rules, writing_rules)
    deviations = (*others, *(each for rule in rules for each in rule(seen, found, form)))
    told = (replace(each, source=known_rules()[each.rule].source(form)) for each in deviations)
    return Outcome(form.key, form.title, tuple(told))


def _format(found: Recognised, today: datetime.date, family: str) -> Format:
    dated = found.first("place_date")
    match = DATE.search(dated.text) if dated else None
    on = today
    if match:
        day, month, year = (int(piece) for piece in match.groups())
        try:
            on = datetime.date(year, month, day)
        except ValueError:
            on = today
    return format_on(family or _family(found), on)


def _family(found: Recognised) -> str:
    heading = found.first("national_name")
    if heading is not None and fold(heading.text).startswith(PARTY):
        return "party"
    head = " ".join(part.text for key in ("parent", "issuer", "number") for part in found.all(key))
    folded = fold(head)
    return "front" if any(word in folded for word in ("mttq", "mttw", "mat tran")) else "state"
