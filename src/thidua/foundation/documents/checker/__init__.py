"""Re-reads a produced .docx or .pdf and tells every departure from the format in force on the document's day."""

from __future__ import annotations

import datetime
import re

from django.utils.translation import gettext as _

from thidua.foundation.core.vietnamese import fold
from thidua.foundation.documents.checker.component_rules import component_rules
from thidua.foundation.documents.checker.findings import Deviation, NotADocument, Outcome
from thidua.foundation.documents.checker.page_rules import page_rules
from thidua.foundation.documents.checker.read_docx import read_docx
from thidua.foundation.documents.checker.read_pdf import read_pdf
from thidua.foundation.documents.checker.recognise import Recognised, recognise
from thidua.foundation.documents.checker.writing_rules import writing_rules
from thidua.foundation.documents.formats import Format, format_on

__all__ = ["Deviation", "NotADocument", "Outcome", "check_document"]

DATE = re.compile(r"ngày (\d+) tháng (\d+) năm (\d{4})")


def check_document(content: bytes, *, today: datetime.date, family: str = "") -> Outcome:
    """Check a file against the table of its family on its own day (`today` for one without a date).

    `family` («front», «state», «organization») is told by the letterhead unless given. Refuses what is neither a Word
    file nor a PDF with `NotADocument`, a day without a table with `FormatMissing`.
    """
    if content.startswith(b"%PDF"):
        seen = read_pdf(content)
    elif content.startswith(b"PK"):
        seen = read_docx(content)
    else:
        raise NotADocument(_("Chỉ kiểm tra được tệp Word (.docx) và PDF."))
    found = recognise(seen)
    form = _format(found, today, family)
    rules = (page_rules, component_rules, writing_rules)
    return Outcome(form.key, form.title, tuple(each for rule in rules for each in rule(seen, found, form)))


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
    head = " ".join(part.text for key in ("parent", "issuer", "number") for part in found.all(key))
    folded = fold(head)
    return "front" if any(word in folded for word in ("mttq", "mttw", "mat tran")) else "state"
