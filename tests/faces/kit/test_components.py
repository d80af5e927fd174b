"""Tags and components, rendered as a page renders them."""

import datetime
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from tests.harness.source import PACKAGE
from thidua.faces.kit import components, icons, lengths, vocabulary
from thidua.faces.kit.gallery import SAMPLE_TABLE
from thidua.faces.kit.templatetags.kit import length
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.campaigns.models import TaskReport
from thidua.stages.milestones.models import Milestone
from thidua.stages.nominations.models import Nomination
from thidua.stages.progress.standing import State
from thidua.stages.publications.models import PublicItem
from thidua.stages.reports.models import Report
from thidua.stages.works.models import Status as WorkStatus

COMPONENTS = Path(components.__file__).parent / "templates" / "kit" / "components"


def page_request(address: str = "/", **headers: str) -> HttpRequest:
    request = RequestFactory().get(address, headers=headers or None)
    request.htmx = HtmxDetails(request)
    return request


def drawn(source: str, request: HttpRequest | None = None, **values: object) -> str:
    request = request or page_request()
    return Template("{% load kit %}" + source).render(RequestContext(request, values))


def test_icon_on_a_page_points_to_the_sheet_at_its_end() -> None:
    page = drawn('{% icon "ok" %}{% icon "ok" %}{% icon "print" "In" %}|{% icon_sheet %}')
    body, sheet = page.split("|")
    assert body.count('<use href="#i-ok"/>') == 2
    assert '<svg class="i" role="img" aria-label="In"><use href="#i-print"/></svg>' in body
    assert [part.split('"')[0] for part in sheet.split('<symbol id="')[1:]] == ["i-ok", "i-print"]


def test_icon_inside_a_component_is_on_the_sheet_too() -> None:
    page = drawn('{% button "Ban hành" why_not="Chưa có số." %}{% icon_sheet %}')
    assert page.count('id="i-lock"') == 1


def test_icon_in_a_fragment_carries_its_own_drawing() -> None:
    fragment = drawn('{% icon "ok" %}', page_request(**{"HX-Request": "true"}))
    assert "<use" not in fragment
    assert "<circle" in fragment


def test_icon_unknown_is_an_error() -> None:
    with pytest.raises(KeyError, match="no icon 'okk'"):
        drawn('{% icon "okk" %}')


def test_icon_sheet_of_a_page_without_icons_is_nothing() -> None:
    assert drawn("{% icon_sheet %}") == ""


def test_state_speaks_to_its_reader() -> None:
    words = [vocabulary.look("target", "unreported").words(audience) for audience in vocabulary.AUDIENCES]
    assert words == ["Bạn chưa báo cáo", "Chưa báo cáo", "Chưa có số liệu"]


def test_state_the_reader_has_no_word_for_is_not_shown() -> None:
    assert drawn('{% state "target" "exempt" "public" %}') == ""


def test_state_carries_colour_sign_and_word() -> None:
    request = page_request()
    shown = drawn('{% state_badge "target" "met_late" "unit" "5 ngày" %}', request)
    expected = f'<span class="badge s-okl">{icons.icon(request, "okl")}Đạt muộn 5 ngày</span>'
    assert shown == expected


def test_state_unknown_is_an_error() -> None:
    with pytest.raises(KeyError, match="no look for 'target' in state 'metl'"):
        drawn('{% state "target" "metl" %}')


def test_only_what_is_past_due_or_wrong_is_red() -> None:
    red = {
        (kind, key) for kind, looks in vocabulary.LOOKS.items() for key, look in looks.items() if look.tone == "fail"
    }
    assert red == {("target", "missed"), ("milestone", "overdue"), ("report", "overdue"), ("task", "overdue")}


@pytest.mark.parametrize(
    ("kind", "states", "more"),
    [
        ("target", State, set()),
        ("work", WorkStatus, set()),
        ("milestone", Milestone.Status, {"overdue", "reported"}),
        ("document", IssuedDocument.Status, set()),
        ("publication", PublicItem.Status, set()),
        ("report", Report.Status, {"overdue"}),
        ("task", TaskReport.Status, {"overdue", "ended"}),
        ("nomination", Nomination.Status, {"council", "agreed", "not_agreed", "revoked"}),
    ],
)
def test_every_state_of_a_stage_has_its_look(kind: str, states: Iterable[str], more: set[str]) -> None:
    assert vocabulary.LOOKS[kind].keys() == {str(state) for state in states} | more


def test_every_state_names_an_icon_that_is_drawn() -> None:
    signs = {look.sign for looks in vocabulary.LOOKS.values() for look in looks.values()}
    assert signs - icons.symbols().keys() == set()


@pytest.mark.parametrize(
    ("amount", "required", "long"),
    [(0, 9, "0%"), (8, 9, "71.11%"), (9, 9, "80%"), (12, 9, "100%"), (9, 5, "100%"), (5, 0, "0%"), (-1, 3, "0%")],
)
def test_bar_has_its_mark_at_eighty_percent(amount: int, required: int, long: str) -> None:
    assert length(amount, required) == long


def test_bar_shows_registered_behind_reached_by_attributes_only() -> None:
    shown = drawn("{% bar 1 2 registered=2 %}")
    assert '<rect class="reg" width="80%"/><rect width="40%"/>' in shown
    assert "style=" not in shown


def test_button_that_cannot_be_pressed_says_why() -> None:
    shown = drawn('{% button "Xác nhận" why_not="Còn thiếu 1 ảnh. Người bổ sung: huyện Cư Jút." %}')
    name = components.handle("Xác nhận", "Còn thiếu 1 ảnh. Người bổ sung: huyện Cư Jút.")
    assert f'disabled aria-describedby="{name}"' in shown
    assert f'<p class="why" id="{name}">' in shown


def test_pager_keeps_the_filter_of_the_address() -> None:
    page = SAMPLE_TABLE.page(None, number=2)
    shown = drawn('{% pager page "xã" %}', page_request("/ds/?huyen=664&trang=2"), page=page)
    assert 'href="?huyen=664&amp;trang=3"' in shown
    assert "51 đến 100 trong 150 xã" in shown


def test_pager_leaves_out_the_middle_of_a_long_list() -> None:
    long = type(SAMPLE_TABLE.page(None))([], SAMPLE_TABLE.columns, 10, 50, 1_000)
    shown = drawn("{% pager page %}", page=long)
    numbers = [part.split("<")[0] for part in shown.replace('aria-current="page"', "").split(">") if part[:1].isdigit()]
    assert numbers[1:] == ["1", "9", "10", "11", "20"]
    assert shown.count('<li class="gap">') == 2


def test_table_names_its_columns_for_the_phone_and_hides_no_exact_figure() -> None:
    page = SAMPLE_TABLE.page(None)
    shown = drawn('{% table page states="work" audience="superior" %}', page=page)
    assert (
        '<td data-l="Kinh phí" class="r"><span class="n" title="1.234.500.000 đồng">1,23 tỷ đồng</span></td>' in shown
    )
    assert shown.count('<th scope="row">') == 50
    assert "Chờ tôi ghi nhận" in shown


def test_note_escapes_what_it_is_given() -> None:
    shown = drawn("{% note title=title %}{{ words }}{% endnote %}", title="<b>", words="<script>")
    assert "<script>" not in shown
    assert "<b>&lt;b&gt;</b>" in shown


@pytest.mark.parametrize("path", sorted(COMPONENTS.glob("*.html")), ids=lambda path: path.stem)
def test_component_says_how_to_use_it_and_writes_no_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "{% comment %}\n{%" in text
    assert "style=" not in text
    assert "<script" not in text


def test_a_component_outside_a_request_still_draws() -> None:
    shown = Template('{% load kit %}{% empty "Không còn việc nào" %}').render(Context())
    assert "Không còn việc nào" in shown


def test_gallery_table_is_invented_for_the_day_of_the_demonstration() -> None:
    days = {row.cells[4].value for row in SAMPLE_TABLE.page(None).rows}
    assert days == {None, datetime.date(2024, 7, 15)}


@pytest.mark.parametrize(
    ("reached", "registered", "said"),
    [(0, None, ""), (50, None, " w40"), (100, 110, " w80 r88"), (400, 1, " w100"), (3, 0, " w2"), (12, 12, " w10 r10")],
)
def test_lengths_of_a_boards_bar_are_classes(reached: int, registered: int | None, said: str) -> None:
    assert lengths.classes(reached, registered) == said


def test_the_stylesheet_draws_every_length_and_every_sign_of_a_cell() -> None:
    style = (PACKAGE / "faces" / "kit" / "static" / "kit" / "app.css").read_text(encoding="utf-8")
    steps = range(lengths.STEP, lengths.END + 1, lengths.STEP)
    wanted = [f".{name}{step}{{--{name}:{step}%}}" for name in "wr" for step in steps]
    wanted += [
        f".cells .s-{look.tone} {{ --sign:" for state, look in vocabulary.TARGET.items() if state != "not_assigned"
    ]
    assert [rule for rule in wanted if rule not in style] == []
