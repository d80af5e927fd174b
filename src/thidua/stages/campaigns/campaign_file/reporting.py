"""Reports a campaign asks of its units (section VII)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.stages.campaigns.campaign_file.head import read_clause
from thidua.stages.campaigns.campaign_file.reading import Reader
from thidua.stages.campaigns.campaign_file.shapes import ReportPart
from thidua.stages.campaigns.campaign_file.vocabulary import Vocabulary

RHYTHMS = ("month", "quarter", "year", "once")


def read_reports(root: Reader, vocabulary: Vocabulary) -> tuple[ReportPart, ...]:
    """[[report]]: one schedule each; only what is owed once has its day in the file."""
    return tuple(_report(part, vocabulary) for part in root.tables("report"))


def _report(reader: Reader, vocabulary: Vocabulary) -> ReportPart:
    rhythm = reader.text("rhythm", choices=RHYTHMS)
    due = reader.table("due", required=False)
    before = due.day("before") if due else None
    if due is not None:
        due.done()
        if rhythm != "once":
            reader.problem("due", _("báo cáo theo kỳ không có một ngày hạn chung; cơ quan ấn định hạn từng kỳ"))
    return ReportPart(
        key=reader.key("key"),
        clause=read_clause(reader),
        name=reader.text("name"),
        form=reader.text("form", choices=vocabulary.report_forms),
        rhythm=rhythm,
        unit_kinds=reader.texts("unit_kinds", choices=vocabulary.unit_kinds),
        due_before=before,
        sent_to=reader.text("sent_to", required=False),
        with_works=reader.flag("with_works"),
    )
