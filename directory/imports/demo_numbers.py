"""Numbers that look by chance and are the same at every loading: taken from an entry's id."""

import hashlib
import math

METRES_PER_DEGREE = 111_320
FARTHEST_METRES = 400
OLDEST_DAYS = 200


def fraction(identifier: str, purpose: str) -> float:
    """A number in [0, 1) that depends on the id and on what it is for."""
    digest = hashlib.sha256(f"{purpose}:{identifier}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def near(latitude: float, longitude: float, identifier: str) -> tuple[float, float]:
    """A point up to 400 metres away, evenly spread over the circle."""
    distance = FARTHEST_METRES * math.sqrt(fraction(identifier, "distance"))
    angle = 2 * math.pi * fraction(identifier, "angle")
    north, east = distance * math.cos(angle), distance * math.sin(angle)
    width_of_degree = METRES_PER_DEGREE * math.cos(math.radians(latitude))
    return round(latitude + north / METRES_PER_DEGREE, 6), round(longitude + east / width_of_degree, 6)


def days_since_confirmed(identifier: str) -> int:
    """0 to 200 days; three of four are under 90."""
    return int((OLDEST_DAYS + 1) * fraction(identifier, "confirmed") ** 3)
