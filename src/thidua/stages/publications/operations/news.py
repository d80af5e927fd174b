"""News: written for the public, under a category, with the day of the paper it tells of beside the day it goes out."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import nfc, tidy
from thidua.stages.campaigns.models import Campaign
from thidua.stages.publications.models import PublicItem
from thidua.stages.publications.operations.copies import require_publisher, write_copy, wrong_words

LONGEST_NEWS, LONGEST_PAPER = 20_000, 200
NEWS_CATEGORIES = (
    PublicItem.Category.NEWS,
    PublicItem.Category.ACTIVITIES,
    PublicItem.Category.DOCUMENTS,
    PublicItem.Category.HONOURS,
)


@operation
def publish_news(
    *,
    by: Actor | System,
    now: datetime.datetime,
    campaign: Campaign,
    title: str,
    text: str,
    category: str,
    author: str = "",
    paper: str = "",
    paper_date: datetime.date | None = None,
    replaces: uuid.UUID | None = None,
    published_at: datetime.datetime | None = None,
) -> PublicItem:
    """Puts a piece of news before the public (W.1). `paper` and its date name the document it tells of.

    `replaces` is the `source_uid` of the news this is a new wording of: its address and its views go on. Refused with
    `NotAllowed` unless the actor works for the campaign's body, with `Invalid`: no or a long `title` or `text`, a
    telephone in either, an unknown `category`, a `paper` without `paper_date` or the other way round, a day to come,
    `replaces` that is no news of this campaign.
    """
    require_publisher(by, campaign)
    title, text, paper = tidy(title), nfc(text).strip(), tidy(paper)
    problems = wrong_words(title, text, longest_text=LONGEST_NEWS) | _wrong_paper(paper, paper_date, clock.day_of(now))
    if not text:
        problems["text"] = _("Xin viết nội dung tin.")
    if category not in NEWS_CATEGORIES:
        problems["category"] = _("Xin chọn một chuyên mục trong danh sách.")
    news = PublicItem.objects.filter(campaign=campaign, kind=PublicItem.Kind.NEWS)
    if replaces is not None and not news.filter(source_uid=replaces).exists():
        problems["replaces"] = _("Không tìm thấy tin cần sửa trong đợt thi đua này.")
    if problems:
        raise Invalid(problems)
    first = news.filter(source_uid=replaces).order_by("published_at", "id").first() if replaces else None
    return write_copy(
        by, now, campaign=campaign, kind=PublicItem.Kind.NEWS, source_uid=replaces or uuid.uuid4(), unit=campaign.owner,
        title=title, text=text, category=category, author=tidy(author), thing_date=paper_date,
        content={"paper": paper}, published_at=published_at or (first.published_at if first else now),
    )  # fmt: skip


def _wrong_paper(paper: str, paper_date: datetime.date | None, today: datetime.date) -> dict[str, str]:
    if paper and paper_date is None:
        return {"paper_date": _("Xin ghi ngày của văn bản.")}
    if paper_date is not None and not paper:
        return {"paper": _("Xin ghi số, tên văn bản có ngày này.")}
    if paper_date is not None and paper_date > today:
        return {"paper_date": _("Ngày của văn bản không thể sau hôm nay.")}
    if len(paper) > LONGEST_PAPER:
        return {"paper": _("Dài quá %(most)d chữ cái. Xin viết gọn lại.") % {"most": LONGEST_PAPER}}
    return {}
