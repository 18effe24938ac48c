"""Who makes a listing together with the partner, lends it a room, or pays for it."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from directory.choices import ServiceRoleKind
from directory.models import Organization, RoleAcceptance, RoleRefusal, Service, ServiceRole
from directory.reading.texts import Text, read_text, text_columns
from workspace.forms.fields import CLASSES, one_of, some_of
from workspace.forms.section import SectionForm
from workspace.ids import is_id
from workspace.names import Words

FOUND = 12
NAMES = text_columns("name")


class TogetherForm(SectionForm):
    """`given` are the parts that a version gives, each as "organisation:role"; new ones are given by name."""

    finds = "q"

    given = some_of(gettext_lazy("Who takes part"))
    role = one_of(gettext_lazy("What does another organisation do?"), ServiceRoleKind.choices)
    others = some_of(gettext_lazy("Which organisation?"))
    q = forms.CharField(
        label=gettext_lazy("Find an organisation by its name"),
        required=False,
        max_length=60,
        widget=forms.TextInput(CLASSES),
    )

    def __init__(self, data=None, *, listing: Service, partner, **kwargs):
        super().__init__(data, listing=listing, partner=partner, **kwargs)
        self.fields["given"].choices = self._given()
        self.fields["others"].choices = self._others()

    def _given(self) -> list[tuple[str, str]]:
        """Each with what its organisation has said to it."""
        answers = _answers(self.listing)
        roles = list(self.listing.roles.all())
        names = _names(Organization.objects.filter(pk__in=[role.organization_id for role in roles]))
        return [(_key(role), _words(role, names, answers.get(_key(role)))) for role in roles]

    def _others(self) -> list[tuple[str, str]]:
        if not self.is_bound:
            return []
        public = Organization.objects.public().exclude(pk=self.listing.organization_id)
        ticked = [pk for pk in self.data.getlist("others") if is_id(pk)]
        named = _names(public.filter(pk__in=ticked)) | _names(_found(public, self.data.get("q", "")))
        return [(str(pk), Words.of([name])) for pk, name in named.items()]

    def clean(self):
        values = super().clean()
        if values.get("others") and not values.get("role"):
            self.add_error("role", ValidationError(_("Choose one from the list.")))
        return values

    def values(self, listing: Service) -> dict[str, object]:
        given = [_key(role) for role in listing.roles.all()]
        return {"given": given, "role": "", "others": [], "q": ""}

    def apply(self, listing: Service) -> None:
        values = self.cleaned_data
        kept = [role for role in listing.roles.all() if _key(role) in values["given"]]
        known = {_key(role) for role in kept}
        new = [ServiceRole(organization_id=int(pk), role=values["role"]) for pk in values["others"]]
        listing.roles.set([*kept, *(role for role in new if _key(role) not in known)])


def _found(organizations, words: str):
    """Public organisations whose name has a word; none without one."""
    word = " ".join(words.split())[:60]
    named = Q()
    for name in NAMES if word else ():
        named |= Q(**{f"{name}__icontains": word})
    return organizations.filter(named).order_by("name_fi", "pk")[:FOUND] if word else organizations.none()


def _names(organizations) -> dict[int, Text]:
    return {each.pk: read_text(each, "name", get_language()) for each in organizations.only(*NAMES)}


def _key(role) -> str:
    return f"{role.organization_id}:{role.role}"


def _answers(listing: Service) -> dict[str, str]:
    said = {
        RoleAcceptance: pgettext("organisation asked to take part", "has said yes"),
        RoleRefusal: pgettext("organisation asked to take part", "has said no"),
    }
    return {
        _key(answer): words
        for model, words in said.items()
        for answer in model.objects.filter(service=listing.pk)
    }


def _words(role: ServiceRole, names: dict[int, Text], answer: str | None) -> Words:
    """ "Naapurit ry, Host, has said yes"."""
    waits = pgettext("organisation asked to take part", "has not answered yet")
    said = [Text(words, get_language()) for words in (role.get_role_display(), answer or waits)]
    return Words.of([names.get(role.organization_id) or Text("–", get_language()), *said])
