"""The acts of publishing: copies go out and come down, readers' words come in, visits are counted."""

from thidua.stages.publications.operations.candidates import publish_candidates
from thidua.stages.publications.operations.comments import (
    forget_senders,
    hand_down_comment,
    refuse_comment,
    send_comment,
    show_comment,
    take_down_comment,
)
from thidua.stages.publications.operations.copies import LONGEST_TEXT, LONGEST_TITLE
from thidua.stages.publications.operations.honours import publish_honours
from thidua.stages.publications.operations.items import publish_plan, publish_work, withdraw_item
from thidua.stages.publications.operations.links import add_link, remove_link
from thidua.stages.publications.operations.news import LONGEST_NEWS, NEWS_CATEGORIES, publish_news
from thidua.stages.publications.operations.visits import store_visits

__all__ = [
    "LONGEST_NEWS",
    "LONGEST_TEXT",
    "LONGEST_TITLE",
    "NEWS_CATEGORIES",
    "add_link",
    "forget_senders",
    "hand_down_comment",
    "publish_candidates",
    "publish_honours",
    "publish_news",
    "publish_plan",
    "publish_work",
    "refuse_comment",
    "remove_link",
    "send_comment",
    "show_comment",
    "store_visits",
    "take_down_comment",
    "withdraw_item",
]
