"""What kind of thing each field of a payload has to be: asked before it is read, to name a wrong one."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from directory.imports.problems import RefusedError

#: A kind of value, a list of one shape, or an object with the shapes of its fields; others are not looked at
Shape = type | Callable[[str], object] | list | dict

TEXT = {"type": str, "language": str, "value": str}
TEXTS = [TEXT]
PAGES = [{**TEXT, "url": str, "name": str}]
PHONES = [
    {
        **dict.fromkeys(("type", "language", "number", "prefixNumber"), str),
        **dict.fromkeys(("additionalInformation", "chargeDescription", "serviceChargeType"), str),
    }
]
HOURS = [
    {
        "serviceHourType": str,
        "validFrom": datetime.fromisoformat,
        "validTo": datetime.fromisoformat,
        "openingHour": [{}],
        "additionalInformation": TEXTS,
    }
]
STREET = {
    "street": TEXTS,
    "streetNumber": str,
    "postalCode": str,
    "postOffice": TEXTS,
    "municipality": {"name": TEXTS},
    "additionalInformation": TEXTS,
}
ADDRESSES = [{"type": str, "subType": str, "streetAddress": STREET, "otherAddress": STREET}]
TERMS = [{"code": str, "uri": str, "name": TEXTS}]
NAMED = {"id": str, "name": str}

OF_CONNECTION = {
    "serviceChannel": NAMED,
    "description": TEXTS,
    "serviceHours": HOURS,
    "contactDetails": {"phoneNumbers": PHONES, "webPages": PAGES, "emails": TEXTS, "addresses": ADDRESSES},
}
OF_SERVICE = {
    **dict.fromkeys(("serviceNames", "serviceDescriptions", "requirements", "keywords"), TEXTS),
    **dict.fromkeys(("serviceClasses", "targetGroups", "lifeEvents", "ontologyTerms"), TERMS),
    "serviceChargeType": str,
    "languages": [str],
    "areaType": str,
    "areas": [{"type": str, "code": str, "name": TEXTS, "municipalities": TERMS}],
    "organizations": [{"roleType": str, "organization": NAMED}],
    "serviceChannels": [OF_CONNECTION],
    "serviceVouchers": PAGES,
}
OF_CHANNEL = {
    "organizationId": str,
    "serviceChannelNames": TEXTS,
    "serviceChannelDescriptions": TEXTS,
    "languages": [str],
    "serviceHours": HOURS,
    "addresses": ADDRESSES,
    **dict.fromkeys(("phoneNumbers", "supportPhones"), PHONES),
    **dict.fromkeys(("emails", "supportEmails"), TEXTS),
    **dict.fromkeys(("webPages", "channelUrls", "attachments"), PAGES),
}
OF_ORGANIZATION = {
    **dict.fromkeys(("parentOrganizationId", "organizationType", "businessCode"), str),
    **dict.fromkeys(("organizationNames", "organizationDescriptions", "emails"), TEXTS),
    "phoneNumbers": PHONES,
    "webPages": PAGES,
}


def check_shape(value: Any, shape: Shape, path: str = "") -> None:
    """Raise RefusedError for the first field that is another kind of thing.

    What is left out fits always, but a list has no holes.
    """
    if value is None:
        return
    if isinstance(shape, list):
        _require(isinstance(value, list), value, "a list", path)
        for item in value:
            _require(item is not None, item, "an object" if isinstance(shape[0], dict) else "a text", path)
            check_shape(item, shape[0], path)
    elif isinstance(shape, dict):
        _require(isinstance(value, Mapping), value, "an object", path)
        for key, inner in shape.items():
            check_shape(value.get(key), inner, f"{path}.{key}" if path else key)
    else:
        _require(isinstance(value, str), value, "a text", path)
        _require(shape is str or value == "" or _is_read_by(shape, value), value, "a date", path)


def _require(is_right: bool, value: Any, wanted: str, path: str) -> None:
    if not is_right:
        raise RefusedError(f"{path}: {_shown(value)} where {wanted} belongs")


def _is_read_by(read: Callable[[str], object], value: str) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    return json.dumps(value, ensure_ascii=False)[:60]
