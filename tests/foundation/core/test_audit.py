"""The audit trail: what is kept of each act."""

from __future__ import annotations

import datetime
import uuid
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.foundation.core.papers import LEADER, NOW, OFFICER, Paper, make
from thidua.foundation.core import audit, clock
from thidua.foundation.core.models import AuditEntry, SiteSetting

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
REAL = datetime.datetime(2026, 3, 1, 18, 30, tzinfo=datetime.UTC)


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_new_record_keeps_all_its_values() -> None:
    paper = make("Tờ trình", due_at=NOW, unit_id=5)
    audit.record(by=OFFICER, act="lập", obj=paper)
    entry = AuditEntry.objects.get()

    assert (entry.model, entry.object_uid, entry.object_label, entry.unit_id) == (
        "core_tests.paper", paper.uid, "Tờ trình", 5,
    )  # fmt: skip
    assert entry.before == {}
    assert AuditEntry.objects.get().after == {
        "title": "Tờ trình", "status": "draft", "due_at": "2024-07-15T02:00:00+00:00", "unit_id": 5, "more": {},
    }  # fmt: skip


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_change_keeps_only_what_differs() -> None:
    paper = make("Một", due_at=NOW)
    before = audit.snapshot(paper)
    paper.title, paper.more, paper.version = "Hai", {"a": [1]}, 2
    # The same moment told in another zone is no change.
    paper.due_at = NOW.astimezone(HANOI)
    audit.record(by=OFFICER, act="sửa", obj=paper, before=before)
    entry = AuditEntry.objects.get()

    assert (entry.before, entry.after) == ({"title": "Một", "more": {}}, {"title": "Hai", "more": {"a": [1]}})


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_refusal_is_kept_with_its_sentence_and_no_change() -> None:
    entry = audit.refusal(by=OFFICER, operation="papers.approve", obj=make(), sentence="Chỉ lãnh đạo duyệt được.")

    assert (entry.before, entry.after) == ({}, {"operation": "papers.approve"})
    assert (entry.refused, entry.reason) == (True, "Chỉ lãnh đạo duyệt được.")


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_audit_follows_the_real_clock_and_tells_the_sites_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "real_now", lambda: REAL)
    SiteSetting.objects.create(key=clock.DEMO_DATE_KEY, value="2024-07-15")
    audit.record(by=OFFICER, act="lập", obj=make())
    entry = AuditEntry.objects.get()

    assert (entry.at, entry.site_date) == (REAL, datetime.date(2024, 7, 15))


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_history_is_the_records_own_newest_first() -> None:
    paper, other = make("Một"), make("Hai")
    audit.record(by=OFFICER, act="lập", obj=paper)
    audit.record(by=OFFICER, act="lập", obj=other)
    audit.record(by=LEADER, act="duyệt", obj=paper)

    assert [(entry.act, entry.actor_label) for entry in audit.history(paper)] == [
        ("duyệt", LEADER.label), ("lập", OFFICER.label),
    ]  # fmt: skip


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_long_labels_are_cut_and_never_refused() -> None:
    audit.record(by=type(OFFICER)(label="A" * 500), act="lập", obj=Paper(title="B" * 500, uid=uuid.uuid4()))
    entry = AuditEntry.objects.get()

    assert (len(entry.actor_label), len(entry.object_label)) == (200, 300)


@pytest.mark.parametrize(
    ("value", "plain"),
    [(datetime.date(2024, 7, 15), "2024-07-15"), (uuid.UUID(int=1), str(uuid.UUID(int=1))), (True, True), (None, None),
     (1.5, "1.5"), (Paper.Status.DRAFT, "draft")],
)  # fmt: skip
def test_values_are_plain(value: Any, plain: Any) -> None:
    assert audit._plain(value) == plain
