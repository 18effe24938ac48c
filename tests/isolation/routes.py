"""Every route of the URL configuration, by name, and an address of each with real objects in it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from tests.isolation.arguments import Arguments
from tests.isolation.world import World

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    """`pattern` is the whole one, from the root. A route without a name is called by it."""

    name: str
    pattern: str
    view: object

    @property
    def has_arguments(self) -> bool:
        return bool(ARGUMENT.search(self.pattern))

    def address(self, arguments: Arguments) -> str:
        if self.name in arguments.whole:
            return arguments.whole[self.name]
        return self.filled(lambda name: str(arguments.value(self.name, name)))

    def filled(self, value: Callable[[str], str]) -> str:
        """The address with a value for the name of each argument."""
        # Of an expression without groups there is left what it begins with
        return f"/{ARGUMENT.sub(lambda found: value(found[1]), self.pattern).replace('^', '')}"


def all_routes() -> list[Route]:
    return list(_walk(get_resolver()))


def addresses(world: World) -> list[tuple[Route, str]]:
    arguments = Arguments.of(world)
    return [(route, route.address(arguments)) for route in all_routes()]


def _walk(resolver: URLResolver, namespaces: tuple[str, ...] = (), before: str = "") -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        whole = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Route(":".join((*namespaces, pattern.name or whole)), whole, pattern.callback)
        else:
            named = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern, named, whole)
