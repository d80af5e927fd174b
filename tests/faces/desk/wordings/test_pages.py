"""The wording of documents on the desk: changed, looked at before, compared, taken back; two editors at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import NOW, SYSTEM, Cast, cast
from tests.harness.pages import address, enter, receipt, words
from thidua.foundation.documents.models import OwnWording
from thidua.foundation.documents.rewording import changeable, sentences_of
from thidua.foundation.documents.sentences import to_screen
from thidua.stages.campaigns.models import CitedDocument
from thidua.stages.campaigns.operations import load_library

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NAME, PAPER, KEY = "work-registration/campaign", "ban-dang-ky", "nothing"
LAW = "Theo Nghị định số 98/2023/NĐ-CP, {đơn vị} chưa đăng ký."


@pytest.fixture
def people() -> Cast:
    return cast()


def filled(row: OwnWording | None = None, **changes: str) -> dict[str, str]:
    """The form as the page shows it, with some sentences typed anew."""
    shown = {}
    for key, value in sentences_of(row, NAME).items():
        lines = value if isinstance(value, list) else [value]
        shown[f"s-{key}"] = "\n".join(map(to_screen, lines))
    assert set(shown) == {f"s-{key}" for key in changeable(NAME)}
    return shown | {f"s-{key}": text for key, text in changes.items()} | {"receipt": receipt()}


def page(people: Cast) -> str:
    return address("wording", people.commune.uid, PAPER)


def sent(client: Client, people: Cast, version: int, row: OwnWording | None = None, **changes: str) -> Any:
    return client.post(page(people), filled(row, **changes) | {"version": version})


def test_officer_changes_a_sentence_and_the_list_tells_it(people: Cast) -> None:
    client = enter(people, "commune_officer")
    assert "của danh mục" in words(client.get(address("wordings")))
    answer = sent(client, people, 0, nothing="{đơn vị} chưa có việc nào để đăng ký.")
    assert (answer.status_code, answer["Location"]) == (302, page(people))
    row = OwnWording.objects.get()
    assert row.sentences == {KEY: "{unit} chưa có việc nào để đăng ký."}
    assert "1 câu đã sửa" in words(client.get(address("wordings")))


def test_words_are_looked_at_on_a_real_paper_before_they_are_kept(people: Cast) -> None:
    client = enter(people, "commune_officer")
    answer = client.post(page(people), filled(nothing="{đơn vị} chưa đăng ký gì.") | {"step": "preview"})
    assert "Ủy ban MTTQ Việt Nam xã Nam Dong chưa đăng ký gì." in words(answer)
    assert "Xem trước, chưa lưu" in words(answer)
    assert not OwnWording.objects.exists()


@pytest.mark.parametrize("step", ["", "preview"])
def test_unknown_field_is_told_at_its_sentence_and_what_was_typed_stays(people: Cast, step: str) -> None:
    typed = "{đơn vị} và {xã bên} chưa đăng ký."
    answer = enter(people, "commune_officer").post(page(people), filled(nothing=typed) | {"step": step})
    assert answer.status_code == 422
    assert "Không có trường {xã bên} trong câu này. Dùng được: {đơn vị}." in words(answer)
    assert typed in words(answer)


def test_words_of_two_editors_meet_and_none_is_lost(people: Cast) -> None:
    client = enter(people, "commune_officer")
    sent(client, people, 0, nothing="{đơn vị} chưa đăng ký.", late=" (muộn)")
    answer = sent(client, people, 0, nothing="Không có việc nào tại {đơn vị}.", total="Cộng: {số công trình}")
    assert answer.status_code == 422
    told = words(answer)
    assert "Người khác vừa sửa bản ghi này trước bạn." in told
    assert "Người khác vừa đổi câu này thành: «{đơn vị} chưa đăng ký.»." in told
    form = answer.context["form"]
    assert form.data["s-late"] == "(muộn)"
    assert form.data["s-total"] == "Cộng: {số công trình}"
    assert form.data["version"] == "1"

    both = {name: form.data[name] for name in form.data if name.startswith("s-")}
    client.post(page(people), both | {"version": 1, "receipt": receipt()})
    row = OwnWording.objects.get()
    assert row.sentences == {
        KEY: "Không có việc nào tại {unit}.", "total": "Cộng: {works}", "late": " (muộn)",
    }  # fmt: skip
    assert row.versions.get(number=1).sentences == {KEY: "{unit} chưa đăng ký.", "late": " (muộn)"}


def test_history_compares_and_takes_back(people: Cast) -> None:
    client = enter(people, "commune_officer")
    sent(client, people, 0, nothing="{đơn vị} chưa đăng ký.")
    sent(client, people, 1, OwnWording.objects.get(), nothing="{đơn vị} chưa đăng ký việc nào.")
    history = address("wording-history", people.commune.uid, PAPER)
    answer = client.get(history)
    assert "So sánh bản 1 với bản 2" in words(answer)
    assert "<ins> việc nào</ins>" in answer.content.decode()
    back = client.post(address("wording-take-back", people.commune.uid, PAPER, 1), {"version": 2, "receipt": receipt()})
    assert back["Location"] == history
    row = OwnWording.objects.get()
    assert (row.version, row.sentences[KEY]) == (3, "{unit} chưa đăng ký.")
    assert "lấy lại bản 1" in words(client.get(history))


def test_writer_is_told_of_what_is_no_longer_in_force_and_of_a_field_left_out(people: Cast) -> None:
    load_library(by=SYSTEM, now=NOW)
    CitedDocument.objects.filter(key="98-2023-nd-cp").update(valid_to="2024-06-30")
    client = enter(people, "commune_officer")
    sent(client, people, 0, nothing=LAW, total="Tổng cộng")
    told = words(client.get(page(people)))
    assert "Nghị định 98/2023/NĐ-CP hết hiệu lực sau ngày 30/6/2024, được thay bằng Nghị định 152/2025/NĐ-CP." in told
    assert "không còn trường {số công trình}: văn bản sẽ không ghi điều ấy." in told


def test_campaign_s_words_are_its_body_s_to_change(people: Cast) -> None:
    asked = f"{address('wording', people.province.uid, PAPER)}?dot={people.campaign.key}"
    assert (
        enter(people, "province_officer").post(asked, filled(nothing="{đơn vị}: chưa.") | {"version": 0})["Location"]
        == asked
    )
    assert OwnWording.objects.get().campaign == people.campaign.key
    assert enter(people, "commune_officer").post(asked, filled()).status_code == 403
    assert "của đợt thi đua" in words(enter(people, "commune_officer").get(address("wordings")))


def test_leader_reads_and_others_do_not_find_it(people: Cast) -> None:
    leader = words(enter(people, "commune_leader").get(page(people)))
    assert "Chỉ cán bộ của Ủy ban MTTQ Việt Nam xã Nam Dong" in leader
    assert "Lưu lời văn bản" not in leader
    assert enter(people, "sister_officer").get(page(people)).status_code == 404
