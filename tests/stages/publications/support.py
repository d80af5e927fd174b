"""Published things of the named cast: its issued plan, a verified house with photos. Inside names never go out."""

from __future__ import annotations

import datetime
import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from tests.factories import NOW, SYSTEM, Cast
from tests.foundation.documents import papers
from tests.stages.works.support import house, verified
from thidua.foundation.accounts.models import Person
from thidua.foundation.core import files
from thidua.foundation.documents.operations import record_issued
from thidua.stages.campaigns.models import Campaign, Plan
from thidua.stages.honours.models import Honour
from thidua.stages.honours.operations import Given
from thidua.stages.honours.operations.entering import enter_honour
from thidua.stages.publications.models import PublicComment, PublicItem, PublicPlace
from thidua.stages.publications.operations import (
    publish_honours,
    publish_news,
    publish_plan,
    publish_work,
    send_comment,
)
from thidua.stages.works.models import Work

# Words of the inside that must stand on no page of the portal.
HOUSEHOLD, DESCRIPTION, COMMENT = "H'Duyên Mật", "mô tả chỉ để trong cơ quan", "ý kiến chỉ để trong cơ quan"
MARKERS = (HOUSEHOLD, DESCRIPTION, COMMENT, "0900 000", "Người liên hệ", "Hộ nghèo")
TITLE, TEXT = "Nhà đại đoàn kết ở Buôn Nui", "Bà con góp công, Mặt trận huyện vận động kinh phí."
PLAN_DAY = datetime.datetime(2023, 10, 31, 9, 16, tzinfo=ZoneInfo(settings.TIME_ZONE))


def plan(cast: Cast, campaign: Campaign | None = None, **more: Any) -> Plan:
    """The campaign's plan, issued on paper as number 05."""
    campaign = campaign or cast.campaign
    document = record_issued(
        by=SYSTEM, now=NOW, unit=campaign.owner, body="Ban Thường trực", document=papers.plan(**more), sent_at=NOW
    )
    return Plan.objects.create(
        campaign=campaign, unit=campaign.owner, document=document, title="Phát động đợt thi đua chào mừng Đại hội",
        made_at=NOW, changed_at=NOW,
    )  # fmt: skip


def published_plan(cast: Cast, campaign: Campaign | None = None, **more: Any) -> PublicItem:
    row = plan(cast, campaign, **more)
    return publish_plan(by=cast.actor("province_officer"), now=NOW, plan=row, published_at=PLAN_DAY)


def secret_house(cast: Cast, **more: Any) -> Work:
    """A verified house whose name, description and notes hold words of the inside."""
    content = house(cast, name=f"Nhà hộ bà {HOUSEHOLD}", description=DESCRIPTION, **more)
    work = verified(cast, content=content)
    Work.objects.filter(pk=work.pk).update(acceptance_note=COMMENT, return_reason=COMMENT)
    work.refresh_from_db()
    return work


def photos_of(work: Work) -> list[uuid.UUID]:
    return [file.uid for file in files.of_owner("work", work.uid)]


def publish(cast: Cast, work: Work, **more: Any) -> PublicItem:
    values = {"title": TITLE, "text": TEXT, "photos": photos_of(work)[:1], "campaign": cast.campaign}
    return publish_work(by=cast.actor("province_officer"), now=NOW, work=work, **{**values, **more})


def many(cast: Cast, number: int) -> list[PublicItem]:
    """So many published works without files, written at once."""
    items = PublicItem.objects.bulk_create(
        PublicItem(
            campaign=cast.campaign, kind="work", source_uid=uuid.UUID(int=place), unit=cast.area, category="works",
            author="Nguyễn Thị An", title=f"Tuyến đường số {place}", text="", unit_name="Thôn 1", thing_date=NOW.date(),
            content={"kind": "Đường", "quantity": 1200, "measure_unit": "metre", "partners": [], "mobiliser": "Thôn 1"},
            folded=f"tuyen duong so {place}", published_at=NOW, made_at=NOW, changed_at=NOW,
        )
        for place in range(1, number + 1)
    )  # fmt: skip
    made = PublicItem.objects.filter(pk__in=[item.pk for item in items])
    PublicPlace.objects.bulk_create(
        PublicPlace(item=item, position=1, name="Thôn 1, xã Nam Dong, huyện Cư Jút", district_name="Huyện Cư Jút")
        for item in made.order_by("id")
    )
    return list(made.order_by("id"))


NEWS_TITLE, NEWS_TEXT = "Triển khai đợt thi đua", "Các huyện đã nhận kế hoạch.\n\nMỗi thôn chọn một việc."
ACHIEVEMENT = "Vận động bà con làm 1,2 km đường."
DECIDED = datetime.date(2024, 6, 1)


def news(cast: Cast, **more: Any) -> PublicItem:
    values: dict[str, Any] = {
        "by": cast.actor("province_officer"), "now": NOW, "campaign": cast.campaign, "title": NEWS_TITLE,
        "text": NEWS_TEXT, "category": "news",
    }  # fmt: skip
    return publish_news(**{**values, **more})


def given(number: str = "09/QĐ-MTTQ-BTT", on: datetime.date = DECIDED) -> Given:
    """By which decision."""
    return Given("giay-khen", "Giấy khen", ACHIEVEMENT, number, on, "Ban Thường trực huyện")


def honour(cast: Cast, *, number: int = 1, person: Person | None = None, **more: Any) -> Honour:
    """An honour of the campaign, given to the commune or one of its people."""
    values = {"unit": cast.commune, "campaign": cast.campaign, "golden_number": number, "given": given(), **more}
    return enter_honour(by=SYSTEM, now=NOW, person=person, **values)


def published_honour(cast: Cast, row: Honour | None = None, words: str = ACHIEVEMENT) -> PublicItem:
    row = row or honour(cast)
    return publish_honours(
        by=cast.actor("province_officer"), now=NOW, campaign=cast.campaign, achievements={row.uid: words}
    )


def said(item: PublicItem, **more: Any) -> PublicComment:
    """A reader's comment on a published thing, not yet read."""
    values: dict[str, Any] = {"author": "Nguyễn Văn Hải", "text": "Mong nhân rộng việc này."}
    return send_comment(by=SYSTEM, now=more.pop("now", NOW), item_uid=item.uid, **{**values, **more})
