"""What the forms of reports are sent."""

from __future__ import annotations

import uuid
from typing import Any

from thidua.stages.reports.models import Report


def typed(report: Report, act: str, **more: Any) -> dict[str, Any]:
    """The form as an officer sends it."""
    values = {
        "mood-words": "Nhân dân phấn khởi.", "thu.works": "0", "thu.sessions": "4", "thu.launched": "0", "viec": act,
        "version": report.version, "receipt": str(uuid.uuid4()),
    }  # fmt: skip
    return {**values, **more}
