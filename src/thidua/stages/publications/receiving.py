"""What the portal may hand in: a reader's comment and a visit; the rest of publications stays out of its reach."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext_noop

from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
from thidua.stages.publications import visiting
from thidua.stages.publications.operations import send_comment

note_visit = visiting.note


def receive_comment(
    *,
    now: datetime.datetime,
    item_uid: uuid.UUID,
    author: str,
    text: str,
    contact: str,
    sender_address: str,
    receipt: uuid.UUID | None = None,
) -> None:
    """Hands in a reader's comment; the sender is known by a word of the day alone. Refuses as `send_comment` does."""
    sender = visiting.token_of(sender_address, "", clock.day_of(clock.real_now()))
    send_comment(
        by=System(gettext_noop("Người đọc cổng thông tin")), now=now, item_uid=item_uid, author=author, text=text, contact=contact,
        sender=sender, receipt=receipt,
    )  # fmt: skip
