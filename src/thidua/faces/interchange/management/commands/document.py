"""`thidua document`: print official documents as files and check files against the format."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from thidua.faces.interchange import printing
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Refused
from thidua.foundation.documents.checker import NotADocument, Outcome, check_document
from thidua.foundation.documents.formats import FormatMissing

PRINTED = {"plan": printing.plan_file, "summary": printing.summary_file}


class Command(BaseCommand):
    help = "Official documents: print one as Word, PDF or HTML; check a Word file or PDF against the format."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        self._print_arguments(acts.add_parser("print", help="write a document to a file"))
        check = acts.add_parser("check", help="say how a file departs from the format in force on its day")
        check.add_argument("file", type=Path)
        check.add_argument("--json", action="store_true", help="machine-readable answer")
        check.add_argument(
            "--family", default="", choices=["front", "state", "organization", "party"], help="whose format"
        )

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        try:
            if act == "print":
                self.print_document(options)
            else:
                self.check_file(options)
        except (NotADocument, Refused, FormatMissing) as refusal:
            raise CommandError(str(refusal)) from refusal

    def print_document(self, options: dict[str, Any]) -> None:
        target: Path = options["out"]
        print_file = PRINTED[options["kind"]]
        content = print_file(options["campaign"], options["format"], unit=options["unit"])
        try:
            target.write_bytes(content)
        except OSError as error:
            reason = {"file": str(target), "reason": error.strerror}
            raise CommandError(_("Không ghi được tệp %(file)s: %(reason)s.") % reason) from error
        self.stdout.write(_("Đã ghi %(file)s.") % {"file": str(target)})

    def check_file(self, options: dict[str, Any]) -> None:
        source: Path = options["file"]
        try:
            content = source.read_bytes()
        except OSError as error:
            reason = {"file": str(source), "reason": error.strerror}
            raise CommandError(_("Không đọc được tệp %(file)s: %(reason)s.") % reason) from error
        outcome = check_document(content, today=clock.today(), family=options["family"], name=source.name)
        self.stdout.write(_as_json(outcome) if options["json"] else _as_text(outcome))
        if not outcome.passed:
            raise CommandError(_("Tệp không đúng thể thức."))

    def _print_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=list(PRINTED), help="what to print")
        parser.add_argument("campaign", help="the campaign's key, e.g. 286")
        parser.add_argument("--format", choices=["docx", "pdf", "html"], default="pdf")
        parser.add_argument("--out", type=Path, required=True, help="the file to write")
        parser.add_argument("--unit", default="", help="code of a lower unit: its own plan, or the draft of one")


def _as_json(outcome: Outcome) -> str:
    told = {
        "format": outcome.format_key,
        "passed": outcome.passed,
        "deviations": [each.as_json() for each in outcome.deviations],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _as_text(outcome: Outcome) -> str:
    lines = [_("Thể thức: %(title)s") % {"title": outcome.format_title}]
    for each in outcome.deviations:
        mark = _("Lưu ý") if each.notice else _("Sai")
        expected = _("cần %(expected)s, thấy %(found)s") % {"expected": each.expected, "found": each.found}
        lines.append(f"{mark}: {each.place}: {expected} [{each.rule}]")
        lines.append(f"  {each.says} ({each.source})")
    if not outcome.deviations:
        lines.append(_("Không có sai lệch."))
    return "\n".join(lines)
