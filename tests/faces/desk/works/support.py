"""What the forms of works are sent."""

from __future__ import annotations

import uuid
from typing import Any

from tests.factories import Cast


def typed(people: Cast, **more: Any) -> dict[str, Any]:
    """A road as a commune officer types it."""
    values = {
        "name": "Bê tông hóa đường nội thôn", "unit": str(people.area.uid), "quantity": "1,2", "campaigns": "thu",
        "money-people": "120 triệu", "planned_start": "15/3/2024", "act": "send", "receipt": str(uuid.uuid4()),
    }  # fmt: skip
    return {**values, **more}
