"""People are still heard while somebody decides: who decides is told, and is asked why it does not wait."""

from __future__ import annotations

import pytest

from tests.factories import NOW
from tests.stages.decisions.support import Awards, cast_with_awards, drafted, issued, leader, officer
from tests.stages.publications.support import ACHIEVEMENT, honour, published_honour, said
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.models import AuditEntry
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.operations import submit_decision
from thidua.stages.honours.models import Honour
from thidua.stages.honours.operations import revoke_honour
from thidua.stages.nominations.eligibility import Verdict, check
from thidua.stages.nominations.models import Nomination
from thidua.stages.publications import queries
from thidua.stages.publications.models import PublicItem
from thidua.stages.publications.operations import publish_honours

pytestmark = pytest.mark.django_db
OPEN = "Đang lấy ý kiến Nhân dân đến hết ngày 29/7/2024; 1 ý kiến chưa đọc."


@pytest.fixture
def found() -> Awards:
    return cast_with_awards()


def before_the_public(found: Awards, nomination: Nomination, **more: object) -> PublicItem:
    """The name stands for comment until 29/7."""
    values = {
        "campaign": found.cast.campaign, "kind": "candidate", "source_uid": nomination.uid, "unit": found.cast.province,
        "category": "candidates", "author": "Mặt trận tỉnh", "title": str(nomination), "unit_name": "Xã", "folded": "",
        "published_at": NOW, "shown_before": NOW.date().replace(day=30), "made_at": NOW, "changed_at": NOW, **more,
    }  # fmt: skip
    return PublicItem.objects.create(**values)


def test_a_nominee_of_whom_people_speak_is_marked_in_its_check(found: Awards) -> None:
    drafted(found)
    nomination = Nomination.objects.order_by("id")[0]
    assert [line for line in check(nomination) if line.key == "consultation"] == []
    said(before_the_public(found, nomination))

    lines = [line for line in check(nomination) if line.key == "consultation"]
    assert [(line.verdict, line.text) for line in lines] == [(Verdict.ASK, OPEN)]


def test_a_decision_is_not_brought_while_people_may_speak_unless_it_is_said_why(found: Awards) -> None:
    decision = drafted(found)
    nomination = decision.entries.get(position=1).nomination
    said(before_the_public(found, nomination))
    with pytest.raises(Invalid) as refusal:
        submit_decision(by=officer(found), now=NOW, decision=decision)
    assert OPEN in refusal.value.fields["reason"]
    assert Decision.objects.get().status == "draft"

    reason = "Lễ trao tổ chức ngày 18/7 theo kế hoạch"
    submit_decision(by=officer(found), now=NOW, decision=decision, reason=reason)
    assert AuditEntry.objects.get(act="trình người quyết định", object_uid=decision.uid).reason == reason


def test_what_nobody_read_is_asked_about_after_the_time_too(found: Awards) -> None:
    decision = drafted(found)
    item = before_the_public(found, decision.entries.get(position=1).nomination)
    said(item)
    PublicItem.objects.update(shown_before=NOW.date().replace(day=1))
    with pytest.raises(Invalid) as refusal:
        submit_decision(by=officer(found), now=NOW, decision=decision)
    assert "Đã lấy ý kiến Nhân dân đến hết ngày 30/6/2024; 1 ý kiến chưa đọc." in refusal.value.fields["reason"]

    item.comments.update(status="handed-down")
    done = submit_decision(by=officer(found), now=NOW, decision=decision)
    assert done.status == "submitted"


def test_the_consultation_ends_when_the_honour_is_published(found: Awards) -> None:
    decision = issued(found)
    nomination = decision.entries.get(position=1).nomination
    before_the_public(found, nomination)
    row = Honour.objects.get(source_uid=nomination.uid)
    assert queries.candidates(on=NOW.date()).page.count == 1
    publish_honours(by=officer(found), now=NOW, campaign=found.cast.campaign, achievements={row.uid: ACHIEVEMENT})

    assert queries.candidates(on=NOW.date()).page.count == 0
    assert queries.honours().page.count == 1


def test_a_revoked_honour_leaves_the_portal_at_once(found: Awards) -> None:
    row = honour(found.cast)
    item = published_honour(found.cast, row)
    revoke_honour(
        by=leader(found), now=NOW, honour=row, on=NOW.date(), decision="Quyết định số 3", reason="Kê khai sai"
    )

    item.refresh_from_db()
    assert (item.status, queries.honours().page.count) == ("withdrawn", 0)
    entry = AuditEntry.objects.get(act="gỡ khỏi cổng")
    assert entry.reason == "Khen thưởng đã bị hủy theo Quyết định số 3."
