"""A total shared out and exemptions on the desk: typed or pasted, refused in plain words, nothing typed lost."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.factories import COMMUNE, NOW, Cast, cast_on_board
from tests.foundation.core.uploads import pdf, upload
from tests.harness.pages import address, enter, receipt, text
from thidua.faces.kit import figures
from thidua.foundation.core.models import StoredFile
from thidua.stages.campaigns.models import Exemption, Target, TargetMinimum
from thidua.stages.progress import rebuild
from thidua.stages.progress.prove import prove

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DOCUMENT = "Quyết định 15/QĐ-UBND, phụ lục 1"


@pytest.fixture
def people() -> Cast:
    return cast_on_board()


@pytest.fixture
def roads(people: Cast) -> Target:
    """At least one kilometre of each commune, written in metres."""
    made = Target.objects.create(
        campaign=people.campaign, code="D", position=90, text="Làm đường", short_label="Đường", unit_kinds=[COMMUNE],
        measure="works", measure_unit="metre", reading="subtree", minimum=1_000,
    )  # fmt: skip
    rebuild.rebuild(target=made, now=NOW)
    return made


def page_of(people: Cast, name: str = "allocation", unit: str = "province") -> str:
    return address(name, people.campaign.key, people.units[unit].uid, "D")


def sent(client: Client, people: Cast, shares: dict[str, str] | None = None, **other: str) -> Any:
    given = {"total": "6", "source": DOCUMENT, "pasted": "", **as_read(people)}
    given |= {f"phan-{people.units[key].pk}": share for key, share in (shares or {}).items()}
    return client.post(page_of(people), given | other)


def as_read(people: Cast) -> dict[str, Any]:
    """What the form carries of a target nobody changes meanwhile."""
    return {"receipt": receipt(), "version": Target.objects.get(campaign=people.campaign, code="D").version}


def numbers(target: Target) -> dict[str, tuple[int, int | None]]:
    rows = TargetMinimum.objects.filter(target=target).order_by("id")
    return {row.unit.short_name: (row.minimum, row.share) for row in rows}


def test_typed_shares_become_what_each_unit_is_asked(people: Cast, roads: Target) -> None:
    client = enter(people, "province_officer")

    answer = sent(client, people, {"commune": "2", "sister_commune": "1,5", "far_commune": "2,5"})

    assert answer.status_code == 302
    assert numbers(roads) == {
        "Tỉnh Đắk Nông": (6_000, None), "Xã Nam Dong": (2_000, 2_000), "Xã Trúc Sơn": (1_500, 1_500),
        "Xã Đắk Lao": (2_500, 2_500),
    }  # fmt: skip
    page = text(client.get(page_of(people)))
    assert "Tổng 6 km giao cho 3 đơn vị; phần được giao cộng lại 6 km, các đơn vị nhận 6 km. Theo " + DOCUMENT in page
    assert prove(people.campaign) == []


def test_pasted_lines_fill_the_table_first_and_are_written_when_sent(people: Cast, roads: Target) -> None:
    client = enter(people, "province_officer")
    lines = "Đơn vị\tKm\nXã Nam Dong\t2 km\nxa truc son 1,5\n12. Xã Đắk Lao;2,5\nXã Không Có\t9\nXã Nam Dong\tmột"

    shown = sent(client, people, pasted=lines, dien="1")

    page = shown.content.decode()
    assert shown.status_code == 200
    assert numbers(roads) == {}
    for key, value in (("commune", "2"), ("sister_commune", "1,5"), ("far_commune", "2,5")):
        assert f'name="phan-{people.units[key].pk}" inputmode="decimal" autocomplete="off" value="{value}"' in page
    assert "Dòng 5 «Xã Không Có 9»: không có đơn vị nào được giao chỉ tiêu này mang mã hoặc tên như vậy." in text(shown)
    assert "Dòng 6 «Xã Nam Dong một»: thiếu số được giao." in text(shown)
    assert "Xã Không Có\t9\nXã Nam Dong\tmột</textarea>" in page
    assert f'value="{DOCUMENT}"' in page

    refused = sent(client, people, pasted=lines)
    assert (refused.status_code, numbers(roads)) == (422, {})
    assert "Xã Nam Dong\t2 km" in refused.content.decode()
    assert sent(client, people, pasted="Xã Nam Dong\t2\nXã Trúc Sơn\t1,5\nXã Đắk Lao\t2,5").status_code == 302
    assert numbers(roads)["Xã Trúc Sơn"] == (1_500, 1_500)


@pytest.mark.parametrize(
    ("shares", "other", "sentence"),
    [
        ({"commune": "2", "far_commune": "3"}, {},
         "Phân bổ của Ủy ban MTTQ Việt Nam tỉnh Đắk Nông chưa đủ: các đơn vị nhận 5 km, còn thiếu 1 km so với 6 km."),
        ({"commune": "0,5", "far_commune": "6"}, {}, "Phần của Ủy ban MTTQ Việt Nam xã Nam Dong thấp hơn mức chung là 1 km."),
        ({"commune": "-2", "far_commune": "6"}, {}, "Số này không được âm."),
        ({}, {}, "Xin ghi phần của ít nhất một đơn vị."),
        ({"commune": "6"}, {"source": ""}, "Văn bản phân bổ"),
        ({"commune": "6"}, {"total": "sáu"}, "Tổng phải phân bổ"),
    ],
)  # fmt: skip
def test_refusal_says_what_is_wrong_and_keeps_what_was_typed(
    people: Cast, roads: Target, shares: dict[str, str], other: dict[str, str], sentence: str
) -> None:
    answer = sent(enter(people, "province_officer"), people, shares, **other)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert numbers(roads) == {}
    for key, value in shares.items():
        assert f'name="phan-{people.units[key].pk}" inputmode="decimal" autocomplete="off" value="{value}"' in (
            answer.content.decode()
        )


def test_the_second_of_two_officers_is_told_what_the_first_changed(people: Cast, roads: Target) -> None:
    first, second = enter(people, "province_officer"), enter(people, "province_officer")
    read = as_read(people)["version"]
    sent(first, people, {"commune": "2", "far_commune": "4"}, version=str(read))

    late = sent(second, people, {"commune": "3", "far_commune": "3"}, version=str(read))

    assert late.status_code == 422
    assert "Người khác vừa sửa bản ghi này trước bạn." in text(late)
    assert f'name="phan-{people.units["commune"].pk}" inputmode="decimal" autocomplete="off" value="3"' in (
        late.content.decode()
    )
    assert numbers(roads)["Xã Nam Dong"] == (2_000, 2_000)
    assert f'name="version" value="{read + 1}"' in late.content.decode()


def test_unit_takes_more_on_its_own_page_and_never_less(people: Cast, roads: Target) -> None:
    client = enter(people, "province_officer")
    sent(client, people, {"commune": "2", "far_commune": "4"})
    own = page_of(people, "own-number", "commune")
    assert "Ủy ban MTTQ Việt Nam tỉnh Đắk Nông đã phân bổ 2 km; đơn vị được nhận cao hơn, không được thấp hơn." in text(
        client.get(own)
    )

    less = client.post(own, {"minimum": "1,5", "source": "Kế hoạch 3", **as_read(people)})
    more = client.post(own, {"minimum": "2,5", "source": "Kế hoạch 3", **as_read(people)})

    assert (less.status_code, more.status_code) == (422, 302)
    assert "Mức riêng không được thấp hơn phần được phân bổ là 2 km." in text(less)
    assert numbers(roads)["Xã Nam Dong"] == (2_500, 2_000)
    assert "nhận thêm 0,5 km" in text(client.get(page_of(people)))


def test_total_that_was_itself_given_is_not_lowered(people: Cast, roads: Target) -> None:
    roads.unit_kinds = [COMMUNE, "front-district"]
    roads.save()
    client = enter(people, "province_officer")
    sent(client, people, {"district": "4", "far_district": "2"})
    beneath = page_of(people, unit="district")

    answer = client.post(
        beneath, {"total": "3", "source": DOCUMENT, "pasted": "Xã Nam Dong\t3", **as_read(people)}
    )  # fmt: skip

    assert answer.status_code == 422
    assert "Ủy ban MTTQ Việt Nam huyện Cư Jút đã được phân bổ 4 km nên tổng chia lại không được thấp hơn." in text(
        answer
    )
    assert numbers(roads)["Huyện Cư Jút"] == (4_000, 4_000)


def test_who_does_not_run_the_campaign_reads_and_writes_nothing(people: Cast, roads: Target) -> None:
    sent(enter(people, "province_officer"), people, {"commune": "2", "far_commune": "4"})
    client = enter(people, "district_officer")

    page = client.get(page_of(people, unit="district"))

    assert "Xã Nam Dong" in text(page)
    assert "nhận phần của Tỉnh Đắk Nông" in text(page)
    assert "<textarea" not in page.content.decode()
    assert client.post(page_of(people, unit="district"), {"total": "3"}).status_code == 403
    assert client.get(page_of(people)).status_code == 404


def test_exemption_needs_a_reason_a_day_and_a_document_and_carries_its_paper(people: Cast, roads: Target) -> None:
    client, here = enter(people, "province_officer"), page_of(people, "exemptions")
    given = {
        "unit": "xa truc son",
        "reason": "Mới sáp nhập",
        "document": "Công văn 8/MTTQ-BTT",
        "signed_on": "1/7/2024",
    }

    empty = client.post(here, {"receipt": receipt()})
    later = client.post(here, given | {"signed_on": "1/8/2024", "receipt": receipt()})
    unknown = client.post(here, given | {"unit": "Xã Không Có", "receipt": receipt()})
    good = client.post(here, given | {"scan": upload(pdf(), "cong-van-8.pdf"), "receipt": receipt()})

    assert [answer.status_code for answer in (empty, later, unknown, good)] == [422, 422, 422, 302]
    assert "Ngày ký văn bản chưa đến." in text(later)
    assert "Không có đơn vị nào được giao chỉ tiêu này mang tên hoặc mã như vậy." in text(unknown)
    assert 'value="xa truc son"' in later.content.decode()
    row = Exemption.objects.get()
    assert (row.unit, row.reason, row.document) == (
        people.units["sister_commune"],
        "Mới sáp nhập",
        "Công văn 8/MTTQ-BTT",
    )
    paper = StoredFile.objects.get(owner_uid=row.uid)
    page = text(client.get(here))
    assert "Xã Trúc Sơn" in page
    assert "Công văn 8/MTTQ-BTT, ngày 1/7/2024 Mới sáp nhập cong-van-8.pdf" in page
    assert enter(people, "far_district_officer").get(address("file", paper.uid)).status_code == 404
    assert b"".join(client.get(address("file", paper.uid))).startswith(b"%PDF")
    assert prove(people.campaign) == []


def test_exemption_is_taken_back_with_a_reason(people: Cast, roads: Target) -> None:
    client, here = enter(people, "province_officer"), page_of(people, "exemptions")
    client.post(here, {"unit": "Xã Trúc Sơn", "reason": "Mới", "document": "Công văn 8", "signed_on": "1/7/2024",
                       "receipt": receipt()})  # fmt: skip
    end = address("exemption-end", Exemption.objects.get().uid)

    assert client.post(end, {"reason": "", "receipt": receipt()}).status_code == 422
    assert client.post(end, {"reason": "Ghi nhầm", "receipt": receipt()}).status_code == 302
    assert Exemption.objects.in_force().count() == 0
    assert client.get(end).status_code == 404
    page = text(client.get(here))
    assert "Không có đơn vị nào được miễn chỉ tiêu này" in page
    day, officer = Exemption.objects.get().ended_at, people.actor("province_officer").label
    assert f"Công văn 8, ngày 1/7/2024 từ {figures.day(day)} đến {figures.day(day)}: Mới {officer}: Ghi nhầm" in page
    assert "Bỏ miễn</a>" not in client.get(here).content.decode()
    assert prove(people.campaign) == []


def test_second_exemption_of_a_unit_is_refused_beside_the_field_and_keeps_what_was_typed(
    people: Cast, roads: Target
) -> None:
    client, here = enter(people, "province_officer"), page_of(people, "exemptions")
    given = {"unit": "Xã Trúc Sơn", "reason": "Mới", "document": "Công văn 8", "signed_on": "1/7/2024"}
    client.post(here, given | {"receipt": receipt()})

    second = client.post(here, given | {"document": "Công văn 9", "receipt": receipt()})

    assert second.status_code == 422
    assert "Đơn vị đang được miễn chỉ tiêu này theo Công văn 8. Muốn ghi văn bản khác, xin bỏ miễn ấy trước." in text(
        second
    )
    assert 'value="Công văn 9"' in second.content.decode()
    assert Exemption.objects.get().document == "Công văn 8"


def test_exemption_that_leaves_a_total_uncovered_is_refused(people: Cast, roads: Target) -> None:
    client = enter(people, "province_officer")
    sent(client, people, {"commune": "2", "far_commune": "4"})

    answer = client.post(page_of(people, "exemptions"), {
        "unit": "Xã Nam Dong", "reason": "Mới", "document": "Công văn 8", "signed_on": "1/7/2024", "receipt": receipt(),
    })  # fmt: skip

    assert answer.status_code == 422
    assert "còn thiếu 2 km so với 6 km. Xin phân bổ lại trước." in text(answer)
    assert Exemption.objects.count() == 0


def test_excel_and_csv_write_amounts_in_the_unit_people_use(people: Cast, roads: Target) -> None:
    client = enter(people, "province_officer")
    sent(client, people, {"commune": "2", "sister_commune": "1,5", "far_commune": "2,5"})
    query = {"dot": people.campaign.key, "don-vi": str(people.province.uid), "chi-tieu": "D"}

    book = client.get(address("export-excel", "progress-allocation"), query)
    lines = client.get(address("export-csv", "progress-allocation"), query)

    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert [row[2:5] for row in rows if "Trúc Sơn" in str(row[1])] == [[1.5, 1.5, "km"]]
    assert ",1.5,1.5,km," in b"".join(lines.streaming_content).decode()  # type: ignore[attr-defined]
