"""Letters to all donors of a month: asked for on the desk, drawn by the worker, fetched as one package."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client

from tests.factories import Cast, cast
from tests.harness.pages import address, enter, receipt, words
from tests.stages.funds.support import day, gift, officer, opened
from thidua.foundation.core import clock
from thidua.foundation.documents import batches
from thidua.foundation.documents.checker import check_document
from thidua.foundation.documents.models import LetterBatch
from thidua.stages.funds.models import Fund
from thidua.stages.funds.operations import NewDonor, correct_entry

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def fund(db: None) -> tuple[Cast, Fund]:
    """In July two named donors, one gift that was taken back, one of nobody named; in June one more."""
    people = cast()
    made = opened(people)
    donors = [NewDonor(name=f"Công ty Minh Họa {n}", sort="body") for n in range(4)]
    for n in (0, 1):
        gift(people, made, 3 + n, donor=donors[n])
    back = gift(people, made, 9, donor=donors[2])
    correct_entry(by=officer(people), now=clock.now(), entry=back, reason="Ghi nhầm")
    gift(people, made, 8)
    gift(people, made, 2, day(6, 15), donor=donors[3])
    return people, made


def asked(client: Client, fund: Fund, **more: str) -> object:
    given = {"month": "2024-07-01", "paper": "thu-cam-on", "ending": "pdf", "receipt": receipt(), **more}
    return client.post(address("fund-letters", fund.uid), given, follow=True)


@pytest.mark.clause("II.2")
def test_letters_of_a_month_come_as_one_package(fund: tuple[Cast, Fund]) -> None:
    people, made = fund
    client = enter(people, "commune_officer")
    waiting = asked(client, made)
    assert "Thư cảm ơn tháng 7/2024 pdf 0 / 2 đang soạn" in words(waiting)
    assert 'http-equiv="refresh"' in waiting.content.decode()  # type: ignore[attr-defined]
    assert batches.draw_waiting(clock.now) == 1
    shown = client.get(address("fund-letters", made.uid))
    assert "2 / 2 Tải về" in words(shown)
    assert 'http-equiv="refresh"' not in shown.content.decode()
    batch = LetterBatch.objects.get()
    answer = client.get(address("fund-letters-package", batch.uid))
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as package:  # type: ignore[attr-defined]
        names = package.namelist()
        assert all(check_document(package.read(name), today=clock.today()).passed for name in names)
    assert names == ["0001-cong-ty-minh-hoa-0.pdf", "0002-cong-ty-minh-hoa-1.pdf"]


def test_month_without_named_gifts_is_refused_at_its_field(fund: tuple[Cast, Fund]) -> None:
    people, made = fund
    answer = asked(enter(people, "commune_officer"), made, month="2024-05-01")
    assert "không có khoản ủng hộ nào ghi tên" in words(answer)
    assert LetterBatch.objects.count() == 0


def test_months_before_the_fund_was_opened_are_not_offered(fund: tuple[Cast, Fund]) -> None:
    people, made = fund
    client = enter(people, "commune_officer")
    form = client.get(address("fund-letters", made.uid)).context["form"]
    assert [label for _day, label in form.fields["month"].choices] == ["7/2024", "6/2024", "5/2024"]
    assert asked(client, made, month="2024-04-01").status_code == 422  # type: ignore[attr-defined]
    assert LetterBatch.objects.count() == 0


def test_package_stays_with_who_asked(fund: tuple[Cast, Fund]) -> None:
    people, made = fund
    asked(enter(people, "commune_officer"), made)
    batches.draw_waiting(clock.now)
    package = address("fund-letters-package", LetterBatch.objects.get().uid)
    assert enter(people, "commune_leader").get(package).status_code == 404
    assert enter(people, "district_officer").get(address("fund-letters", made.uid)).status_code == 403
