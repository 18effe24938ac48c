"""The parts of a page's body as a reader sees them: each with its template and its values."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from directory.reading.cards import Card
from directory.reading.helplines import HelplineCard, helpline_cards
from directory.reading.pictures import ShownPicture, show
from directory.reading.texts import Text
from pages.blocks.rich_text import clean_rich_text
from pages.blocks.services import search_of
from pages.blocks.texts import read_block_text
from pages.reading.live_lists import LiveList, LiveLists


@dataclass(frozen=True)
class TextPart:
    heading: Text
    text: Text
    template = "pages/parts/text.html"


@dataclass(frozen=True)
class ServicesPart:
    heading: Text
    live_list: LiveList
    template = "pages/parts/services.html"

    @property
    def cards(self) -> list[Card]:
        return self.live_list.cards


@dataclass(frozen=True)
class PicturePart:
    picture: ShownPicture
    caption: Text
    template = "pages/parts/picture.html"


@dataclass(frozen=True)
class PhonesPart:
    heading: Text
    helplines: list[HelplineCard]
    template = "pages/parts/phones.html"


@dataclass(frozen=True)
class StepsPart:
    heading: Text
    steps: list[tuple[Text, Text]]
    template = "pages/parts/steps.html"


@dataclass(frozen=True)
class QuestionsPart:
    heading: Text
    questions: list[tuple[Text, Text]]
    template = "pages/parts/questions.html"


@dataclass(frozen=True)
class QuotePart:
    quote: Text
    who: Text
    template = "pages/parts/quote.html"


class PartReader:
    """Makes the parts of one body for a reader of one language."""

    def __init__(self, language_code: str, original_language: str, *, now: datetime.datetime):
        self.language_code = language_code
        self.original_language = original_language
        self.now = now
        self.lists = LiveLists(now)

    def parts(self, body) -> list:
        """All parts that have something to show, in their order."""
        read = [READERS[block.block_type](self, block.value) for block in body if block.block_type in READERS]
        self.lists.fill()
        return [part for part in read if part is not None]

    def line(self, value) -> Text:
        return read_block_text(value, self.language_code, self.original_language)

    def rich(self, value) -> Text:
        text = self.line(value)
        return Text(clean_rich_text(text.value), text.language_code)

    def text(self, value) -> TextPart:
        return TextPart(self.line(value["heading"]), self.rich(value["text"]))

    def services(self, value) -> ServicesPart:
        return ServicesPart(self.line(value["heading"]), self.lists.add(search_of(value), value["most"] or 1))

    def picture(self, value) -> PicturePart | None:
        # None when it has been deleted since
        shown = value["picture"] and show(value["picture"], self.line(value["alternative_text"]))
        return PicturePart(shown, self.line(value["caption"])) if shown else None

    def phones(self, value) -> PhonesPart | None:
        wanted = list(value["numbers"])
        found = [card for card in helpline_cards(self.now) if card.slug in wanted]
        return PhonesPart(self.line(value["heading"]), found) if found else None

    def steps(self, value) -> StepsPart:
        steps = [(self.line(step["title"]), self.rich(step["text"])) for step in value["steps"]]
        return StepsPart(self.line(value["heading"]), steps)

    def questions(self, value) -> QuestionsPart:
        pairs = [(self.line(each["question"]), self.rich(each["answer"])) for each in value["questions"]]
        return QuestionsPart(self.line(value["heading"]), pairs)

    def quote(self, value) -> QuotePart:
        return QuotePart(self.line(value["quote"]), self.line(value["who"]))


READERS: dict[str, Callable] = {
    "text": PartReader.text,
    "services": PartReader.services,
    "picture": PartReader.picture,
    "phones": PartReader.phones,
    "steps": PartReader.steps,
    "questions": PartReader.questions,
    "quote": PartReader.quote,
}
