"""The frame of every write: one transaction, a receipt that makes it callable twice, one retry of a lost race."""

from __future__ import annotations

import contextlib
import functools
import logging
import uuid
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar, cast

from django.apps import apps
from django.db import OperationalError, models, transaction
from django.utils.translation import gettext as _

from thidua.foundation.core import audit, bulk, clock, locking, rollback, statements
from thidua.foundation.core.errors import Busy, Invalid, Missing, Refused, Stale
from thidua.foundation.core.models import Receipt

P = ParamSpec("P")
R = TypeVar("R")

# Deadlock found, lock not had in time, could not be put in order.
LOST_RACES = frozenset({"40P01", "55P03", "40001"})

LOG = logging.getLogger(__name__)
_running: ContextVar[bool] = ContextVar("operation_running", default=False)

OPERATIONS: dict[str, Callable[..., Any]] = {}
RECEIPT = ("key", "operation", "actor_uid", "model", "object_uid", "at")


def operation(function: Callable[P, R]) -> Callable[P, R]:
    """Makes a function an operation: keyword-only, atomic, repeatable by its `receipt`, retried once after a lost lock.

    The function takes `by` and `now`. `receipt` (a UUID the client makes) is taken here and not passed on: the second
    call with the same receipt, actor and operation changes nothing and returns the record that the first one returned.
    """
    name = f"{function.__module__.removeprefix('thidua.')}.{function.__name__}"

    @functools.wraps(function)
    def carried_out(*args: P.args, **kwargs: P.kwargs) -> R:
        receipt = kwargs.pop("receipt", None)
        moment: Any = kwargs.get("now")
        with clock.acting(moment), _refusals_noted(name, kwargs), statements.kept():
            for last in (False, True):
                try:
                    with rollback.watched() as undos, transaction.atomic(), locking.fresh_order():
                        transaction.on_commit(undos.clear)
                        return _once(name, function, receipt, args, kwargs)
                except OperationalError as error:
                    # Within another operation the outer one starts again; whatever else went wrong is not a race.
                    if transaction.get_connection().in_atomic_block or not is_lost_race(error):
                        raise
                    if last:
                        sentence = _("Hệ thống đang bận vì nhiều người cùng lưu. Xin bấm lưu lại sau ít giây.")
                        raise Busy(sentence) from error
        raise AssertionError("unreachable")

    OPERATIONS[name] = carried_out
    return carried_out


@contextlib.contextmanager
def _refusals_noted(name: str, given: dict[str, Any]) -> Iterator[None]:
    """Writes a refusal of the outermost operation into the audit trail, after its transaction was rolled back."""
    outermost = not _running.get()
    token = _running.set(True)
    try:
        yield
    except Busy:
        raise
    except Refused as refused:
        by = given.get("by")
        about = next((value for value in given.values() if isinstance(value, models.Model) and value.pk), None)
        if outermost and by is not None and about is not None:
            try:
                with transaction.atomic():
                    audit.refusal(by=by, operation=name, obj=about, sentence=str(refused))
            except OperationalError:
                # What was refused stays refused; that it could not be noted is for who runs the site.
                LOG.exception("refusal of %s could not be noted", name)
        raise
    finally:
        _running.reset(token)


def check_version(obj: Any, given: int | None) -> None:
    """Raises `Stale` when somebody changed the record since the caller read it; None: the caller did not read it."""
    if given is not None and given != obj.version:
        raise Stale(
            _(
                "Người khác vừa sửa bản ghi này trước bạn. Nội dung bạn nhập vẫn còn ở dưới; xin xem bản mới rồi lưu lại."
            ),
            given=given,
            current=obj.version,
            record=obj,
        )


def touch(obj: Any, *, now: Any) -> None:
    """Raises the version and the time of change; the caller saves."""
    obj.version += 1
    obj.changed_at = now


def _once(name: str, function: Callable[..., R], receipt: Any, args: Any, kwargs: Any) -> R:
    if receipt is None:
        return function(*args, **kwargs)
    key = _key(receipt)
    actor = getattr(kwargs.get("by"), "uid", None)
    # The row is taken before the work is done, so of two equal calls at once the second waits for the first.
    if not bulk.add_unless_there(Receipt, RECEIPT, (key, name, actor, "", None, clock.real_now())):
        return cast("R", _first_result(Receipt.objects.get(key=key), name, actor))
    result = function(*args, **kwargs)
    if isinstance(result, models.Model) and hasattr(result, "uid"):
        Receipt.objects.filter(key=key).update(model=result._meta.label_lower, object_uid=result.uid)
    return result


def _first_result(slip: Receipt, name: str, actor: uuid.UUID | None) -> Any:
    if slip.operation != name or slip.actor_uid != actor:
        raise Invalid({"receipt": _("Mã gửi này đã dùng cho việc khác. Xin tải lại trang rồi gửi lại.")})
    if not slip.model:
        return None
    found = apps.get_model(slip.model)._default_manager.filter(uid=slip.object_uid).first()
    if found is None:
        raise Missing(_("Việc này đã làm trước đó, nhưng bản ghi nay không còn."))
    return found


def _key(receipt: Any) -> uuid.UUID:
    try:
        return receipt if isinstance(receipt, uuid.UUID) else uuid.UUID(str(receipt))
    except ValueError:
        raise Invalid({"receipt": _("Mã gửi không đúng. Xin tải lại trang rồi gửi lại.")}) from None


def is_lost_race(error: BaseException | None) -> bool:
    """Whether the database gave up because of somebody else's lock: PostgreSQL by its code, SQLite by its words."""
    if not isinstance(error, OperationalError):
        return False
    code = getattr(error.__cause__, "sqlstate", None)
    return code in LOST_RACES if code else "locked" in str(error)
