"""What the body of an editorial page can hold."""

from functools import lru_cache

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from pages.blocks import choices
from pages.blocks.codes import CodeBlock
from pages.blocks.services import services_block
from pages.blocks.texts import ALL_LANGUAGES, Texts


@lru_cache(maxsize=64)
def body_block(languages: tuple[str, ...] = ALL_LANGUAGES, original: str = "") -> blocks.StreamBlock:
    """The body with its texts in these languages; `original` is the one in which they have to be written."""
    texts = Texts(languages, original)
    return blocks.StreamBlock(
        [
            ("text", _text(texts)),
            ("services", services_block(texts)),
            ("picture", _picture(texts)),
            ("phones", _phones(texts)),
            ("steps", _steps(texts)),
            ("questions", _questions(texts)),
            ("quote", _quote(texts)),
        ],
        required=False,
    )


def _text(texts: Texts) -> blocks.StructBlock:
    return blocks.StructBlock(
        [
            ("heading", texts.line(_("Heading"), required=False)),
            ("text", texts.rich(_("Text"))),
        ],
        icon="pilcrow",
        label=pgettext_lazy("block of a page", "Text"),
    )


def _picture(texts: Texts) -> blocks.StructBlock:
    return blocks.StructBlock(
        [
            ("picture", ImageChooserBlock(label=_("Picture"))),
            (
                "alternative_text",
                texts.line(_("What the picture shows, for those who do not see it"), max_length=250),
            ),
            ("caption", texts.line(_("Text under the picture"), required=False)),
        ],
        icon="image",
        label=pgettext_lazy("block of a page", "Picture"),
    )


def _phones(texts: Texts) -> blocks.StructBlock:
    numbers = blocks.ListBlock(
        CodeBlock(choices.helpline_choices, label=_("Number")),
        min_num=1,
        label=_("Numbers"),
        help_text=_("Numbers and hours are kept under Helplines."),
    )
    return blocks.StructBlock(
        [("heading", texts.line(_("Heading"), required=False)), ("numbers", numbers)],
        icon="mail",
        label=pgettext_lazy("block of a page", "Phone numbers with hours"),
    )


def _steps(texts: Texts) -> blocks.StructBlock:
    step = blocks.StructBlock(
        [("title", texts.line(_("Step"))), ("text", texts.rich(_("Text"), required=False))],
        label=_("Step"),
    )
    return blocks.StructBlock(
        [
            ("heading", texts.line(_("Heading"), required=False)),
            ("steps", blocks.ListBlock(step, min_num=1, label=_("Steps"))),
        ],
        icon="order",
        label=pgettext_lazy("block of a page", "Steps"),
    )


def _questions(texts: Texts) -> blocks.StructBlock:
    question = blocks.StructBlock(
        [("question", texts.line(_("Question"))), ("answer", texts.rich(_("Answer")))], label=_("Question")
    )
    return blocks.StructBlock(
        [
            ("heading", texts.line(_("Heading"), required=False)),
            ("questions", blocks.ListBlock(question, min_num=1, label=_("Questions"))),
        ],
        icon="help",
        label=pgettext_lazy("block of a page", "Questions and answers"),
    )


def _quote(texts: Texts) -> blocks.StructBlock:
    return blocks.StructBlock(
        [
            ("quote", texts.line(_("What was said"), max_length=500)),
            ("who", texts.line(_("Who said it"), required=False)),
        ],
        icon="openquote",
        label=pgettext_lazy("block of a page", "Quote"),
    )
