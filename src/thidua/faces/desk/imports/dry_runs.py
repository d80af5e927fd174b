"""What every dry run shows, and the small form by which a person says what an office's own heading means."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from thidua.faces.kit.acting import pressed
from thidua.foundation.core import taken_lists
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.tables import Draft, Sheet, remember_heading

# Rows and problems shown of a dry run; the whole is counted.
SHOWN = 50
MOST_HEADINGS = 20


def remembered(request: HttpRequest, sheet: Sheet) -> bool:
    """Whether the press told what a heading means; it is known from then on, and a refusal is told on the next page."""
    if request.method != "POST" or "heading" not in request.POST:
        return False
    heading, column = request.POST["heading"][:200], request.POST.get("column", "")
    told = _("Đã nhớ tên cột «%(heading)s». Lần sau hệ thống tự hiểu.") % {"heading": heading}
    pressed(request, remember_heading, told, told=str, sheet=sheet.key, heading=heading, column=column)
    return True


def left_to_the_worker() -> str:
    """What is said of a list that is too long to be waited for."""
    return _("Danh sách dài nên được nhập ở chế độ nền. Trang này cho biết khi nào xong.")


def shown(draft: Draft, sheet: Sheet, stored: StoredFile) -> dict[str, Any]:
    """What the page tells of a file that was read."""
    known = taken_lists.earlier(sheet.key, stored.sha256)
    return {
        "name": stored.name,
        "problems": draft.problems[:SHOWN],
        "wrong": len(draft.problems),
        "passed_over": draft.passed_over[:SHOWN],
        "unknown": draft.unknown_headings[:MOST_HEADINGS],
        "read_title": _("Đọc được, trừ các cột đang bỏ qua") if draft.unknown_headings else _("Đọc được hết"),
        "columns": [(column.key, column.heading) for column in sheet.columns],
        "earlier": taken_lists.earlier_words(known) if known else "",
        "sound": draft.is_sound and known is None,
    }
