"""A choice of one code: what is stored is what was chosen, in every language of the editor."""

from wagtail import blocks


class CodeBlock(blocks.ChoiceBlock):
    """A ChoiceBlock whose keys are texts.

    Wagtail's own looks through all choices at each reading of a stored value, to find keys that JSON made
    texts of: with the vocabulary's topics as choices that was two thirds of the time it took to save a page.
    """

    def normalize_choice(self, value: str | None) -> str | None:
        return value
