"""Two people edited the same: the page of both versions, on which the second one decides."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workspace.forms.compared import ComparedForm, Said
from workspace.forms.fields import PICTURE_WANTED
from workspace.partners import Partner

#: What a form carries besides what is typed
CARRIED = ("csrfmiddlewaretoken", "revision", "version", PICTURE_WANTED)


@dataclass(frozen=True)
class Other:
    """The version that was saved first: what its fields hold, the field that names it, and who saved it."""

    values: dict[str, object]
    carried: tuple[str, object]
    who: str
    is_own: bool


@dataclass(frozen=True)
class Difference:
    """A field that two people wrote differently."""

    mine: Said
    theirs: Said


def both_versions(
    request: HttpRequest, partner: Partner, form: ComparedForm, other: Other, **context
) -> HttpResponse:
    pairs = zip(form.shown(form.typed), form.shown(other.values), strict=False)
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name not in CARRIED]
    was_sent = bool(form.files) or PICTURE_WANTED in request.POST
    wants_picture = was_sent and "picture" in form.fields
    context |= {
        "partner": partner,
        "other": other,
        "differences": [Difference(mine, theirs) for mine, theirs in pairs if mine.words != theirs.words],
        "sent": [other.carried, *sent, *([(PICTURE_WANTED, "1")] if wants_picture else [])],
        # A browser sends a file once, and this page cannot hold it
        "picture": form["picture"] if wants_picture else None,
    }
    return render(request, "workspace/both_versions.html", context, status=409)
