"""What plots have in common: shapes stretch with the page, words keep their size.

The shapes are `leather`'s, in a drawing of its own inside the plot that is as wide as there is room; words
stand beside it at hundredths of the width. So nothing is too small to read on a telephone, and no margin is
kept for names. Colours come from the style sheet: no attribute `style`, which the policy forbids.
"""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

#: Units across the shapes, whatever their width on the page
WIDTH = 1_000
COLOUR = "currentColor"


@dataclass(frozen=True)
class Said:
    """What a plot is called, and what it says in words to those who do not see it."""

    title: str
    description: str
    #: For its elements: unlike that of other plots of the page
    name: str


def drawing(said: Said, height: int, kind: str) -> ET.Element:
    """The outermost element of a plot."""
    names = f"{said.name}-title {said.name}-words"
    root = element(
        "svg", {"class": f"plot plot--{kind}", "role": "img", "aria-labelledby": names},
        width="100%", height=height,
    )  # fmt: skip
    for tag, words, end in (("title", said.title, "title"), ("desc", said.description, "words")):
        ET.SubElement(root, tag, id=f"{said.name}-{end}").text = words
    return root


def element(tag: str, attributes: Mapping[str, str] | None = None, **more: object) -> ET.Element:
    return ET.Element(tag, {**(attributes or {}), **{name: str(value) for name, value in more.items()}})


def words(text: str, x: str, y: float, anchor: str, kind: str) -> ET.Element:
    found = element("text", {"class": f"plot__{kind}", "text-anchor": anchor}, x=x, y=y)
    found.text = text
    return found


def stretched(shapes: ET.Element, height: int, *, x: str, width: str, is_mirrored: bool) -> ET.Element:
    """Shapes that are WIDTH wide, drawn over a part of the plot; mirrored where one reads from the right."""
    inner = element(
        "svg", {"viewBox": f"0 0 {WIDTH} {height}", "preserveAspectRatio": "none"},
        x=x, y=0, width=width, height=height,
    )  # fmt: skip
    if is_mirrored:
        shapes.set("transform", f"matrix(-1 0 0 1 {WIDTH} 0)")
    inner.append(shapes)
    return inner


def rounded(shapes: ET.Element) -> ET.Element:
    """The library writes twenty-eight digits."""
    for shape in shapes:
        for name in ("x", "y", "width", "height"):
            shape.set(name, f"{float(shape.get(name)):.1f}")
    return shapes


def written(root: ET.Element) -> SafeString:
    """As markup; every text in it is escaped."""
    return mark_safe(ET.tostring(root, encoding="unicode"))  # noqa: S308
