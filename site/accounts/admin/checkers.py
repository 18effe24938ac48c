"""Who checks translations in which languages: a list, and a form that gives and takes languages."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.menu import MenuItem

from accounts.actions.name_checker import name_checker
from accounts.models import User
from directory.permissions import can_set_standing
from directory.reading.wording import language_name, language_names


class CheckerForm(forms.Form):
    email = forms.EmailField(label=capfirst(gettext_lazy("e-mail")), max_length=254)
    codes = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        required=False,
        help_text=gettext_lazy("Tick none, and the person checks nothing any more."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        codes = settings.MODELTRANSLATION_LANGUAGES
        self.fields["codes"].choices = [(code, capfirst(language_name(code))) for code in codes]

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


@require_http_methods(["GET", "HEAD", "POST"])
def checkers(request: HttpRequest) -> HttpResponse:
    """`?email=` fills the form with what a person has."""
    if not can_set_standing(request.user):
        raise PermissionDenied
    form = CheckerForm(request.POST if request.method == "POST" else None, initial=_known(request))
    if form.is_bound and form.is_valid():
        name_checker(form.cleaned_data["email"], form.cleaned_data["codes"], request.user)
        messages.success(request, _("Saved."))
        return redirect("language_checkers")
    context = {"form": form, "people": _people(), "title": _("Language checkers")}
    return TemplateResponse(request, "accounts/admin/checkers.html", context)


def _known(request: HttpRequest) -> dict:
    email = request.GET.get("email", "")[:254]
    person = User.objects.filter(email=email).first()
    return {"email": email, "codes": _codes(person)} if person else {}


def _people() -> list[tuple[User, str]]:
    found = User.objects.exclude(checks_languages=None).distinct().order_by("email")
    return [(each, language_names(_codes(each))) for each in found.prefetch_related("checks_languages")]


def _codes(person: User) -> list[str]:
    return [given.language_code for given in person.checks_languages.all()]


class CheckersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can_set_standing(request.user)


def menu_item() -> CheckersMenuItem:
    return CheckersMenuItem(
        gettext_lazy("Language checkers"), reverse("language_checkers"), icon_name="globe", order=320
    )


urlpatterns = [path("language-checkers/", checkers, name="language_checkers")]
