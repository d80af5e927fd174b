"""Checks of what is asked of whom: amounts that fit together, totals that are covered, wholes made of parts, groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core.quantities import PLAIN, UNITS
from thidua.stages.campaigns.campaign_file.group_shapes import GroupPart
from thidua.stages.campaigns.campaign_file.obligations import ALL_OF, PERCENT
from thidua.stages.campaigns.campaign_file.shapes import AllocationPart, CampaignFile, TargetPart
from thidua.stages.campaigns.campaign_file.vocabulary import UnitLine

# What a unit does itself once, or once a year: nobody can do more of it.
ONCE = ("milestone", "rated_years")
# The key inside the target's table, and what is wrong with it.
Found = Iterator[tuple[str, str]]
HIGHEST_PERCENT = 100


def is_once(measure: str, reading: str, credited_to: str) -> bool:
    """Whether one unit can do what is counted only once, or once a year."""
    return measure in ONCE and reading == "own" and credited_to != "district_of"


def most_times(params: Mapping[str, Any], settings: Mapping[str, Any]) -> int:
    """How often: in each year that is counted, or that the milestone has."""
    return len(params.get("years") or settings.get("years") or ()) or 1


def within_reach(target: TargetPart, settings: Mapping[str, Any]) -> Found:
    """No more is asked of a unit than it can do of a milestone with these settings."""
    if not is_once(target.measure, target.reading, target.credited_to):
        return
    most = most_times(target.measure_params, settings)
    for key, number in (("minimum", target.minimum), *(("minimums.by_code", one) for one in target.minimums.values())):
        if number is not None and number > most:
            yield key, _("mỗi đơn vị làm mốc việc này nhiều nhất %(most)d lần, không ghi %(number)d được") % {
                "most": most, "number": number,
            }  # fmt: skip
            return


def amounts(target: TargetPart, units: dict[str, UnitLine]) -> Found:
    """Own numbers against the common one, and against what a percentage can be."""
    common = target.minimum
    if target.op == ">=" and common == 0 and target.share:
        yield "share", _("mức 0 thì đơn vị nào cũng đạt, nên tỷ lệ %(share)d%% không nói gì") % {"share": target.share}
    for code, number in target.minimums.items():
        if code not in units:
            yield "minimums.by_code", _("không có đơn vị mang mã «%(code)s»") % {"code": code}
        elif target.unit == PERCENT and number > HIGHEST_PERCENT:
            yield "minimums.by_code", _("mức của «%(code)s» quá 100 phần trăm") % {"code": code}
    if target.op == ">=" and any(number < (common or 0) for number in target.minimums.values()):
        yield "minimums.by_code", _("mức riêng của một đơn vị không được thấp hơn mức chung")
    if target.op == "<=" and any(number > (common or 0) for number in target.minimums.values()):
        yield "minimums.by_code", _("mức riêng của một đơn vị không được cao hơn mức chung")
    for line in target.exempt:
        if line.code not in units or units[line.code].kind not in target.unit_kinds:
            yield "exempt", _("chỉ tiêu này không giao cho «%(code)s» nên không miễn được") % {"code": line.code}


def allocation(target: TargetPart, part: AllocationPart, units: dict[str, UnitLine]) -> Found:
    """Each may take more than its share, never less, and together they cover the total."""
    if target.op != ">=" or target.unit == PERCENT:
        yield (
            "allocation",
            _("chỉ phân bổ được một số lượng «ít nhất», không phải tỷ lệ hay mức «nhiều nhất», «đúng bằng»"),
        )
        return
    if part.by not in units:
        yield "allocation.by", _("không có đơn vị mang mã «%(code)s»") % {"code": part.by}
    if target.minimums.get(part.by, part.total) != part.total:
        yield "allocation.total", _("khác mức riêng của chính «%(code)s»") % {"code": part.by}
    exempt = {line.code for line in target.exempt}
    for code, share in part.shares.items():
        yield from (("allocation", reason) for reason in _share(target, part, units, code, share, exempt))
    taken = sum(target.minimums.get(code, share) for code, share in part.shares.items())
    if taken < part.total:
        say = UNITS[target.unit if target.unit in UNITS else PLAIN.key]
        yield "allocation.total", _("phân bổ chưa đủ: các đơn vị nhận %(taken)s, còn thiếu %(lack)s so với %(total)s") % {
            "taken": say.format(taken), "lack": say.format(part.total - taken), "total": say.format(part.total),
        }  # fmt: skip


def _share(
    target: TargetPart, part: AllocationPart, units: dict[str, UnitLine], code: str, share: int, exempt: set[str]
) -> Iterator[str]:
    """What is wrong with one unit's share."""
    if code not in units:
        yield _("không có đơn vị mang mã «%(code)s»") % {"code": code}
        return
    if units[code].kind not in target.unit_kinds:
        yield _("chỉ tiêu này không giao cho «%(code)s» nên không phân bổ được") % {"code": code}
    above = lineage(code, units)
    if part.by not in above:
        yield _("«%(code)s» không thuộc «%(by)s»") % {"code": code, "by": part.by}
    if doubled := [upper for upper in above if upper in part.shares]:
        yield _("«%(code)s» và cấp trên «%(upper)s» cùng được phân bổ, nên tính hai lần") % {
            "code": code, "upper": doubled[0],
        }  # fmt: skip
    if code in exempt:
        yield _("«%(code)s» được miễn mà vẫn được phân bổ") % {"code": code}
    if share < (target.minimum or 0):
        yield _("phần của «%(code)s» là %(share)d, thấp hơn mức chung %(minimum)d") % {
            "code": code, "share": share, "minimum": target.minimum or 0,
        }  # fmt: skip
    if target.minimums.get(code, share) < share:
        yield _("mức riêng của «%(code)s» là %(minimum)d, thấp hơn phần được phân bổ %(share)d") % {
            "code": code, "minimum": target.minimums[code], "share": share,
        }  # fmt: skip


def whole(target: TargetPart, campaign: CampaignFile) -> Found:
    """A target that is met when all of several others are: they stand before it, and are no such wholes themselves."""
    if target.op != "all" or target.reading != "own":
        yield "op", _("đo bằng «all_of» thì op là «all» và counts là «own»: mỗi đơn vị phải đạt tất cả các phần")
    if target.minimums or target.allocation:
        yield "minimums", _("đo bằng «all_of» thì không có mức riêng hay phân bổ; ghi ở từng phần")
    earlier = {}
    for part in campaign.targets:
        if part is target:
            break
        earlier[part.code] = part
    asked: set[str] = set()
    for code in target.measure_params.get("targets", ()):
        if code not in earlier or earlier[code].measure == ALL_OF:
            yield (
                "measure.targets",
                _("«%(code)s» phải là một chỉ tiêu đứng trước, không phải «all_of»") % {"code": code},
            )
            continue
        asked.update(earlier[code].unit_kinds)
        if earlier[code].reference_date != target.reference_date:
            yield "reference_date", _("phải trùng với reference_date của «%(code)s»") % {"code": code}
    for kind in target.unit_kinds:
        if asked and kind not in asked:
            yield "unit_kinds", _("không phần nào giao cho loại «%(kind)s»") % {"kind": kind}


def groups(parts: tuple[GroupPart, ...], campaign: CampaignFile, units: dict[str, UnitLine]) -> Found:
    """Members take part and stand in one group, heads are members, a year has one head and one pact."""
    places: Counter[str] = Counter(code for part in parts for code in part.members)
    for code, times in places.items():
        if code not in units or units[code].kind not in campaign.takes_part:
            yield "group", _("«%(code)s» không tham gia đợt thi đua này") % {"code": code}
        elif times > 1:
            yield "group", _("«%(code)s» đứng trong %(times)d cụm, khối") % {"code": code, "times": times}
    for part in parts:
        for head in part.heads:
            if head.code not in part.members:
                yield f"group[{part.key}].head", _("«%(code)s» không phải thành viên") % {"code": head.code}
        for name, years in (("head", [row.year for row in part.heads]), ("pact", [row.year for row in part.pacts])):
            for year, times in Counter(years).items():
                if times > 1:
                    yield f"group[{part.key}].{name}", _("năm %(year)d ghi hai lần") % {"year": year}


def lineage(code: str, units: dict[str, UnitLine]) -> list[str]:
    """Everyone above a unit, nearest first; it stops where the set runs in a circle."""
    found: list[str] = []
    at = units[code].parent
    while at and at in units and at not in found and at != code:
        found.append(at)
        at = units[at].parent
    return found


def circle(units: dict[str, UnitLine]) -> list[str]:
    """Units of the set that lie above themselves, in order; empty for a tree."""
    for code in units:
        above = lineage(code, units)
        last = units[above[-1]].parent if above else units[code].parent
        if last == code:
            return [code, *above, code]
    return []


def before_its_parent(units: dict[str, UnitLine]) -> str:
    """The first unit of the set whose parent does not stand ahead of it, or nowhere; empty where all do."""
    seen = {""}
    for code, line in units.items():
        if line.parent not in seen:
            return code
        seen.add(code)
    return ""
