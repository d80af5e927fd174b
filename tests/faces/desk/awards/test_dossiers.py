"""Dossiers in the browser: what lacks is named, a ready one goes up and is taken."""

from __future__ import annotations

from django.urls import reverse

from tests.factories import NOW, SYSTEM
from tests.harness.pages import enter
from tests.stages.nominations.support import (
    Awards,
    content,
    proposed,
    ready,
    sent,
)
from thidua.foundation.core.models import AuditEntry
from thidua.stages.nominations.models import Submission
from thidua.stages.nominations.operations import (
    draft_nomination,
    open_submission,
)


def test_incomplete_dossier_names_what_lacks_and_its_button_is_held(found: Awards) -> None:
    people = found.cast
    proposed(found, people.commune)
    made = open_submission(by=SYSTEM, now=NOW, form=found.own, unit=people.district)
    client = enter(people, "district_officer")
    page = client.get(reverse("desk:submission", args=[made.uid]))
    text = page.content.decode()
    assert "Báo cáo thành tích của Ủy ban MTTQ Việt Nam xã Nam Dong chưa được lãnh đạo" in text
    assert "Hồ sơ còn thiếu 4 giấy tờ, xem ở dưới." in text
    token = page.context["act_form"]["receipt"].value()
    told = client.post(
        reverse("desk:submission-send", args=[made.uid]), {"version": made.version, "receipt": token}, follow=True
    )
    assert "Thiếu Tờ trình" in told.content.decode()
    made.refresh_from_db()
    assert made.status == Submission.Status.DRAFT
    assert AuditEntry.objects.filter(refused=True, object_uid=made.uid).count() == 1


def test_ready_dossier_is_sent_and_accepted(found: Awards) -> None:
    people = found.cast
    proposed(found, people.commune)
    made = ready(found, people.district)
    client = enter(people, "district_officer")
    page = client.get(reverse("desk:submission", args=[made.uid]))
    token = page.context["act_form"]["receipt"].value()
    told = client.post(
        reverse("desk:submission-send", args=[made.uid]), {"version": made.version, "receipt": token}, follow=True
    )
    assert "Đã gửi hồ sơ." in told.content.decode()
    focal = enter(people, "province_officer")
    page = focal.get(reverse("desk:submission", args=[made.uid]))
    assert "Chờ tôi nhận" in page.content.decode()
    made.refresh_from_db()
    token = page.context["act_form"]["receipt"].value()
    focal.post(reverse("desk:submission-accept", args=[made.uid]), {"version": made.version, "receipt": token})
    made.refresh_from_db()
    assert made.status == Submission.Status.ACCEPTED


def test_home_tells_who_owes_what(found: Awards) -> None:
    people = found.cast
    proposed(found, people.commune)
    draft_nomination(by=SYSTEM, now=NOW, content=content(found, people.commune, people.area))
    home = reverse("desk:home")
    assert "Xác nhận báo cáo thành tích" in enter(people, "commune_leader").get(home).content.decode()
    assert "Đề nghị khen thưởng còn nháp: Thôn 1" in enter(people, "commune_officer").get(home).content.decode()
    assert "Đề nghị khen thưởng chưa đưa vào hồ sơ" in enter(people, "district_officer").get(home).content.decode()
    sent(found, people.district)
    focal = enter(people, "province_officer").get(home).content.decode()
    assert "Xem, nhận hồ sơ của Ủy ban MTTQ Việt Nam huyện Cư Jút" in focal
