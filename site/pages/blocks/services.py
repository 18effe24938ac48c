"""The block that holds a list of services: a search whose answer is always today's."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from directory.choices import Entry, ServiceKind
from pages.blocks import choices
from pages.blocks.codes import CodeBlock
from pages.blocks.texts import Texts
from search.querying.parameters import OLDEST_AGE, Parameters, When

MOST_SHOWN = 12
#: Keys of the search that the block sets, as Parameters names them
KEYS = (
    "q", "theme", "topic", "age", "area", "spoken", "entry", "kind", "when",
    "free", "family_centre", "no_client_relation",
)  # fmt: skip


def services_block(texts: Texts) -> blocks.StructBlock:
    return ServicesBlock(
        [
            ("heading", texts.line(_("Heading"), required=False)),
            ("theme", CodeBlock(choices.theme_choices, required=False, label=_("Theme"))),
            (
                "topic",
                blocks.ListBlock(
                    CodeBlock(choices.topic_choices, label=_("Topic")),
                    default=[],
                    label=_("Topics"),
                    help_text=_("Any of them is enough."),
                ),
            ),
            (
                "age",
                blocks.IntegerBlock(
                    required=False, min_value=0, max_value=OLDEST_AGE, label=_("Age of the child")
                ),
            ),
            ("area", CodeBlock(choices.area_choices, required=False, label=_("Area"))),
            (
                "spoken",
                CodeBlock(
                    choices.spoken_language_choices, required=False, label=_("Language that is spoken")
                ),
            ),
            ("entry", CodeBlock(Entry.choices, required=False, label=_("How one gets in"))),
            ("kind", CodeBlock(ServiceKind.choices, required=False, label=_("What kind"))),
            ("when", CodeBlock(When.choices, required=False, label=_("When"))),
            ("free", blocks.BooleanBlock(required=False, label=_("Free of charge"))),
            ("family_centre", blocks.BooleanBlock(required=False, label=_("At a family centre"))),
            ("no_client_relation", blocks.BooleanBlock(required=False, label=_("You need not be a client"))),
            (
                "q",
                blocks.CharBlock(
                    required=False, max_length=200, label=_("Words"), help_text=_("Seldom needed.")
                ),
            ),
            (
                "most",
                blocks.IntegerBlock(
                    default=4, min_value=1, max_value=MOST_SHOWN, label=_("How many are shown at most")
                ),
            ),
        ],
        icon="list-ul",
        form_classname="struct-block conditions-beside",
        label=pgettext_lazy("block of a page", "List of services"),
        help_text=_(
            "Chosen by themselves: whatever fits on the day of reading. Choose a theme or topics at least."
        ),
    )


class ServicesBlock(blocks.StructBlock):
    """A search with a heading. Something has to be chosen: a list of everything helps nobody."""

    def clean(self, value):
        cleaned = super().clean(value)
        if not search_of(cleaned).query_string():
            message = _("Choose a theme, a topic or another condition, so that the list is about something.")
            raise blocks.StructBlockValidationError(block_errors={"theme": ValidationError(message)})
        return cleaned


def search_of(value) -> Parameters:
    """The search that the block describes. What is not known any more is left out."""
    return Parameters.read({key: _texts(value.get(key)) for key in KEYS})


def _texts(chosen) -> list[str]:
    """What was chosen, as it would stand in an address."""
    if chosen in (None, "", False):
        return []
    if chosen is True:
        return ["1"]
    return list(map(str, chosen)) if hasattr(chosen, "bound_blocks") else [str(chosen)]
