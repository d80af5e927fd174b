"""Who has sent nothing: bodies the plan has criteria for, to be reminded. The plan sets no day, so none is late."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from thidua.foundation.core.tables.lists import day_words
from thidua.stages.campaigns.models import Participation

# Of many so many by name.
NAMED = 30


def reminder(places: Sequence[Participation], count: int, on: datetime.date) -> str:
    """Ready words for a chat group: who is meant, what is asked."""
    names = "; ".join(place.unit.short_name for place in places[:NAMED])
    left = count - min(len(places), NAMED)
    more = _(" và %(more)s đơn vị khác") % {"more": left} if left else ""
    return _(
        "Đến ngày %(day)s, còn %(count)s đơn vị chưa gửi bản tự đánh giá theo tiêu chuẩn thi đua: %(names)s%(more)s. "
        "Đề nghị các đơn vị viết và gửi; số liệu hệ thống biết đã được điền sẵn."
    ) % {"day": day_words(on), "count": count, "names": names, "more": more}
