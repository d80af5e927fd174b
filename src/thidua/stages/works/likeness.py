"""When two records are alike: the rule itself, asked of two at a time or of many; it reads nothing."""

from __future__ import annotations

import datetime
import functools
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.foundation.core import clock
from thidua.foundation.core.vietnamese import fold
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.works.models import Work

KIND, PLACE, HEAD, TIME, WORDS, PHOTOS = "kind", "place", "head", "time", "words", "photos"
REASONS: dict[str, Promise] = {
    KIND: _("cùng loại"), PLACE: _("cùng nơi"), HEAD: _("cùng chủ hộ"), TIME: _("cùng thời gian"), WORDS: _("tên gần giống"),
    PHOTOS: _("trùng ảnh"),
}  # fmt: skip
# From this share of common words on, counted in the shorter name, two names are alike.
ALIKE = 0.5
# Words (without accents) that stand in the name of any work and tell nothing of this one.
IDLE = "ho gia dinh ba ong anh chi co chu cho cua tai va nha xay lam moi so xa thon buon bon to dan pho"
# Two records whose times lie farther apart than this are two works: a street is planted again the next year.
APART = datetime.timedelta(days=120)
# Of so many works of a kind in a place the latest are looked at.
NEAR = 200
# What a name tells of its place, without accents, up to the next sign or the next place.
PLACES = "xa|phuong|thi tran|thi xa|huyen|thanh pho|tinh|thon|buon|bon|to dan pho"
PLACE_SAID = re.compile(rf"\b({PLACES})\s+([^,;()]+?)(?=\s+(?:{PLACES})\b|\s*[,;()]|\s*$)")
# H'Lan, H’Lan, H Lan are one name, as are Y Hùng and Y' Hùng; H or Y alone is in half the names of a hamlet.
FIRST_PART = re.compile(r"\b([HhYy])(?:['’‘`´]\s*|\s+)(?=[^\W\d_])")
SIGNS = " ,.;:()“”\"'«»"
Span = tuple[datetime.date, datetime.date]
# What `Facts` are made of, as columns of a work; of a house also whose it is.
COLUMNS = ("pk", "uid", "unit_id", "name", "planned_start", "planned_finish", "done_date", "registered_at")
HOUSEHOLDER, BORN = "householder", "birth-year"
HEAD_COLUMNS = (f"details__{HOUSEHOLDER}", f"details__{BORN}")
# How a person is called before the name: «hộ ông Y Minh», «gia đình bà H'Lan».
TITLES = frozenset("ho gia dinh chu nha ong ba anh chi em co cu chau bac".split())
# What follows the name in the field: where the family lives, when the person was born.
BEHIND_NAME = re.compile(r"[,;(]|\s[-–]\s|\bsinh\s|\d")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a record says of itself, as far as another is held against it."""

    pk: int
    uid: uuid.UUID
    unit_id: int
    name: str
    span: Span | None
    # Of a house: the words of the householder's own name, and the year of birth; empty and None where it is not said.
    head: frozenset[str] = frozenset()
    born: int | None = None


def columns_of(kind: WorkKind) -> tuple[str, ...]:
    """The columns that tell a record of this kind."""
    return (*COLUMNS, *HEAD_COLUMNS) if kind.is_house else COLUMNS


def facts_of(work: Work) -> Facts:
    """The facts of a record at hand."""
    said = (work.details.get(HOUSEHOLDER), work.details.get(BORN)) if work.kind.is_house else ()
    return told(*(getattr(work, column) for column in COLUMNS), *said)


def told(
    pk: int,
    uid: uuid.UUID,
    unit_id: int,
    name: str,
    start: datetime.date | None,
    finish: datetime.date | None,
    done: datetime.date | None,
    registered: datetime.datetime | None,
    head: object = None,
    born: object = None,
) -> Facts:
    """The facts of a record from its columns; its time is that of its days, else when it was registered."""
    days = [day for day in (start, finish, done) if day is not None]
    if not days and registered is not None:
        days = [clock.day_of(registered)]
    span = (min(days), max(days)) if days else None
    return Facts(pk, uid, unit_id, name, span, head_words(str(head or "")), born if isinstance(born, int) else None)


def likeness(
    one: Facts, other: Facts, idle: frozenset[str], *, is_near: bool, is_pictured: bool
) -> tuple[str, ...] | None:
    """Why the other record of the same kind may be this one, in the order of `REASONS`; None where it is not.

    Houses of two householders are two however they are named; of one householder in one place they are one, whatever
    the names and the time: a family is given one house. Where only one of the records says whose it is, the name of the
    other may tell it. A common photo speaks for itself: it may be the wife who is named here, and the husband there.
    """
    if not is_pictured and not is_near:
        return None
    heads = same_head(one, other)
    if not is_pictured and heads is False:
        return None
    is_timely = _is_near_in_time(one.span, other.span)
    if not is_pictured and not heads and not is_timely:
        return None
    has_words = heads is not False and (alike(one.name, other.name, idle) or _is_named_in(one, other))
    if not is_pictured and not heads and not has_words:
        return None
    holds = {
        KIND: True, PLACE: is_near, HEAD: bool(heads), TIME: is_timely, WORDS: has_words, PHOTOS: is_pictured,
    }  # fmt: skip
    return tuple(reason for reason, is_so in holds.items() if is_so)


def same_head(one: Facts, other: Facts) -> bool | None:
    """Whether both houses are one householder's, as `is_one_head` has it."""
    return is_one_head(one.head, other.head, one.born, other.born)


def is_one_head(
    one: frozenset[str], other: frozenset[str], one_born: int | None = None, other_born: int | None = None
) -> bool | None:
    """Of two names in words; None where one of them is not said, or two of a name were born in other years.

    A name is often told without its family's: «bà Hoa» and «Trần Thị Hoa» are one until somebody has looked.
    """
    if not one or not other:
        return None
    if not (one <= other or other <= one):
        return False
    return None if one_born and other_born and one_born != other_born else True


@functools.lru_cache(maxsize=16_384)
def head_words(said: str) -> frozenset[str]:
    """The words of a householder's own name, as the field says it: without title, address and year, without accents."""
    name = BEHIND_NAME.split(said.strip(), maxsplit=1)[0]
    found = fold(_joined(name)).split()
    while found and found[0] in TITLES:
        found.pop(0)
    return frozenset(found)


def _is_named_in(one: Facts, other: Facts) -> bool:
    """Whether only one of the two says whose house it is, and the other's name holds that person's."""
    said, silent = (one, other) if one.head else (other, one)
    return bool(said.head) and not silent.head and said.head <= words(silent.name)


def alike(one: str, other: str, idle: frozenset[str]) -> bool:
    """Whether enough of what is said of the shorter name is said of the other; other numbers mean another thing."""
    # The place that a name tells says nothing of what is done there.
    idle |= words(" ".join(place for _kind, place in places_said(one) | places_said(other)))
    first, second = words(one) - idle, words(other) - idle
    numbers = {word for word in first if word.isdigit()}, {word for word in second if word.isdigit()}
    if all(numbers) and numbers[0] != numbers[1]:
        return False
    if is_of_another_place(one, other, idle):
        return False
    if not first or not second:
        return first == second
    return len(first & second) >= ALIKE * min(len(first), len(second))


def is_of_another_place(one: str, other: str, idle: frozenset[str]) -> bool:
    """Whether each name says where it is, no place of the one is a place of the other, and they share no name else.

    «Dọn vệ sinh, huyện Cư Jút» and «Dọn vệ sinh, xã Nam Dong» are two; a house of one household is one, wherever it is
    said to stand.
    """
    said = places_said(one), places_said(other)
    if not all(said) or said[0] & said[1]:
        return False
    proper = proper_names(one), proper_names(other)
    if None in proper:
        return False
    return not ((proper[0] or frozenset()) & (proper[1] or frozenset()) - idle)


@functools.lru_cache(maxsize=16_384)
def places_said(name: str) -> frozenset[tuple[str, str]]:
    """The places a name tells, each by its kind and its own name: «xã Nam Dong, huyện Cư Jút»."""
    return frozenset((kind, place.strip()) for kind, place in PLACE_SAID.findall(fold(name)))


@functools.lru_cache(maxsize=16_384)
def proper_names(name: str) -> frozenset[str] | None:
    """The words with a capital within a name, without accents; None where it is written in capitals throughout."""
    found = [word for word in (token.strip(SIGNS) for token in _joined(name).split()) if word and word[0].isalpha()]
    if sum(word.isupper() for word in found) > len(found) / 2:
        return None
    return frozenset(fold(word) for word in found[1:] if word[0].isupper())


def idle_words(names: Iterable[str]) -> frozenset[str]:
    """Words that say nothing of a work: its kind's, its places'. The number of a road is a word of its name."""
    found = frozenset().union(words(IDLE), *(words(name) for name in names))
    return frozenset(word for word in found if not word.isdigit())


@functools.lru_cache(maxsize=16_384)
def words(name: str) -> frozenset[str]:
    """The words of a name without accents."""
    return frozenset(fold(_joined(name)).replace(",", " ").split())


def _joined(name: str) -> str:
    """The name with both parts of a person's own name as one word: «H Lan» as «H'Lan»."""
    return FIRST_PART.sub(r"\1'", name)


def _is_near_in_time(one: Span | None, other: Span | None) -> bool:
    """Whether the two were under way at about the same time; of a record without any day nothing speaks against it."""
    if one is None or other is None:
        return True
    return one[0] <= other[1] + APART and other[0] <= one[1] + APART
