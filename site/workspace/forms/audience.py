"""Who a listing is for: ages, groups, languages, and what families wonder about before they dare to come."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from directory.choices import ChildrenPolicy, Gender, TaxonomySlug
from directory.models import Service
from directory.reading.vocabulary import vocabulary
from workspace.forms import terms
from workspace.forms.fields import age, language_choices, one_of, some_of, text, tick, yes_no
from workspace.forms.section import SectionForm

EVERYBODY = ("", _("Everybody"))
ASKED = ("needs_client_relation", "needs_identity", "needs_home_municipality")


class AudienceForm(SectionForm):
    texts: ClassVar = ("eligibility_description", "first_time")
    facts: ClassVar = (
        *("minimum_age", "maximum_age", "gender", "languages", "has_interpretation"),
        *(*ASKED, "children_policy"),
    )

    minimum_age = age("minimum_age")
    maximum_age = age("maximum_age")
    target_groups = some_of(capfirst(TaxonomySlug.TARGET_GROUPS.label))
    gender = one_of(_("Women, men, girls or boys only?"), [EVERYBODY, *Gender.choices])
    languages = some_of(_("Which languages do you speak there?"))
    has_interpretation = tick(_("An interpreter can be ordered"))
    needs_client_relation = yes_no(_("Does one need to be a client already?"))
    needs_identity = yes_no(_("Is a name or a paper asked?"))
    needs_home_municipality = yes_no(_("Is it only for people who live in the city?"))
    children_policy = one_of(_("May children come along?"), [("", _("Not told")), *ChildrenPolicy.choices])
    first_time = text(Service, "first_time", rows=3)
    eligibility_description = text(Service, "eligibility_description", rows=3)

    def __init__(self, *args, listing: Service, **kwargs):
        super().__init__(*args, listing=listing, **kwargs)
        self.fields["languages"].choices = language_choices(*listing.languages)
        groups = vocabulary(get_language()).by_id.values()
        self.fields["target_groups"].choices = [
            (str(group.pk), group.name) for group in groups if group.taxonomy == TaxonomySlug.TARGET_GROUPS
        ]

    def values(self, listing: Service) -> dict[str, object]:
        told = super().values(listing)
        answers = {True: "yes", False: "no", None: ""}
        told |= {name: answers[getattr(listing, name)] for name in ASKED}
        return told | {"target_groups": terms.chosen(listing, TaxonomySlug.TARGET_GROUPS)}

    def clean(self):
        values = super().clean()
        youngest, oldest = values.get("minimum_age"), values.get("maximum_age")
        if youngest is not None and oldest is not None and oldest < youngest:
            raise ValidationError({"maximum_age": _("The oldest age is smaller than the youngest.")})
        return values

    def apply(self, listing: Service) -> None:
        super().apply(listing)
        terms.choose(listing, TaxonomySlug.TARGET_GROUPS, self.cleaned_data["target_groups"])
