"""What can be done on the page of a network."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desk.days import has_likely_year
from desk.partners.listing import NAMES
from directory.admin.seen import SeenModelForm
from directory.choices import Standing
from directory.models import Location, NetworkMeeting, NetworkMembership, Organization

DAY = {"format": "%Y-%m-%d", "attrs": {"type": "date"}}


class DatedForm(SeenModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField | forms.DateTimeField):
                field.validators.append(has_likely_year)


class MemberForm(DatedForm):
    """A membership that is there; whose it is was decided when it began."""

    class Meta:
        model = NetworkMembership
        fields = ["role", "valid_from", "valid_until", "mail_address", "consented_date"]
        widgets = {name: forms.DateInput(**DAY) for name in ("valid_from", "valid_until", "consented_date")}
        labels = {"role": _("role"), "valid_from": _("First day"), "valid_until": _("Last day")}
        help_texts = {"consented_date": _("Empty: no consent, and the address is not kept")}

    def clean(self):
        values = super().clean()
        if values.get("consented_date") and not values.get("mail_address"):
            self.add_error("mail_address", _("Write an e-mail address."))
        if (day := values.get("consented_date")) and day > timezone.localdate():
            self.add_error(
                "consented_date", _("This day is still to come. Write the day on which it agreed.")
            )
        first, last = values.get("valid_from"), values.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("The last day is before the first."))
        return values


class NewMemberForm(MemberForm):
    organization = forms.ModelChoiceField(Organization.objects.none(), label=_("organisation"))
    field_order = ("organization",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = Organization.objects.exclude(standing=Standing.ENDED).only("slug", *NAMES)
        self.fields["organization"].queryset = found.order_by("name_fi", "pk")


class MeetingForm(DatedForm):
    notes_url = forms.URLField(
        label=_("address of the minutes"), required=False, max_length=500, assume_scheme="https"
    )

    class Meta:
        model = NetworkMeeting
        fields = ["starts_at", "location", "note", "notes_url"]
        widgets = {
            "starts_at": forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
            "note": forms.Textarea({"rows": 2, "dir": "auto"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        of_members = self.instance.network.memberships.current().values("organization")
        lent = Q(is_shared=True) | Q(is_family_centre=True) | Q(organization__in=of_members)
        found = Location.objects.filter((lent & Q(is_address_hidden=False)) | Q(pk=self.instance.location_id))
        self.fields["location"].queryset = found.only("slug", *NAMES).order_by("name_fi", "pk")
