"""In which languages what somebody types is read."""

#: Readers mix the languages of the country with their own
ALWAYS_READ_AS = ("fi", "en", "sv")


def read_as(language: str) -> tuple[str, ...]:
    """The reader's own language first, then those of the country."""
    return tuple(dict.fromkeys((language, *ALWAYS_READ_AS)))
