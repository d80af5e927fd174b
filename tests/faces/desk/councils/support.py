"""What every form of a council's pages sends."""

from __future__ import annotations

import uuid
from typing import Any

from thidua.stages.councils.models import Session


def once(session: Session | None = None, **more: Any) -> dict[str, Any]:
    version = {"version": Session.objects.get(pk=session.pk).version} if session else {}
    return {**version, "receipt": str(uuid.uuid4()), **more}
