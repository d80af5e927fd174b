"""The spread tree: which work was done after the model of which, and how many stand beneath each.

A node is a work, an edge an adoption that was not taken back. Every edge knows the root of its tree, so a tree is read
in one statement however deep it is. What is counted are works that were verified.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.units.models import within
from thidua.stages.works.exemplars import is_own
from thidua.stages.works.models import Adoption, Status, Story, Work
from thidua.stages.works.naming import full_name

# A page draws no more of a tree than this; the list holds the rest.
MOST_NODES = 200


class Edge(NamedTuple):
    """That one work was done after another: ids of both, who did it, whether it counts."""

    work: int
    model: int
    unit: int
    counts: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """What stands beneath a work: adoptions, those of them that count, the units behind these."""

    adoptions: int = 0
    counted: int = 0
    units: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    """One adoption in its tree, with what was done after it."""

    adoption: Adoption
    counts: bool
    is_seen: bool
    beneath: list[Node] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The adopting unit, of a residential area with what it lies in."""
        return full_name(self.adoption.work.unit)


def roots_of(works: Collection[int]) -> dict[int, int]:
    """The first work of the tree each of these stands in: of one that was done after no model, itself."""
    rows = Adoption.objects.live().filter(work__in=works).order_by("id").values_list("work_id", "root_id")
    return {work: work for work in works} | dict(rows)


def edges_of(roots: Collection[int]) -> list[Edge]:
    """All edges of some trees."""
    rows = Adoption.objects.live().filter(root__in=roots).order_by("id")
    found = rows.values_list("work_id", "story__work_id", "work__unit_id", "work__status")
    return [Edge(work, model, unit, status == Status.VERIFIED) for work, model, unit, status in found]


def beneath(edges: Iterable[Edge], work: int) -> Iterator[Edge]:
    """The edges of the part of a tree that grew from a work, from the nearest on."""
    by_model: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        by_model[edge.model].append(edge)
    waiting = [work]
    for model in waiting:
        for edge in by_model[model]:
            waiting.append(edge.work)
            yield edge


def path_to_root(edges: Iterable[Edge], work: int) -> list[int]:
    """The works above one in its tree, the nearest first."""
    models = {edge.work: edge.model for edge in edges}
    found = []
    while work in models:
        work = models[work]
        found.append(work)
    return found


def spread_of(works: Collection[int]) -> dict[int, Spread]:
    """What stands beneath each of some works; two statements."""
    roots = roots_of(works)
    edges = edges_of(set(roots.values())) if roots else []
    return {work: counted(beneath(edges, work)) for work in works}


def counted(edges: Iterable[Edge]) -> Spread:
    """The sums of some edges."""
    found = list(edges)
    standing = [edge for edge in found if edge.counts]
    return Spread(len(found), len(standing), len({edge.unit for edge in standing}))


def adoptions_beneath(story: Story) -> QuerySet[Adoption]:
    """Every adoption that grew from a story's work; two statements before the rows are read."""
    root = roots_of([story.work_id])[story.work_id]
    rows = Adoption.objects.live().filter(root=root)
    if root != story.work_id:
        rows = rows.filter(work__in=[edge.work for edge in beneath(edges_of([root]), story.work_id)])
    return rows


def seen_adoptions(actor: Actor) -> Q:
    """What of adoptions an actor is told: those of its branch, and who took up a model of its branch at first hand.

    The whole tree of one of its models it reads beneath that model (`told_beneath`).
    """
    return within("work__unit", actor.intervals) | within("story__unit", actor.intervals)


def find_adoption(actor: Actor, uid: uuid.UUID) -> Adoption:
    """One adoption with both its sides; raises `Missing` for one the actor is not told of."""
    rows = Adoption.objects.filter(seen_adoptions(actor), uid=uid)
    related = ("work__unit__kind", "work__unit__parent", "work__kind", "story__unit__kind", "story__work__unit__parent")
    found = the_one(rows.select_related(*related, "story__work__unit__kind"))
    if found is None:
        raise Missing(_("Không tìm thấy lần học theo này trong phạm vi của bạn."))
    return found


def model_of(work: Work) -> Adoption | None:
    """After which model a work is done."""
    rows = Adoption.objects.live().filter(work=work).select_related("story__unit__kind", "story__unit__parent__kind")
    return the_one(rows)


def told_beneath(actor: Actor, story: Story) -> QuerySet[Adoption]:
    """What grew from a story, as an actor is told it: all of it of its own branch's, else what its branch did."""
    rows = adoptions_beneath(story)
    return rows if is_own(actor, story) else rows.filter(within("work__unit", actor.intervals))


def tree_of(actor: Actor, story: Story) -> list[Node]:
    """The first nodes of what grew from a story, as the actor is told it; who follows nobody shown is at the top."""
    rows = told_beneath(actor, story).select_related(
        "work__unit__kind", "work__unit__parent__kind", "work__kind", "work__story", "story"
    )
    nodes: dict[int, Node] = {}
    for row in rows.order_by("id")[:MOST_NODES]:
        nodes[row.work_id] = Node(row, row.work.status == Status.VERIFIED, actor.sees(row.work.unit))
    return _nested(nodes)


def _nested(nodes: Mapping[int, Node]) -> list[Node]:
    tops: list[Node] = []
    for node in nodes.values():
        above = nodes.get(node.adoption.story.work_id)
        (above.beneath if above else tops).append(node)
    return tops
