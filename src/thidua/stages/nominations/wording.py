"""Sentences that more than one place says."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.stages.nominations.models import Nomination

NO_GUIDANCE = _("Chưa có hướng dẫn khen thưởng của đợt này nên chưa đề nghị được; thời hạn sẽ do hướng dẫn định.")
ROUND_CLOSED = _("Đợt khen thưởng này đã khép lại nên không nhận thêm, không thay đổi được nữa.")
NO_QUOTA = _("Chưa có thông báo số lượng của hình thức này nên chưa chọn vào danh sách được.")

# So many names stand in a sentence; the others are counted.
NAMED = 10


def some_of(nominations: Sequence[Nomination]) -> str:
    """Names in a sentence, and how many more there are."""
    names = ", ".join(str(row) for row in nominations[:NAMED])
    more = len(nominations) - NAMED
    return gettext("%(names)s và %(count)d trường hợp nữa") % {"names": names, "count": more} if more > 0 else names
