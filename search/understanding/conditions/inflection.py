"""Finnish place names in the Finnish and Estonian cases that say where: folded, as tokens are."""

from collections.abc import Iterator

#: Last parts of names and what stands before an ending of a closed syllable
WEAK = {
    "niemi": "nieme",
    "saari": "saare",
    "lahti": "lahde",
    "vuori": "vuore",
    "koski": "koske",
    "lampi": "lamme",
    "maki": "mae",
    "joki": "joe",
    "haka": "haa",
    "nokka": "noka",
    "ranta": "ranna",
    "pelto": "pello",
    "silta": "silla",
    "puisto": "puisto",
    "keskus": "keskukse",
    "heikki": "heiki",
    "kangas": "kankaa",
    "nen": "si",
}
#: The same before an ending of an open syllable, as far as it is not the name itself
STRONG = {
    "niemi": "nieme",
    "saari": "saare",
    "lahti": "lahte",
    "vuori": "vuore",
    "keskus": "keskukse",
    "maki": "make",
    "nen": "si",
}
SHORTENED = {"pp": "p", "kk": "k", "tt": "t"}
VOWELS = "aeiouy"


def where(name: str) -> Iterator[str]:
    """The name, folded, as "in", "at", "into" and "onto" it: Kontulassa, Malmilla, Itäkeskukseen."""
    weak, strong = _stem(name, WEAK) or _shortened(name), _stem(name, STRONG) or name
    yield from (weak + ending for ending in ("ssa", "lla", "lle"))
    if strong[-1] in VOWELS:
        yield f"{strong}{strong[-1]}n"
        yield f"{strong}h{strong[-1]}n"
        yield f"{strong}seen"
    # Estonian: Kontulas, Malmil, Itäkeskuses
    yield from (f"{name}{ending}" for ending in (("s", "l") if name[-1] in VOWELS else ("es", "el")))
    if name[-1] not in VOWELS and not name.endswith(("nen", "keskus")):
        yield from (f"{name}i{ending}" for ending in ("ssa", "lla", "lle", "in"))


def of(name: str) -> str:
    """The name in the genitive: Kontulan, Itäkeskuksen."""
    if name.endswith("nen"):
        return f"{name[:-3]}sten"
    return f"{_stem(name, WEAK) or _shortened(name)}n"


def _stem(name: str, parts: dict[str, str]) -> str:
    ending = next((each for each in parts if name.endswith(each)), "")
    return name.removesuffix(ending) + parts[ending] if ending else ""


def _shortened(name: str) -> str:
    double = name[-3:-1]
    return f"{name[:-3]}{SHORTENED[double]}{name[-1]}" if double in SHORTENED else name
