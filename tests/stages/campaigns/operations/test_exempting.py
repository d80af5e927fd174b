"""Exemptions given and ended: one document at a time, nothing lost."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.factories import NOW, Cast
from tests.foundation.core.uploads import pdf, upload
from thidua.foundation.core import files
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.models import AuditEntry
from thidua.stages.campaigns.exemptions import OWNER
from thidua.stages.campaigns.models import Exemption
from thidua.stages.campaigns.operations import end_exemption, exempt_unit

LATER = NOW + datetime.timedelta(days=3)


@pytest.fixture
def officer(people: Cast) -> dict[str, Any]:
    return {"by": people.actor("province_officer"), "now": NOW}


@pytest.fixture
def freed(people: Cast, officer: dict[str, Any]) -> Exemption:
    return exempt_unit(
        **officer, target=people.targets["III.3a"], unit=people.district, document="Công văn 112/MTTQ-BTT",
        signed_on=NOW.date(), reason="Mới lập", scan=upload(pdf(), "cong-van-112.pdf"),
    )  # fmt: skip


def test_a_second_document_is_refused_and_names_the_first(
    people: Cast, officer: dict[str, Any], freed: Exemption
) -> None:
    with pytest.raises(Invalid) as refused:
        exempt_unit(**officer, target=freed.target, unit=freed.unit, document="Công văn 9", reason="Khác")

    assert refused.value.fields == {
        "unit": "Đơn vị đang được miễn chỉ tiêu này theo Công văn 112/MTTQ-BTT. Muốn ghi văn bản khác, xin bỏ miễn ấy trước."
    }
    assert list(Exemption.objects.values_list("document", "reason")) == [("Công văn 112/MTTQ-BTT", "Mới lập")]


def test_an_ended_exemption_stays_with_its_paper_and_says_who_and_why(
    people: Cast, officer: dict[str, Any], freed: Exemption
) -> None:
    unit = end_exemption(**officer | {"now": LATER}, exemption=freed, reason=" Ghi nhầm ")
    second = exempt_unit(**officer | {"now": LATER}, target=freed.target, unit=unit, document="Công văn 9")

    first = Exemption.objects.get(pk=freed.pk)
    assert (first.given_at, first.ended_at, first.ended_by, first.end_reason) == (
        NOW, LATER, people.actor("province_officer").label, "Ghi nhầm",
    )  # fmt: skip
    assert [paper.name for paper in files.of_owner(OWNER, first.uid)] == ["cong-van-112.pdf"]
    assert list(Exemption.objects.in_force()) == [second]
    told = AuditEntry.objects.filter(act="bỏ miễn chỉ tiêu").get()
    assert (told.before, told.after, told.reason) == (
        {"target": "III.3a", "document": "Công văn 112/MTTQ-BTT"}, {}, " Ghi nhầm ",
    )  # fmt: skip


def test_ended_once_it_is_not_ended_again(people: Cast, officer: dict[str, Any], freed: Exemption) -> None:
    with pytest.raises(Invalid) as unsaid:
        end_exemption(**officer, exemption=freed, reason=" ")
    end_exemption(**officer, exemption=freed, reason="Ghi nhầm")
    with pytest.raises(NotNow) as refused:
        end_exemption(**officer | {"now": LATER}, exemption=freed, reason="Lại bỏ")

    assert list(unsaid.value.fields) == ["reason"]
    assert str(refused.value) == "Đơn vị đã được bỏ miễn rồi."
    assert Exemption.objects.get().end_reason == "Ghi nhầm"


def test_in_force_on_an_evening_is_what_was_given_by_then_and_not_yet_ended(
    people: Cast, officer: dict[str, Any], freed: Exemption
) -> None:
    end_exemption(**officer | {"now": LATER}, exemption=freed, reason="Ghi nhầm")
    moment = datetime.timedelta(microseconds=1)

    found = [Exemption.objects.in_force(at).count() for at in (NOW, NOW + moment, LATER, LATER + moment)]

    assert found == [0, 1, 1, 0]


def test_the_database_holds_one_in_force_and_a_reason_for_each_ended(people: Cast, freed: Exemption) -> None:
    for wrong in ({}, {"ended_at": LATER}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Exemption.objects.create(
                target=freed.target, unit=freed.unit, document="Công văn 9", given_at=LATER, **wrong
            )
