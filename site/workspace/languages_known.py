"""Which languages a person can answer for: only she can say that a translation is right."""

from workspace.models import KnownLanguages


def knows(user, code: str) -> bool:
    """Whether a person has a language: that of her interface, and those she has told of."""
    return code in known_to(user)


def known_to(user) -> set[str]:
    return {user.interface_language, *told_by(user)}


def told_by(user) -> list[str]:
    known = KnownLanguages.objects.filter(user=user).first()
    return known.codes if known else []


def tell(user, codes: list[str]) -> None:
    KnownLanguages.objects.update_or_create(user=user, defaults={"codes": codes})
