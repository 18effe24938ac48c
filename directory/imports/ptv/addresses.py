"""Addresses that can be visited."""

from collections.abc import Mapping
from typing import Any

from directory.imports.coordinates import degrees_from_tm35fin
from directory.imports.ptv.texts import first_text, read_texts
from directory.imports.ptv.values import Address, Remarks
from directory.validators import POSTAL_CODE

TO_VISIT = ("Location", "Visiting")
Item = Mapping[str, Any]


def read_addresses(items: list[Item] | None, remarks: Remarks) -> tuple[Address, ...]:
    """The addresses to visit of a channel; postal ones are left out."""
    addresses = [_read(item, remarks) for item in items or [] if item.get("type") in TO_VISIT]
    return tuple(address for address in addresses if address)


def _read(item: Item, remarks: Remarks) -> Address | None:
    where = item.get("streetAddress") or item.get("otherAddress")
    if not where:
        remarks.add("an address abroad or without a street is not carried")
        return None
    postal_code = (where.get("postalCode") or "").strip()
    latitude, longitude = _coordinates(where)
    return Address(
        street_address=_street(where, remarks),
        postal_code=postal_code if POSTAL_CODE.match(postal_code) else "",
        city=_city(where, remarks),
        latitude=latitude,
        longitude=longitude,
        transportation=read_texts(where.get("additionalInformation"), remarks),
    )


def _street(where: Item, remarks: Remarks) -> str:
    names = read_texts(where.get("street"), remarks)
    street = first_text(names)
    if others := sorted(set(names.values()) - {street}):
        remarks.add(f"{street} is kept with one name, not as {', '.join(others)}")
    return f"{street} {where.get('streetNumber') or ''}".strip()


def _city(where: Item, remarks: Remarks) -> str:
    """The post office's name in capitals is kept for lack of a municipality only."""
    municipality = first_text(read_texts((where.get("municipality") or {}).get("name"), remarks))
    return municipality or first_text(read_texts(where.get("postOffice"), remarks)).title()


def _coordinates(where: Item) -> tuple[float | None, float | None]:
    """Degrees. The register gives metres of the Finnish grid, and degrees in some of its examples."""
    try:
        north, east = float(where.get("latitude")), float(where.get("longitude"))
    except (TypeError, ValueError):
        return None, None
    if abs(north) > 90:
        north, east = degrees_from_tm35fin(north, east)
    is_in_finland = 59 < north < 71 and 19 < east < 32
    return (round(north, 6), round(east, 6)) if is_in_finland else (None, None)
