"""Wording as data: whose sentence is printed, what may stand in one, versions, races; nothing issued changes."""

from __future__ import annotations

import datetime
import functools
from typing import Any

import pytest

from tests.factories import NOW, Cast, cast
from tests.harness.races import at_once
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, Stale
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.documents import rewording
from thidua.foundation.documents.models import OwnWording
from thidua.foundation.documents.samples import SAMPLES
from thidua.foundation.documents.sentences import (
    _data,
    _names,
    editable,
    fields_of,
    from_screen,
    to_screen,
    wrong_in,
    wrong_in_lines,
)
from thidua.foundation.documents.wording import catalogue_sentences, trying, wording
from thidua.stages.campaigns.operations import save_campaign_wording

pytestmark = pytest.mark.django_db
NAME, KEY = "plan/child", "contents_text"
CATALOGUE = "Thực hiện các nội dung thi đua nêu tại {above}, cụ thể hóa phù hợp với điều kiện của {unit}."
OWN, COMMON = "Theo {above}, {unit} làm các việc sau.", "Căn cứ {above}, {unit} thực hiện."
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def people() -> Cast:
    return cast()


def save(people: Cast, text: str = OWN, **more: Any) -> OwnWording:
    given = {"by": people.actor("district_officer"), "now": NOW, "unit": people.district, "name": NAME}
    return rewording.save_wording(**(given | {"sentences": {KEY: text}} | more))


def said(people: Cast, unit: str = "district", campaign: str = "", **more: Any) -> str:
    return wording(NAME, people.units[unit], campaign, **more).line(KEY, above="Kế hoạch", unit="huyện")


def test_unit_s_words_lie_over_the_campaign_s_and_these_over_the_catalogue_s(people: Cast) -> None:
    key = people.campaign.key
    assert said(people) == CATALOGUE.format(above="Kế hoạch", unit="huyện")
    save_campaign_wording(
        by=people.actor("province_officer"), now=NOW, campaign=people.campaign, name=NAME, sentences={KEY: COMMON}
    )
    assert said(people, campaign=key) == "Căn cứ Kế hoạch, huyện thực hiện."
    save(people)
    assert said(people, campaign=key) == "Theo Kế hoạch, huyện làm các việc sau."
    assert said(people, "far_district", key) == "Căn cứ Kế hoạch, huyện thực hiện."
    assert said(people, "far_district") == CATALOGUE.format(above="Kế hoạch", unit="huyện")


def test_unknown_field_is_told_with_those_that_there_are(people: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        save(people, "Thực hiện {kế hoạch lạ} tại {unit}.")
    assert refusal.value.fields == {
        KEY: "Không có trường {kế hoạch lạ} trong câu này. Dùng được: {nơi ở trên}, {đơn vị}."
    }
    assert not OwnWording.objects.exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{unit.__class__}", "Không có trường {unit.__class__}"),
        ("{unit!r}", "Không có trường {unit!r}"),
        ("{unit:>99}", "Không có trường {unit:>99}"),
        ("{0}", "Không có trường {0}"),
        ("{}", "Không có trường {}"),
        ("{unit", "Dấu ngoặc nhọn"),
        ("unit}", "Dấu ngoặc nhọn"),
        ("{{unit}} {{{{", "Không có trường {đơn vị}"),
        ("{{ {unit}", "Dấu ngoặc nhọn"),
        ("   ", "không để trống được"),
        ("x" * 1_300, "dài quá 1200 ký tự"),
    ],
)
def test_sentence_that_cannot_be_filled_is_refused(text: str, sentence: str) -> None:
    assert sentence in wrong_in(text, CATALOGUE)


def test_field_of_the_number_stays_for_the_day_of_the_number() -> None:
    original = catalogue_sentences("decision/award")["annex_note"]
    typed = from_screen("(Theo Quyết định {số} ngày {ngày})", original)
    assert typed == "(Theo Quyết định {{number}} ngày {{date}})"
    assert wrong_in(typed, original) == ""
    assert typed.format() == "(Theo Quyết định {number} ngày {date})"


def test_table_keeps_as_many_headings_as_it_has_columns() -> None:
    columns = catalogue_sentences("list/hand-over")["columns"]
    assert wrong_in_lines([*columns[:-1], "Chữ ký"], columns, "columns") == ""
    assert "Cần đúng 6 dòng" in wrong_in_lines(columns[:-1], columns, "columns")
    assert wrong_in_lines(["Như trên;"], ["Như trên;", "Lưu: VT."], "recipients") == ""


def test_field_without_a_value_when_drawn_is_an_error_and_never_a_blank(people: Cast) -> None:
    with trying(NAME, {KEY: "Tại {place}."}), pytest.raises(Invalid, match=r"Trường \{place\} trong câu .* không có"):
        said(people)


def test_only_the_unit_s_officer_changes_its_words(people: Cast) -> None:
    for who in ("district_leader", "province_officer", "commune_officer", "administrator"):
        with pytest.raises(NotAllowed, match="Chỉ cán bộ của Ủy ban MTTQ Việt Nam huyện Cư Jút"):
            save(people, by=people.actor(who))
    with pytest.raises(NotAllowed, match="điều hành được đợt thi đua"):
        save_campaign_wording(
            by=people.actor("district_officer"), now=NOW, campaign=people.campaign, name=NAME, sentences={}
        )
    with pytest.raises(Missing, match="không riêng của một đợt"):
        save_campaign_wording(
            by=people.actor("province_officer"), now=NOW, campaign=people.campaign, name="fund/thanks", sentences={}
        )


def test_versions_are_kept_compared_and_taken_back(people: Cast) -> None:
    first = save(people, reason="theo Hướng dẫn 12", version=0)
    second = save(people, "Theo {above}, {unit} làm.", version=first.version, now=NOW + HOUR)
    kept = [(row.number, row.by_label, row.reason) for row in rewording.versions_of(second)]
    assert kept == [(2, "H'Bia Niê", ""), (1, "H'Bia Niê", "theo Hướng dẫn 12")]

    change = rewording.compared(NAME, rewording.version_of(second, 1).sentences, second.sentences)[0]
    assert [text for text, changed in change.before if changed] == [" các việc sau"]
    assert "".join(text for text, _changed in change.after) == "Theo {above}, {unit} làm."
    assert [row.key for row in rewording.compared(NAME, {}, second.sentences)] == [KEY]

    officer = people.actor("district_officer")
    back = rewording.take_back_wording(by=officer, now=NOW + HOUR, row=second, number=1, version=2)
    assert (back.version, said(people)) == (3, "Theo Kế hoạch, huyện làm các việc sau.")
    none = rewording.take_back_wording(by=officer, now=NOW + HOUR, row=back, number=0, version=3)
    assert (none.sentences, said(people)) == ({}, CATALOGUE.format(above="Kế hoạch", unit="huyện"))
    assert AuditEntry.objects.filter(object_uid=first.uid, act="sửa lời văn bản").count() == 4
    with pytest.raises(Missing, match="Không có bản này"):
        rewording.take_back_wording(by=officer, now=NOW, row=none, number=9)


def test_what_is_the_catalogue_s_is_not_kept_and_follows_it(people: Cast) -> None:
    row = save(people, CATALOGUE, version=0)
    assert row.sentences == {}
    changed = save(people, version=1)
    assert rewording.outdated(changed) == []
    changed.bases[KEY] = "Câu của danh mục khi ấy."
    assert rewording.outdated(changed) == [KEY]


def test_words_of_a_moment_are_those_that_stood_then(people: Cast) -> None:
    save(people)
    save(people, "Sau này: {above}, {unit}.", now=NOW + 2 * HOUR, version=1)
    assert said(people, at=NOW - HOUR) == CATALOGUE.format(above="Kế hoạch", unit="huyện")
    assert said(people, at=NOW + HOUR) == "Theo Kế hoạch, huyện làm các việc sau."
    assert said(people, at=NOW + 3 * HOUR) == said(people) == "Sau này: Kế hoạch, huyện."


def test_second_of_two_editors_is_told_and_loses_nothing(people: Cast) -> None:
    save(people, version=0)
    with pytest.raises(Stale, match="Người khác vừa sửa") as refusal:
        save(people, "Câu thứ hai {unit}.", version=0)
    assert (refusal.value.current, OwnWording.objects.get().sentences) == (1, {KEY: OWN})


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_two_first_editors_at_once_one_saves_and_the_other_is_told() -> None:
    people = cast()
    answers = at_once(*(functools.partial(save, people, f"Câu {n} {{unit}}.", version=0) for n in (1, 2)))
    assert sorted(type(answer).__name__ for answer in answers) == ["OwnWording", "Stale"]
    row = OwnWording.objects.get()
    assert (row.version, row.versions.count()) == (1, 1)


@pytest.mark.parametrize("name", list(editable()))
def test_every_sentence_that_may_be_changed_comes_back_from_the_page_as_it_is(name: str) -> None:
    catalogue, labels = catalogue_sentences(name), _data()["fields"]
    assert rewording.changeable(name), name
    for key in rewording.changeable(name):
        sentences = catalogue[key] if isinstance(catalogue[key], list) else [catalogue[key]]
        for sentence in sentences:
            filled, late = fields_of(sentence)
            assert not (filled | late) - set(labels), (key, sentence)
            assert from_screen(to_screen(sentence), sentence) == sentence
            assert wrong_in(sentence, sentence) == ""
    assert set(editable()[name].fixed) <= set(catalogue), name
    assert name in SAMPLES


def test_names_and_addresses_lead_to_one_thing_each() -> None:
    assert len(_names()) == len(_data()["fields"])
    assert len({row.address for row in editable().values()}) == len(editable())
