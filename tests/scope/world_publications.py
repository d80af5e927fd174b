"""What the matrix needs of publications: the province's own, and the commune's honour, candidate, comments."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db.models import QuerySet

from tests.factories import NOW, SYSTEM, Cast, make_person
from tests.scope.world import World
from thidua.foundation.core.vietnamese import fold, sort_key
from thidua.stages.campaigns.models import AwardForm, AwardRound
from thidua.stages.honours.models import Honour
from thidua.stages.honours.operations import Given
from thidua.stages.honours.operations.entering import enter_honour
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.operations import Terms, issue_guidance, submit_guidance, write_guidance
from thidua.stages.publications import operations
from thidua.stages.publications.models import PublicComment, PublicItem, PublicLink, VisitDay

# Words of the public's and of the waiting comments, which stand nowhere else.
NEWS, HONOURED, CANDIDATE = "Qxtin", "Qxthanhtich", "Qxchocokien"
WAITING, OF_CANDIDATE, CONTACT = "Qxykien", "Qxgopy", "Qxlienhe"
DECISION, LINK, VISITS = "77/QĐ-QX", "https://qxlienket.example/", 4321


def begin(world: World) -> None:
    """The province's own: a link, a day of visits, an award round with its guidance, a piece of news."""
    by, people = world.actor("province_officer"), world.cast
    operations.add_link(by=by, now=NOW, unit=people.province, title="Trang khác", address=LINK)
    VisitDay.objects.create(day=datetime.date(2026, 3, 9), visits=VISITS)
    _award_round(people)
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
        by=by, now=NOW, round=nomination.form.round, achievements={nomination.uid: nomination.achievement}
    )
    for name, text in (("news", WAITING), ("candidate", OF_CANDIDATE)):
        operations.send_comment(
            by=SYSTEM, now=NOW, item_uid=world.items[name].uid, author="Người đọc", text=text, contact=CONTACT
        )


def honour() -> uuid.UUID:
    """The commune's honour."""
    return _known(Honour.objects.filter(decision_number=DECISION)).uid


def nomination() -> uuid.UUID:
    """The one who stands for comment."""
    return _known(Nomination.objects.filter(person__full_name=CANDIDATE)).uid


def comment(text: str) -> PublicComment:
    """A waiting comment by its words."""
    return _known(PublicComment.objects.filter(text=text))


def link() -> uuid.UUID:
    """The way to another site."""
    return PublicLink.objects.get(address=LINK).uid


def _known(rows: QuerySet[Any]) -> Any:
    """The one row; like a name the world does not know where there is none yet."""
    found = rows.order_by("id").first()
    if found is None:
        raise KeyError(rows.model.__name__)
    return found


def _award_round(people: Cast) -> None:
    """The first round with one form and its issued guidance, where there is none yet."""
    if AwardRound.objects.filter(campaign=people.campaign).exists():
        return
    first = AwardRound.objects.create(
        campaign=people.campaign, unit=people.province, number=1, event_key="provincial-congress"
    )
    AwardForm.objects.create(
        round=first, key="bang-khen-tinh", clause="VI.3", name="Bằng khen của tỉnh", submitters="", appraiser="Ban Tổ chức",
        decider="Ban Thường trực", is_ours=True, original_sets=1,
    )  # fmt: skip
    made = write_guidance(by=SYSTEM, now=NOW, round=first, terms=Terms(dossiers_before=datetime.date(2024, 8, 20)))
    made = submit_guidance(by=SYSTEM, now=NOW, guidance=made)
    issue_guidance(by=SYSTEM, now=NOW, guidance=made)


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
