"""The form of a partnership: what was agreed, until when, and what follows from it."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from desk.days import has_likely_year
from desk.ledger.documents import DocumentsField
from desk.partners.listing import NAMES
from desk.queue.people import coordinators
from directory.choices import PUBLIC_KINDS, Standing
from directory.models import Organization, Partnership

DAYS = ("valid_from", "valid_until", "review_date")
DAY = {"format": "%Y-%m-%d", "attrs": {"type": "date"}}


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return person.get_full_name()


class PartnershipForm(forms.ModelForm):
    """Checked here, saved by the actions. `version` is the one that the person has before her eyes."""

    documents = DocumentsField(
        label=_("Documents"),
        help_text=_("One in a line: its title, then its address, which begins with https://"),
        required=False,
    )
    responsible = PersonField(
        label=_("responsible person"),
        help_text=_("Gets a mail before a review and before the end."),
        queryset=User.objects.none(),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=10**9)

    class Meta:
        model = Partnership
        fields = [
            *("unit", "kind", "valid_from", "valid_until", "review_date", "responsible"),
            *("may_publish", "may_host", "documents", "note"),
        ]
        widgets = {
            **{name: forms.DateInput(**DAY) for name in DAYS},
            "note": forms.Textarea({"rows": 3, "dir": "auto"}),
        }
        help_texts = {"valid_until": _("Empty: until further notice")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in DAYS:
            self.fields[name].validators.append(has_likely_year)
        self.fields["unit"].queryset = units(self.instance)
        own = Q(pk=self.instance.responsible_id)
        self.fields["responsible"].queryset = User.objects.filter(
            Q(pk__in=coordinators().order_by().values("pk")) | own
        ).order_by("email")
        self.fields["version"].initial = self.instance.version

    @property
    def values(self) -> dict[str, object]:
        """What was typed, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def units(partnership: Partnership) -> QuerySet[Organization]:
    """Units of the city that may be a party; the one that is, whatever became of it."""
    can_be = Q(kind__in=PUBLIC_KINDS) & ~Q(standing=Standing.ENDED)
    found = Organization.objects.filter(can_be | Q(pk=partnership.unit_id))
    return found.exclude(pk=partnership.organization_id).only("slug", *NAMES).order_by("name_fi", "pk")
