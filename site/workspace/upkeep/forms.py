"""Forms of a few taps."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.choices import CapacityStatus
from directory.freshness import Closing
from workspace.partners import Partner
from workspace.upkeep.listings import shown_of

#: A slip of the finger in the year would close a listing for long, or pause it for long
LONGEST_AGO, FARTHEST = timedelta(days=183), timedelta(days=2 * 365)
DAY = forms.DateInput({"type": "date", "class": "input"}, format="%Y-%m-%d")


class ClosingForm(forms.Form):
    """When all of a partner's listings, or some, are closed."""

    use_required_attribute = False

    which = forms.ChoiceField(
        label=_("Which listings?"),
        choices=[
            ("all", pgettext_lazy("listings", "All our listings")),
            ("some", pgettext_lazy("listings", "Only these")),
        ],
        initial="all",
    )
    listings = forms.ModelMultipleChoiceField(
        label=_("Which listings?"), queryset=None, to_field_name="slug", required=False
    )
    first = forms.DateField(label=_("First day"), widget=DAY)
    last = forms.DateField(
        label=_("Last day"), help_text=_("Empty: until further notice"), widget=DAY, required=False
    )

    def __init__(self, *args, partner: Partner, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["listings"].queryset = shown_of(partner)

    def clean_first(self) -> date:
        first = self.cleaned_data["first"]
        if first < timezone.localdate() - LONGEST_AGO:
            raise ValidationError(_("The first day is more than half a year ago. Look at the year."))
        return first

    def clean_last(self) -> date | None:
        first, last = self.cleaned_data.get("first"), self.cleaned_data["last"]
        if last and first and last < first:
            raise ValidationError(_("The last day is before the first one."))
        if last and last < timezone.localdate():
            raise ValidationError(_("The last day is over already."))
        if last and last > timezone.localdate() + FARTHEST:
            raise ValidationError(_("The last day is more than two years away. Look at the year."))
        return last

    def clean(self):
        values = super().clean()
        if values.get("which") == "some" and not values.get("listings"):
            self.add_error("listings", _("Choose at least one."))
        return values

    @property
    def closing(self) -> Closing:
        return Closing(self.cleaned_data["first"], self.cleaned_data["last"])

    @property
    def chosen(self):
        is_all = self.cleaned_data["which"] == "all"
        return self.fields["listings"].queryset if is_all else self.cleaned_data["listings"]


class CapacityForm(forms.Form):
    """Whether there is room: the button says it, for so many days."""

    status = forms.ChoiceField(label=_("Is there room?"), choices=CapacityStatus.choices)
    days = forms.TypedChoiceField(
        label=_("How long this holds"),
        choices=[(14, _("two weeks")), (30, _("a month")), (90, _("three months"))],
        coerce=int,
        initial=30,
        widget=forms.Select({"class": "input"}),
    )

    @property
    def until(self) -> date:
        return timezone.localdate() + timedelta(days=self.cleaned_data["days"])
