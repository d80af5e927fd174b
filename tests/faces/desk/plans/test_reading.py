"""Reading a plan on the desk: sent, shown beside its text, corrected, accepted as a campaign's files."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import Cast, cast
from tests.harness.pages import address, enter, words
from tests.stages.campaigns.plan_reader import plan_286
from thidua.foundation.accounts.models import Membership
from thidua.stages.campaigns.campaign_file import read_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FIELD = re.compile(r'<(?:input|textarea|select)\b[^>]*\bname="([^"]+)"[^>]*>')
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def officer(db: None) -> Client:
    people: Cast = cast()
    return enter(people, "province_officer")


def sent(client: Client, content: bytes, name: str) -> Any:
    return client.post(address("plan-read"), {"upload": SimpleUploadedFile(name, content), "pasted": ""})


def shown(answer: Any) -> dict[str, Any]:
    """What the form on the page would send."""
    form = answer.context["form"]
    return {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False, "")}


def test_reading_stands_beside_its_text_with_the_way_to_each_line(officer: Client) -> None:
    answer = sent(officer, plan_286.text().encode(), "ke-hoach.txt")
    page, told = answer.content.decode(), words(answer)
    assert answer.status_code == 200
    assert 'id="dong-1"' in page
    assert "Chỉ tiêu III.6b" in told
    assert "1: 2023-10 – 2024-07" in told
    assert "10 cá nhân tiêu biểu thuộc Ủy ban MTTQ Việt Nam cấp huyện" in told
    rows = {number: "".join(text for text, _marked in parts) for number, parts in answer.context["rows"]}
    line = next(number for number, text in rows.items() if "5 căn nhà đại đoàn kết" in text)
    assert f'href="#dong-{line}"' in page
    assert len(answer.content) < 150_000


def test_accepted_reading_is_a_campaign_with_the_corrections(officer: Client, tmp_path: Path) -> None:
    form = shown(sent(officer, plan_286.text().encode(), "ke-hoach.txt"))
    form |= {
        "awards/2/submitters": "Ủy ban MTTQ Việt Nam các huyện, thành phố",
        "key": "chao-mung-2023",
        "targets/3/value": "6",
        "targets/1/drop": "on",
        "recipients": "Uỷ ban TW;\nLưu VT",
    }
    answer = officer.post(address("plan-read"), form)
    assert answer.status_code == 200, words(answer)
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
    campaign = read_campaign(tmp_path / "chao-mung-2023")
    raised = campaign.targets[2]
    assert (raised.code, raised.clause, raised.minimum) == ("III.3b", "III.3", 6)
    assert raised.text == "Ủy ban MTTQ Việt Nam tỉnh vận động xây dựng ít nhất 6 căn nhà đại đoàn kết"
    assert len(campaign.targets) == 8
    assert [line.text for line in campaign.plan.recipients] == ["Uỷ ban TW", "Lưu VT"]


def test_what_a_campaign_lacks_is_told_and_what_was_typed_stays(officer: Client) -> None:
    form = shown(sent(officer, plan_286.text().encode(), "ke-hoach.txt"))
    form |= {"awards/2/submitters": "Các huyện", "owner": "khong-co", "short_name": "Tên tự đặt"}
    answer = officer.post(address("plan-read"), form)
    assert answer.status_code == 422
    [told] = answer.context["form"].errors["owner"]
    assert told.startswith("Không có đơn vị mang mã «khong-co»")
    assert 'value="Tên tự đặt"' in answer.content.decode()


def test_what_only_a_person_can_say_is_asked_for_at_its_field(officer: Client) -> None:
    form = shown(sent(officer, plan_286.text().encode(), "ke-hoach.txt"))
    del form["targets/4/unit_kinds"]
    del form["awards/2/quotas/3/kinds"]
    answer = officer.post(address("plan-read"), form | {"awards/0/form": "", "deadlines/0/drop": "on"})
    assert answer.status_code == 422
    assert dict(answer.context["form"].errors) == {
        "targets/4/unit_kinds": ["Văn bản không nói rõ những đơn vị nào; xin chọn."],
        "awards/0/form": ["Xin chọn hình thức khen này trong danh mục."],
        "awards/2/submitters": ["Văn bản không nói ai đề nghị hình thức khen này; xin ghi."],
        "awards/2/quotas/3/kinds": ["Văn bản không nói rõ diện này gồm những loại đơn vị nào; xin chọn."],
    }


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "ke-hoach.txt", "rỗng"),
        (b"%PDF-1.4 broken", "ke-hoach.pdf", "hỏng"),
        (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le") + b"0" * 600, "ke-hoach.docx", "mật khẩu"),
        (OLD_OFFICE + b"0" * 600, "ke-hoach.docx", "Word Document (.docx)"),
        ("Kế hoạch".encode("utf-16")[2:], "ke-hoach.txt", "UTF-8"),
    ],
)
def test_file_that_cannot_be_read_is_told_in_a_sentence(
    officer: Client, content: bytes, name: str, sentence: str
) -> None:
    answer = sent(officer, content, name)
    assert answer.status_code == 422
    assert sentence in words(answer)


def test_who_prepares_no_campaign_is_told_who_does(db: None) -> None:
    people: Cast = cast()
    Membership.objects.filter(person=people.people["province_leader"]).update(role="secretary")
    answer = enter(people, "province_leader").get(address("plan-read"))
    assert answer.status_code == 403
    assert "cán bộ soạn kế hoạch, lãnh đạo và quản trị" in words(answer)
