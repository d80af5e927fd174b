"""How a page carries an operation out: from its form, at once, after a reason; a refusal stands where it belongs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit import queueing
from thidua.faces.kit.fields import FilesField
from thidua.faces.kit.forms import EditForm, KitForm
from thidua.faces.kit.notices import done, refused
from thidua.faces.kit.refusals import note_form, note_refusal
from thidua.foundation.core import clock, sending
from thidua.foundation.core.errors import Busy, Missing, NotAllowed, Refused, Unreadable
from thidua.foundation.core.sending import Sent

Operation = Callable[..., Any]
GUARDS = ("receipt", "version")


class ActForm(EditForm):
    """An act with one button: nothing but the receipt and the version that was on the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # A page has one of these for each of its buttons, beside other forms.
        super().__init__(*args, **{"auto_id": False, **kwargs})


class ReasonForm(EditForm):
    """An act that sends something back or takes it off: why, for who reads it next."""

    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))


class ShortReasonForm(ReasonForm):
    """The same where the record has room for no more than a paragraph."""

    reason = forms.CharField(label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


def carried_out(
    request: HttpRequest, form: KitForm, operation: Operation, /, *fields: str, versioned: bool = True, **named: Any
) -> Any:
    """What the operation answers to a sound form; None where nothing was sent, or the form is wrong or was refused.

    The operation is given the form's receipt and version (unless it takes none), the form's values of `fields`, and
    what is `named`: of a function among these the answer, asked once the form is sound. A refusal stands at its field;
    who may not is told by a page of its own. True for an operation that answers nothing.
    """
    if not form.is_valid():
        note_form(request, form, named.values())
        queueing.tell(request, queueing.REFUSED, form=form)
        hold_files(request, form)
        return None
    guards = [name for name in GUARDS if name in form.fields and (versioned or name != "version")]
    given = {name: form.cleaned_data[name] for name in (*guards, *fields)}

    def refuse(refusal: Refused) -> None:
        form.refuse(refusal)
        queueing.tell_refusal(request, form, refusal)
        hold_files(request, form)

    answer = _attempt(request, operation, {**given, **named}, refuse)
    if answer is not None:
        queueing.tell(request, queueing.SENT)
    return answer


def hold_files(request: HttpRequest, form: KitForm) -> None:
    """Keeps the files that came with a refused form for its next sending; one that is itself refused is chosen anew.

    Nothing is kept of who has no account, in a database that is held, and of a field for one file: the form says so. A
    form that its device keeps whole needs neither.
    """
    if not request.FILES or queueing.QUEUED in request.headers:
        return
    for name, field in form.fields.items():
        uploads = request.FILES.getlist(form.add_prefix(name)) if isinstance(field, forms.FileField) else []
        wrong = " ".join(map(str, form.errors.get(name, ())))
        sound = [one for one in uploads if f"«{one.name}»" not in wrong]
        if request.actor.uid and isinstance(field, FilesField):
            _hold(request, form, name, sound)
        elif sound and not wrong:
            form.add_error(name, _("Xin chọn lại ảnh, tệp trước khi gửi: trang này chỉ giữ được chữ và số đã nhập."))


def _hold(request: HttpRequest, form: KitForm, name: str, uploads: Iterable[Any]) -> None:
    held: list[Sent] = []
    for one in uploads:
        try:
            held.append(sending.hold(by=request.actor, now=clock.now(), upload=one))
        except Busy:
            form.add_error(name, _("Hệ thống đang bận nên chưa giữ được hết ảnh, tệp. Xin chọn lại trước khi lưu."))
            # The next would wait as long in vain.
            break
        except (Refused, Unreadable) as why:
            form.add_error(name, f"«{one.name}»: {why}")
    if held:
        form.hold(name, held)


def pressed(
    request: HttpRequest,
    operation: Operation,
    sentence: Any = "",
    /,
    *,
    told: Callable[[Any], Any] = attrgetter("sentence"),
    **given: Any,
) -> Any:
    """What the operation answers to a press without fields; None after a refusal, which the next page tells."""
    answer = _attempt(request, operation, given, lambda refusal: refused(request, told(refusal)))
    if answer is not None and sentence:
        done(request, sentence)
    return answer


def at_once(
    request: HttpRequest, operation: Operation, sentence: Any, back: str, /, **given: Any
) -> HttpResponseRedirect:
    """A button that acts on a record: what was done, or is refused for now, is told on the page it leads back to."""
    form = ActForm(request.POST)
    if form.is_valid():
        pressed(request, operation, sentence, **form.cleaned_data, **given)
    else:
        note_form(request, form, given.values())
    return HttpResponseRedirect(back)


def with_form(
    request: HttpRequest,
    form: KitForm,
    operation: Operation,
    words: dict[str, Any],
    back: str,
    /,
    *,
    to: str = "",
    fields: Iterable[str] | None = None,
    versioned: bool = True,
    **named: Any,
) -> HttpResponse:
    """A page that asks for what the operation takes (all of the form, or `fields`), acts, leads on `to` or `back`."""
    taken = [name for name in form.fields if name not in GUARDS] if fields is None else fields
    if carried_out(request, form, operation, *taken, versioned=versioned, **named):
        done(request, words["done"], undo=words.get("undo", ""))
        return HttpResponseRedirect(to or back)
    return form_page(request, form, back, **words)


def with_reason(
    request: HttpRequest,
    operation: Operation,
    words: dict[str, Any],
    back: str,
    record: Any,
    /,
    *,
    form_class: type[ReasonForm] = ReasonForm,
    **named: Any,
) -> HttpResponse:
    """A page that asks why, then acts on a record."""
    form = form_class(request.POST or None, initial={"version": record.version})
    return with_form(request, form, operation, words, back, **named)


def form_page(request: HttpRequest, form: KitForm, back: str, /, **words: Any) -> HttpResponse:
    """A page with one form and the way back: `title`, `button`, and what `BLANK` names; 422 after a refusal."""
    context = {**BLANK, **words, "form": form, "back": back}
    return render(request, "kit/form_page.html", context, status=422 if form.errors else 200)


# Of what the page is, as the way back, and what is said beside it; what the act does; the sign on the button.
BLANK: dict[str, Any] = {
    "about": "", "beside": "", "crumbs": (), "lead": "", "notes": (), "notes_title": "", "sign": "",
}  # fmt: skip


def _attempt(
    request: HttpRequest, operation: Operation, given: dict[str, Any], refuse: Callable[[Refused], None]
) -> Any:
    try:
        given = {name: value() if callable(value) else value for name, value in given.items()}
        answer = operation(**{"by": request.actor, "now": clock.now(), **given})
    except (NotAllowed, Missing):
        raise
    except Refused as refusal:
        note_refusal(request, refusal, given.values())
        refuse(refusal)
        return None
    return answer or True
