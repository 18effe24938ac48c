"""The places of a partner: a list, and the page on which one is made or changed."""

from copy import copy
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import ModelLogEntry

from accounts.kept_forms import typed
from directory import actions
from directory.actions.differences import differences, values_of
from directory.language_question import ask_about_language
from directory.models import Location
from directory.reading.pictures import picture_of
from directory.reading.texts import languages_of, read_text
from directory.reading.wording import language_name
from guarding.double_taps import just_now
from workspace.both_versions import Other, both_versions
from workspace.forms.own_place import OwnPlaceForm
from workspace.names import place_name
from workspace.partners import Partner, for_partner
from workspace.people import names_of
from workspace.saying import say_saved


@dataclass(frozen=True)
class LanguageOffered:
    """A language in which a place may have texts."""

    code: str
    is_open: bool
    is_written: bool

    @property
    def name(self) -> str:
        return capfirst(language_name(self.code))


@for_partner
@require_safe
def places(request: HttpRequest, partner: Partner) -> HttpResponse:
    found = sorted(partner.places().select_related("area").order_by("pk")[:200], key=place_name)
    return render(request, "workspace/places.html", {"partner": partner, "places": found})


@for_partner
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, partner: Partner, slug: str | None = None) -> HttpResponse:
    """One place of the partner, or a new one; asked for from a listing, it leads back there."""
    known = get_object_or_404(partner.places(), slug=slug) if slug else _new(partner)
    data, language = typed(request), _language(request, partner, known)
    files = None if data is None else request.FILES
    form = OwnPlaceForm(data, files, place=known, language=language)
    if request.method == "POST" and form.is_valid() and (answer := _answer(request, partner, form)):
        return answer
    context = {
        "partner": partner,
        "form": form,
        "place": known,
        "version": form.version(known) if data is None else data.get("version", ""),
        "listing": request.GET.get("listing", ""),
        "languages": _offered(known, language),
    }
    return render(request, "workspace/place.html", context)


def _new(partner: Partner) -> Location:
    return Location(organization=partner.organization, city="Helsinki")


def _language(request: HttpRequest, partner: Partner, place: Location) -> str:
    """In which language the texts are: of a new place that of the listing it is for, else the reader's.

    Of a known one that in which its reader reads the name, unless another is asked for.
    """
    if place.pk:
        asked = request.GET.get("text", "")
        return asked if asked in _codes(place) else read_text(place, "name", get_language()).language_code
    return _of_listing(partner, request.GET.get("listing", "")) or get_language()


def _of_listing(partner: Partner, slug: str) -> str:
    if not slug_re.match(slug):
        return ""
    found = partner.editable_listings().filter(slug=slug).values_list("original_language", flat=True)
    return found.first() or ""


def _codes(place: Location) -> list[str]:
    """The languages in which a place has a name, and the reader's."""
    return list(dict.fromkeys([*languages_of(place, "name"), get_language()]))


def _offered(place: Location, language: str) -> list[LanguageOffered]:
    """Those whose texts may be opened; none where there is no choice."""
    codes = _codes(place) if place.pk else []
    written = languages_of(place, "name")
    offered = [LanguageOffered(code, code == language, code in written) for code in codes]
    return offered if len(offered) > 1 else []


def _answer(request: HttpRequest, partner: Partner, form: OwnPlaceForm) -> HttpResponse | None:
    """Keep the place and go on, or ask which version to keep; None where the form says what is wrong."""
    try:
        with transaction.atomic():
            # As it is now, until it is kept: it is written whole
            place = partner.places().select_for_update().filter(pk=form.place.pk).first() or form.place
            if form.version(place) != request.POST.get("version", "") and not _is_said(form, place):
                return _both_versions(request, partner, form, place)
            made = None if place.pk else _made_just_now(partner, form, request.user)
            saved = made or actions.keep_place(form.apply(place, request.user), request.user)
    except ValidationError as error:
        form.take_errors(error)
        return None
    say_saved(request, _("Saved."))
    ask_about_language(request, form.new_texts)
    return _back(request, partner, saved)


def _is_said(form: OwnPlaceForm, place: Location) -> bool:
    """Whether the place says what was typed already, as when the button is tapped twice."""
    if form.files:
        return False
    applied = form.apply(copy(place), user=None)
    applied.clean_fields()  # texts are kept clean
    return not differences(values_of(place), values_of(applied))


def _made_just_now(partner: Partner, form: OwnPlaceForm, user) -> Location | None:
    # The second tap waits here until the first has made it
    get_user_model().objects.select_for_update().get(pk=user.pk)
    by_her = ModelLogEntry.objects.filter(
        action="wagtail.create",
        content_type=ContentType.objects.get_for_model(Location),
        user=user,
        timestamp__gt=just_now(),
    )
    places = partner.places().filter(pk__in=[int(each.object_id) for each in by_her])
    return next((each for each in places if _is_said(form, each)), None)


def _both_versions(
    request: HttpRequest, partner: Partner, form: OwnPlaceForm, place: Location
) -> HttpResponse:
    entries = ModelLogEntry.objects.for_instance(place).select_related("user")
    last = entries.order_by("-timestamp", "-pk").first()
    user = last and last.user
    names = names_of([user], partner.organization)
    other = Other(
        values=form.values(place),
        carried=("version", form.version(place)),
        who=names[user.pk] if user else "",
        is_own=user == request.user,
        picture=picture_of(place, form.language),
    )
    return both_versions(request, partner, form, other)


def _back(request: HttpRequest, partner: Partner, place: Location) -> HttpResponse:
    slug = request.GET.get("listing", "")
    # A listing that is gone, or nobody's here, takes nothing back of what is kept
    if _of_listing(partner, slug):
        section = reverse("workspace:section", args=[partner.slug, slug, "place"])
        return redirect(f"{section}?place={place.pk}")
    return redirect("workspace:places", partner.slug)
