"""Which addresses of the internet may be asked: those that are everybody's, none of a network of ours."""

import ipaddress
import socket
from collections.abc import Callable, Sequence

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: Answers only machines inside a cloud, and is no private address by the registry
CLOUD_SERVICES = frozenset({ipaddress.ip_address("168.63.129.16")})
#: RFC 6052: the last four bytes are an IPv4 address
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotFoundError(Exception):
    """No such name, or one that nobody can write."""


class ForbiddenError(Exception):
    """An address that a server must not be sent to by what a partner writes."""


def resolve(host: str, port: int) -> Sequence[str]:
    """All addresses of a name; numbers in any spelling (decimal, octal) become what a socket would use."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFoundError(host) from error
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def is_public(address: Address) -> bool:
    """Whether it is everybody's, and so is each address that is wrapped in it."""
    if isinstance(address, ipaddress.IPv6Address) and (inside := _other_name_of(address)):
        return is_public(inside)
    if getattr(address, "is_site_local", False) or address in CLOUD_SERVICES:
        return False
    if address.is_multicast or address.is_reserved:
        return False
    return address.is_global and all(map(is_public, _wrapped(address)))


def checked(addresses: Sequence[str], is_allowed: Callable[[Address], bool]) -> list[str]:
    """The addresses one may connect to. Raises ForbiddenError if any of them is not allowed: a name that has
    both kinds wants to lead inside."""
    if not addresses:
        raise NotFoundError
    if not all(is_allowed(ipaddress.ip_address(each)) for each in addresses):
        raise ForbiddenError
    return list(addresses)


def _other_name_of(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The address of IPv4 that this one is another way of writing."""
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped


def _wrapped(address: Address) -> list[Address]:
    """Addresses to which a router on the way might send it on."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    return [each for each in (address.sixtofour, *(address.teredo or ())) if each is not None]
