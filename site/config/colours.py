"""Colours as numbers, and the contrast of two of them as WCAG 2.2 defines it."""

import colorsys
import re

Colour = tuple[float, float, float]  # red, green, blue from 0 to 1

HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
FUNCTION = re.compile(
    r"(rgb|hsl)a?\(\s*([\d.]+)(?:deg)?[\s,]+([\d.]+)(%?)[\s,]+([\d.]+)(%?)\s*\)", re.IGNORECASE
)
REFERENCE = re.compile(r"var\(\s*(--[\w-]+)\s*\)")


def read_colour(value: str, known: dict[str, str]) -> Colour | None:
    """A colour written as hexadecimal, rgb(), hsl() or a reference to another token; None for all else."""
    for _ in range(len(known)):
        value, count = REFERENCE.subn(lambda name: known.get(name[1], ""), value)
        if not count:
            break
    value = value.strip()
    if match := HEX.fullmatch(value):
        return _from_hex(match[1])
    if match := FUNCTION.fullmatch(value):
        return _from_function(match[1].lower(), [float(match[group]) for group in (2, 3, 5)])
    return None


def contrast(one: Colour, other: Colour) -> float:
    """From 1 (the same) to 21 (black on white): https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Colour) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _from_hex(digits: str) -> Colour:
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _from_function(name: str, numbers: list[float]) -> Colour:
    first, second, third = numbers
    if name == "rgb":
        return first / 255, second / 255, third / 255
    return colorsys.hls_to_rgb(first % 360 / 360, third / 100, second / 100)
