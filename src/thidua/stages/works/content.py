"""What a work says of itself, checked as a whole before anything is written."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.prepared import NUMBER, Prepared
from thidua.foundation.core.quantities import LARGEST
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.core.vietnamese import nfc, tidy
from thidua.foundation.units.models import Unit
from thidua.foundation.units.provinces import Point
from thidua.stages.campaigns.models import Campaign, CampaignEvent, Occasion, Participation, WorkKind
from thidua.stages.works.details import tidied, wrong_details
from thidua.stages.works.kinds import sources
from thidua.stages.works.models import Household
from thidua.stages.works.places import Reach, reach_of
from thidua.stages.works.points import wrong_point

Wrong = dict[str, str]
# The smallest note in use. What is less was written in triệu or nghìn.
LEAST_MONEY = 1_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The fields of a work. `quantity` in the kind's smallest unit, `money` in đồng by source, `labour` in half days.

    `land` in square metres, `details` the kind's own fields by key, `point` latitude and longitude (see `points`).

    Without a `mobiliser` the lead mobilises; without `places` a committee or a residential area serves its own.
    """

    unit: Unit
    kind: WorkKind
    name: str
    quantity: int
    campaigns: tuple[Campaign, ...]
    mobiliser: Unit | None = None
    occasions: tuple[Occasion, ...] = ()
    places: tuple[Unit, ...] = ()
    partners: tuple[Unit, ...] = ()
    description: str = ""
    floor_area: int | None = None
    household: str = ""
    people_served: int | None = None
    labour: int | None = None
    land: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    point: Point | None = None
    money: Mapping[str, int] = field(default_factory=dict)
    planned_start: datetime.date | None = None
    planned_finish: datetime.date | None = None


class Known:
    """What many contents of one load have in common, asked once for all: reaches, frames, what is wrong with days.

    `are_tidy`: their names were made so as they were read.
    """

    def __init__(self, *, are_tidy: bool = False) -> None:
        self.are_tidy = are_tidy
        self.answers: dict[Hashable, Any] = {}

    def once(self, question: Hashable, ask: Callable[[], T]) -> T:
        """The answer to a question; asked where nobody asked it before."""
        if question not in self.answers:
            self.answers[question] = ask()
        answer: T = self.answers[question]
        return answer


def checked(content: Content, *, known: Known | None = None) -> Content:
    """The content as it will be stored. Raises `Invalid` with a sentence for every wrong field at once.

    Of a load of many, `known` is given to each of them.
    """
    known = known or Known()
    reach = known.once(("reach", content.unit.id), lambda: reach_of(content.unit))
    content = _completed(content, reach, is_tidy=known.are_tidy)
    wrong: Wrong = {}
    _check_words(content, wrong)
    _check_kind(content, wrong)
    _check_figures(content, wrong)
    _check_money(content.kind, content.money, wrong)
    campaigns = tuple(campaign.id for campaign in content.campaigns)
    occasions = tuple(occasion.id for occasion in content.occasions)
    days = (content.planned_start, content.planned_finish)
    units = (content.unit, content.mobiliser, *content.places, *content.partners)
    named = (len(content.places), tuple(unit.id for unit in units if unit is not None))
    wrong |= known.once(("campaigns", content.unit.id, campaigns, occasions), lambda: _wrong_campaigns(content))
    wrong |= known.once(("days", campaigns, days), lambda: _wrong_days(content))
    wrong |= known.once(("units", named), lambda: _wrong_units(content, reach))
    if content.point is not None and (sentence := wrong_point(content.point, content.unit)):
        wrong["point"] = sentence
    if wrong:
        raise Invalid(wrong)
    return content


def check_money(kind: WorkKind, money: Mapping[str, int]) -> None:
    """Raises `Invalid` (field `money`) for money a kind does not have, an unknown source, an amount that is none."""
    wrong: Wrong = {}
    _check_money(kind, money, wrong)
    if wrong:
        raise Invalid(wrong)


def check_inside(campaigns: Collection[Campaign], days: Mapping[str, datetime.date | None]) -> None:
    """Raises `Invalid` for the days that lie in none of the campaigns."""
    wrong = outside(campaigns, days)
    if wrong:
        raise Invalid(wrong)


def outside(campaigns: Collection[Campaign], days: Mapping[str, datetime.date | None]) -> Wrong:
    """For each day (by field) that lies in none of the campaigns the sentence that says so."""
    given = {name: day for name, day in days.items() if day is not None}
    if not given or not campaigns:
        return {}
    ends = _ends(campaigns)
    wrong: Wrong = {}
    for name, day in given.items():
        if not any(c.starts_on <= day and (ends[c.pk] is None or day < ends[c.pk]) for c in campaigns):  # type: ignore[operator]
            spans = "; ".join(_span(campaign, ends[campaign.pk]) for campaign in campaigns)
            wrong[name] = _("Ngày %(day)s nằm ngoài thời gian của đợt thi đua (%(spans)s). Xin sửa lại ngày.") % {
                "day": day_words(day), "spans": spans,
            }  # fmt: skip
    return wrong


def _completed(content: Content, reach: Reach, *, is_tidy: bool) -> Content:
    """Texts tidied, what was left open filled in, nothing named twice."""
    places = _each(content.places)
    if not places and reach.serves(content.unit):
        places = (content.unit,)
    whole: dict[str, Any] = {
        "name": content.name if is_tidy else tidy(content.name),
        "description": nfc(content.description).strip(),
        "mobiliser": content.mobiliser or content.unit,
        "places": places,
        "partners": tuple(unit for unit in _each(content.partners) if unit.id != content.unit.id),
        "campaigns": _each(content.campaigns),
        "occasions": _each(content.occasions),
        "details": tidied(content.details) if content.details else content.details,
        "money": {source: amount for source, amount in content.money.items() if amount},
    }
    held = ((name, value, getattr(content, name)) for name, value in whole.items())
    changed = {name: value for name, value, was in held if value is not was and value != was}
    return replace(content, **changed) if changed else content


def _each(records: tuple[T, ...]) -> tuple[T, ...]:
    """Nothing named twice."""
    return records if len(records) < 2 else tuple(dict.fromkeys(records))


def _check_words(content: Content, wrong: Wrong) -> None:
    if not content.name:
        wrong["name"] = _("Xin ghi tên công trình, phần việc.")
    elif len(content.name) > 300:
        wrong["name"] = _("Tên dài quá 300 chữ. Xin viết gọn, phần còn lại ghi vào mô tả.")


def _check_kind(content: Content, wrong: Wrong) -> None:
    kind = content.kind
    if content.household and not kind.is_house:
        wrong["household"] = _("Chỉ nhà ở mới ghi diện hộ. Xin bỏ trống.")
    elif content.household and content.household not in Household.values:
        wrong["household"] = _("Không có diện hộ này. Xin chọn trong danh mục.")
    elif content.household and kind.households and content.household not in kind.households:
        wrong["household"] = _("«%(kind)s» không làm cho %(household)s. Xin chọn diện hộ khác hoặc loại nhà khác.") % {
            "kind": kind.label, "household": str(Household(content.household).label).lower(),
        }  # fmt: skip
    if content.floor_area is not None and not kind.is_house:
        wrong["floor_area"] = _("Chỉ nhà ở mới ghi diện tích. Xin bỏ trống.")
    if content.land is not None and kind.is_house:
        wrong["land"] = _("Nhà ở không ghi đất hiến. Xin bỏ trống.")
    if content.details:
        wrong.update(wrong_details(kind, content.details))


def _check_figures(content: Content, wrong: Wrong) -> None:
    figures = {
        "quantity": (content.quantity, 1), "floor_area": (content.floor_area, 1),
        "people_served": (content.people_served, 0), "labour": (content.labour, 0),
        "land": (content.land, 0),
    }  # fmt: skip
    for name, (value, least) in figures.items():
        if value is None or name in wrong:
            continue
        if isinstance(value, bool) or not isinstance(value, int):
            wrong[name] = _("Xin ghi số nguyên của đơn vị nhỏ nhất.")
        elif value < least:
            wrong[name] = _("Số này phải lớn hơn 0.") if least else _("Số này không được âm.")
        elif value > LARGEST:
            wrong[name] = _("Số này quá lớn. Xin xem lại.")


def _check_money(kind: WorkKind, money: Mapping[str, int], wrong: Wrong) -> None:
    if money and not kind.has_money:
        wrong["money"] = _("Loại «%(kind)s» không ghi kinh phí. Xin bỏ phần tiền.") % {"kind": kind.label}
    elif unknown := [source for source in money if source not in sources()]:
        wrong["money"] = _("Không có nguồn kinh phí «%(source)s». Xin chọn trong danh mục.") % {"source": unknown[0]}
    elif any(isinstance(amount, bool) or not 0 < amount <= LARGEST for amount in money.values()):
        wrong["money"] = _("Số tiền phải là số nguyên đồng, lớn hơn 0. Xin xem lại.")
    elif small := [amount for amount in money.values() if amount < LEAST_MONEY]:
        wrong["money"] = _(
            "%(amount)d đồng thì quá ít. Nếu là triệu đồng, xin ghi «%(amount)d triệu»; nếu là nghìn đồng, «%(amount)d nghìn»."
        ) % {"amount": small[0]}


def _wrong_campaigns(content: Content) -> Wrong:
    wrong: Wrong = {}
    if not content.campaigns:
        return {"campaigns": _("Xin chọn ít nhất một đợt thi đua mà công trình này thuộc về.")}
    chosen = {campaign.pk for campaign in content.campaigns}
    inside = {campaign for (campaign,) in _CAMPAIGNS_OF.rows(unit=content.unit.pk)}
    for campaign in content.campaigns:
        if campaign.pk not in inside:
            wrong["campaigns"] = _("%(unit)s không tham gia «%(campaign)s». Xin bỏ chọn đợt thi đua này.") % {
                "unit": content.unit.name, "campaign": campaign.short_name,
            }  # fmt: skip
    if any(occasion.campaign_id not in chosen for occasion in content.occasions):
        wrong["occasions"] = _("Dịp chào mừng này thuộc đợt thi đua khác. Xin chọn lại.")
    return wrong


def _campaigns_of(unit: int) -> QuerySet[Participation, tuple[int]]:
    return Participation.objects.standing().filter(unit=unit).order_by("id").values_list("campaign_id")


_CAMPAIGNS_OF = Prepared(_campaigns_of, unit=NUMBER)


def _wrong_days(content: Content) -> Wrong:
    wrong: Wrong = {}
    start, finish = content.planned_start, content.planned_finish
    if start and finish and finish < start:
        wrong["planned_finish"] = _("Ngày xong %(finish)s đứng trước ngày bắt đầu %(start)s. Xin sửa một trong hai.") % {
            "finish": day_words(finish), "start": day_words(start),
        }  # fmt: skip
    return wrong | outside(content.campaigns, {"planned_start": start, "planned_finish": finish})


def _wrong_units(content: Content, reach: Reach) -> Wrong:
    wrong: Wrong = {}
    for unit in content.places:
        if not reach.serves(unit):
            wrong["places"] = _("%(place)s không thuộc địa bàn của %(unit)s. Xin chọn nơi khác.") % {
                "place": unit.name, "unit": content.unit.name,
            }  # fmt: skip
    for unit in content.partners:
        if not reach.joins(unit):
            wrong["partners"] = _("%(partner)s không cùng địa bàn, không ghi là đơn vị cùng làm được.") % {
                "partner": unit.name
            }
    if content.mobiliser is not None and not reach.mobilises(content.mobiliser):
        wrong["mobiliser"] = _("%(unit)s không thể là đơn vị chủ trì vận động của công trình này. Xin chọn lại.") % {
            "unit": content.mobiliser.name
        }
    return wrong


def _ends(campaigns: Collection[Campaign]) -> dict[int, datetime.date | None]:
    """When each campaign ends, exclusive; open while its event has no date."""
    rows = CampaignEvent.objects.filter(campaign__in=campaigns, date__isnull=False).order_by("id")
    events = {(row.campaign_id, row.key): row.date for row in rows}
    ends: dict[int, datetime.date | None] = {}
    for campaign in campaigns:
        days = [campaign.ends_before, events.get((campaign.pk, campaign.ends_event_key))]
        ends[campaign.pk] = min((day for day in days if day is not None), default=None)
    return ends


def _span(campaign: Campaign, end: datetime.date | None) -> str:
    start = day_words(campaign.starts_on)
    if end is None:
        return _("%(campaign)s: từ %(start)s") % {"campaign": campaign.short_name, "start": start}
    return _("%(campaign)s: từ %(start)s đến trước %(end)s") % {
        "campaign": campaign.short_name, "start": start, "end": day_words(end),
    }  # fmt: skip
