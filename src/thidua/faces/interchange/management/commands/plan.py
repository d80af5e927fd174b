"""`thidua plan`: a plan's file read into a draft campaign, each value with the words it came from."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Unreadable
from thidua.stages.campaigns.plan_reader import Reading, read_plan_text
from thidua.stages.campaigns.plan_reader.doubts import sentences
from thidua.stages.campaigns.plan_reader.files import text_of


class Command(BaseCommand):
    help = "Plans: read a Word file, a PDF with text or plain text into a draft campaign, with warnings instead of guesses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        reading = verbs.add_parser("read", help="read a plan's file and tell what it says")
        reading.add_argument("file", type=Path)
        reading.add_argument("--json", action="store_true", help="answer as JSON, with `places` by JSON pointer")
        reading.add_argument(
            "--text", action="store_true", help="with --json: the cleaned text that the places count in"
        )

    def handle(self, *args: Any, verb: str, file: Path, **options: Any) -> None:
        reading = read(file)
        if not options["json"]:
            self.stdout.write(_told(reading))
            return
        answer = {**reading.values, "places": reading.places}
        if options["text"]:
            answer["text"] = reading.text
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))


def read(file: Path) -> Reading:
    """The file's reading. Refused with a sentence where the file is not there or cannot be read."""
    try:
        return read_plan_text(text_of(file, name=file.name))
    except Unreadable as unreadable:
        raise CommandError(str(unreadable)) from unreadable
    except OSError as error:
        reason = {"file": str(file), "reason": error.strerror}
        raise CommandError(_("Không đọc được tệp %(file)s: %(reason)s.") % reason) from error


def _told(reading: Reading) -> str:
    """The reading for a person: the head, how much of each part, every warning."""
    values = reading.values
    head, unsaid = values["document"], _("không ghi")
    lines = [
        f"{head['type'] or unsaid} {head['number'] or unsaid}, {head['place'] or unsaid}, {head['date'] or unsaid}",
        head["title"] or unsaid,
        _("%(bases)d căn cứ, %(further)d văn bản khác; %(sections)d mục; %(targets)d chỉ tiêu; %(phases)d giai đoạn") % {
            "bases": len(values["legal_bases"]), "further": len(values["references"]), "sections": len(values["sections"]),
            "targets": len(values["targets"]), "phases": len(values["phases"]),
        },
        _("%(awards)d hình thức khen; %(papers)d giấy tờ hồ sơ; %(deadlines)d thời hạn; %(recipients)d nơi nhận") % {
            "awards": len(values["awards"]), "papers": len(values["dossier_parts"]), "deadlines": len(values["deadlines"]),
            "recipients": len(values["recipients"]),
        },
    ]  # fmt: skip
    told = sentences()
    return "\n".join([*lines, *(_("Lưu ý: %(warning)s") % {"warning": told[code]} for code in values["warnings"])])
