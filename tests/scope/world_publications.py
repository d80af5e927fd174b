"""What the matrix needs of publications: the province's own things, and the commune's honour, candidate and comments."""

from __future__ import annotations

import datetime
import uuid

from tests.factories import NOW, SYSTEM, make_person
from tests.scope.world import World
from tests.stages.nominations.support import awards, guided
from thidua.foundation.core.vietnamese import fold, sort_key
from thidua.stages.campaigns.models import AwardForm, AwardRound
from thidua.stages.honours.models import Honour
from thidua.stages.honours.operations import Given
from thidua.stages.honours.operations.entering import enter_honour
from thidua.stages.nominations.models import AwardGuidance, Nomination
from thidua.stages.publications import operations
from thidua.stages.publications.models import PublicComment, PublicItem, PublicLink, VisitDay

# Words of the public's and of the waiting comments, which stand nowhere else.
NEWS, HONOURED, CANDIDATE = "Qxtin", "Qxthanhtich", "Qxungvien"
WAITING, OF_CANDIDATE, CONTACT = "Qxykien", "Qxgopy", "Qxlienhe"
DECISION, LINK, VISITS = "77/QĐ-QX", "https://qxlienket.example/", 4321


def begin(world: World) -> None:
    """The province's own: a link, a day of visits, an award round with its guidance, a piece of news."""
    by, people = world.actor("province_officer"), world.cast
    operations.add_link(by=by, now=NOW, unit=people.province, title="Trang khác", address=LINK)
    VisitDay.objects.create(day=datetime.date(2026, 3, 9), visits=VISITS)
    if not AwardRound.objects.filter(campaign=people.campaign).exists():
        awards(people)
    first = AwardRound.objects.get(campaign=people.campaign, number=1)
    if not AwardGuidance.objects.filter(round=first).exists():
        guided(awards_of(world), first)
    world.items["news"] = _news(world, NEWS)
    taken_down = _news(world, "Tin đã gỡ")
    world.items["news taken down"] = operations.withdraw_item(by=by, now=NOW, item=taken_down, reason="Gỡ")


def fill(world: World) -> None:
    """The commune's: an honour and a candidate before the public, and what readers said, still waiting."""
    by, campaign = world.actor("province_officer"), world.cast.campaign
    given = Given("giay-khen", "Giấy khen", HONOURED, DECISION, datetime.date(2024, 6, 1), "Ban Thường trực tỉnh")
    honour = enter_honour(by=SYSTEM, now=NOW, unit=world.cast.commune, given=given, campaign=campaign)
    world.items["honour"] = operations.publish_honours(
        by=by, now=NOW, campaign=campaign, achievements={honour.uid: HONOURED}
    )
    nomination = _nomination(world)
    world.items["candidate"] = operations.publish_candidates(
        by=by, now=NOW, round=nomination.form.round, nominations=[nomination.uid]
    )
    for name, text in (("news", WAITING), ("candidate", OF_CANDIDATE)):
        operations.send_comment(
            by=SYSTEM, now=NOW, item_uid=world.items[name].uid, author="Người đọc", text=text, contact=CONTACT
        )


def awards_of(world: World) -> object:
    """What `guided` is given: it asks for the round alone when one is named."""
    return world.cast


def honour() -> uuid.UUID:
    """The commune's honour."""
    return Honour.objects.get(decision_number=DECISION).uid


def nomination() -> uuid.UUID:
    """The one who stands for comment."""
    return Nomination.objects.get(person__full_name=CANDIDATE).uid


def comment(text: str) -> PublicComment:
    """A waiting comment by its words."""
    return PublicComment.objects.get(text=text)


def link() -> uuid.UUID:
    """The way to another site."""
    return PublicLink.objects.get(address=LINK).uid


def _news(world: World, title: str) -> PublicItem:
    return operations.publish_news(
        by=world.actor("province_officer"), now=NOW, campaign=world.cast.campaign, title=title, text="Nội dung tin",
        category="news",
    )  # fmt: skip


def _nomination(world: World) -> Nomination:
    """A person of the commune, proposed to the province."""
    people = world.cast
    form = AwardForm.objects.filter(round__campaign=people.campaign, round__number=1).order_by("id")[0]
    return Nomination.objects.create(
        campaign=people.campaign, form=form, unit=people.commune, subject=people.commune, person=make_person(CANDIDATE),
        holder=people.province, status="proposed", achievement="Vận động làm đường", proposed_at=NOW,
        folded=fold(CANDIDATE), sort_key=sort_key(CANDIDATE), made_at=NOW, changed_at=NOW,
    )  # fmt: skip
