"""Two people edited the same: the page of both versions, on which the second one decides."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from directory.reading.pictures import ShownPicture
from workspace.forms.compared import ComparedForm, Said
from workspace.forms.fields import PICTURE_WANTED
from workspace.partners import Partner

#: What a form carries besides what is typed
CARRIED = ("csrfmiddlewaretoken", "revision", "version", PICTURE_WANTED)


@dataclass(frozen=True)
class Other:
    """The version that was saved first: what its fields hold, the field that names it, and who saved it.

    `picture` is the one that it has.
    """

    values: dict[str, object]
    carried: tuple[str, object]
    who: str
    is_own: bool
    picture: ShownPicture | None = None


@dataclass(frozen=True)
class Difference:
    """A field that two people wrote differently."""

    mine: Said
    theirs: Said


def both_versions(
    request: HttpRequest, partner: Partner, form: ComparedForm, other: Other, **context
) -> HttpResponse:
    theirs = other.values | {"picture": other.picture}
    pairs = zip(form.shown(_typed(form, other)), form.shown(theirs), strict=False)
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name not in CARRIED]
    was_sent = bool(form.files) or PICTURE_WANTED in request.POST
    wants_picture = was_sent and "picture" in form.fields
    context |= {
        "partner": partner,
        "other": other,
        "differences": [Difference(mine, theirs) for mine, theirs in pairs if mine != theirs],
        "sent": [other.carried, *sent, *([(PICTURE_WANTED, "1")] if wants_picture else [])],
        # A browser sends a file once, and this page cannot hold it
        "picture": form["picture"] if wants_picture else None,
    }
    return render(request, "workspace/both_versions.html", context, status=409)


def _typed(form: ComparedForm, other: Other) -> dict[str, object]:
    """What is kept if one takes one's own: of a picture that one did not touch, the other's."""
    keeps_picture = not form.typed.get("picture") and not form.typed.get("without_picture")
    return form.typed | ({"picture": other.picture} if keeps_picture else {})
