"""Which colour stands on which ground in the components, and how far apart the two have to be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from config.colours import Colour, contrast, read_colour
from config.tokens import Scheme, hues, tokens

#: Running text: the enhanced level of WCAG
INK = 7.0
TEXT = 4.5
#: Large text, edges of controls, the ring of the focus
GRAPHIC = 3.0

PAGE = ("--ground", "--ground-warm")
SOFT = ("--action-soft", "--now-soft", "--error-soft", "--good-soft")

#: Colour, the grounds it stands on, and the least contrast
USED: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("--ink", (*PAGE, "--tint"), INK),
    ("--ink", SOFT, TEXT),
    ("--ink-soft", PAGE, INK),
    ("--ink-soft", (*SOFT, "--tint"), TEXT),
    ("--action", (*PAGE, *SOFT), TEXT),
    ("--action-hover", (*PAGE, *SOFT), TEXT),
    ("--visited", (*PAGE, *SOFT), TEXT),
    ("--tint-ink", (*PAGE, "--tint"), TEXT),
    ("--on-action", ("--action", "--action-hover"), TEXT),
    ("--on-deep", ("--deep",), TEXT),
    ("--on-now", ("--now",), TEXT),
    ("--error", (*PAGE, "--error-soft"), TEXT),
    ("--good", (*PAGE, "--good-soft"), TEXT),
    ("--edge", PAGE, GRAPHIC),
    ("--focus", (*PAGE, "--action-soft", "--now-soft", "--tint"), GRAPHIC),
)
#: Colours of a theme, made of its hue and of tokens
OF_THEMES = ("--tint", "--tint-ink")


@dataclass(frozen=True)
class Pair:
    """A colour on a ground in one scheme; `ratio` is None where one of the two cannot be read."""

    colour: str
    ground: str
    scheme: Scheme
    theme: str
    least: float
    ratio: float | None

    @property
    def is_graphic(self) -> bool:
        return self.least == GRAPHIC

    @property
    def is_enough(self) -> bool:
        return self.ratio is not None and self.ratio >= self.least

    def __str__(self) -> str:
        where = f"{self.colour} on {self.ground} in {self.scheme}{f' ({self.theme})' if self.theme else ''}"
        if self.ratio is None:
            return f"{where}: write both as #rrggbb, rgb() or hsl()"
        return f"{where}: {self.ratio:.2f}, less than {self.least:g}"


def pairs(css: str) -> Iterator[Pair]:
    """Every pair that the components use, with its contrast, in light and in dark."""
    for scheme in Scheme:
        known = tokens(css, scheme)
        themes = {theme: known | _theme_colours(known, hue) for theme, hue in hues(css).items()}
        for colour, grounds, least in USED:
            for ground in grounds:
                is_theme = {colour, ground} & set(OF_THEMES)
                for theme, values in themes.items() if is_theme else [("", known)]:
                    yield Pair(colour, ground, scheme, theme, least, _ratio(values, colour, ground))


def weak_pairs(sheets: Iterable[str]) -> list[Pair]:
    """The pairs whose contrast is too small, of the sheets in the order of the cascade."""
    return [pair for pair in pairs("\n".join(sheets)) if not pair.is_enough]


def _theme_colours(known: dict[str, str], hue: str) -> dict[str, str]:
    """What the rule `.theme` of tokens.css makes of a hue."""
    return {name: f"hsl({hue}, {known[f'{name}-s']}, {known[f'{name}-l']})" for name in OF_THEMES}


def _ratio(values: dict[str, str], colour: str, ground: str) -> float | None:
    both: list[Colour | None] = [read_colour(values.get(name, ""), values) for name in (colour, ground)]
    if both[0] is None or both[1] is None:
        return None
    return contrast(both[0], both[1])
