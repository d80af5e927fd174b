"""What the portal reads: only what is published now, in the same few statements however much there is."""

from thidua.stages.publications.queries.front import front, plan, plans
from thidua.stages.publications.queries.funds import fund
from thidua.stages.publications.queries.notices import candidate, candidates, honour, honours, news, one_news
from thidua.stages.publications.queries.readers import comings, commented, foot, readers
from thidua.stages.publications.queries.works import address_of, beside, photo, work, works

__all__ = [
    "address_of",
    "beside",
    "candidate",
    "candidates",
    "comings",
    "commented",
    "foot",
    "front",
    "fund",
    "honour",
    "honours",
    "news",
    "one_news",
    "photo",
    "plan",
    "plans",
    "readers",
    "work",
    "works",
]
