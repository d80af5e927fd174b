"""What the public may see, what it says, how often it comes."""

from thidua.stages.publications.models.comments import PublicComment, PublicCommentQuerySet
from thidua.stages.publications.models.funds import PublicFund
from thidua.stages.publications.models.items import (
    PublicItem,
    PublicItemQuerySet,
    PublicPhoto,
    PublicPlace,
    PublicProgress,
)
from thidua.stages.publications.models.links import PublicLink
from thidua.stages.publications.models.visits import PublicViews, VisitDay, Visitor, VisitorItem

__all__ = [
    "PublicComment",
    "PublicCommentQuerySet",
    "PublicFund",
    "PublicItem",
    "PublicItemQuerySet",
    "PublicLink",
    "PublicPhoto",
    "PublicPlace",
    "PublicProgress",
    "PublicViews",
    "VisitDay",
    "Visitor",
    "VisitorItem",
]
