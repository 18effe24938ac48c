"""Points on the map and how far they are apart."""

from typing import NamedTuple, Self

import numpy as np

#: A reader's place is rounded to this grid, about 550 m each way in Helsinki: near enough, and nobody's home
LATITUDE_STEP, LONGITUDE_STEP = 0.005, 0.01
EARTH_RADIUS_M = 6_371_000
#: Farther than anything on earth
UNKNOWN_DISTANCE = 2**25 - 1


class Point(NamedTuple):
    """A place in degrees (WGS 84)."""

    latitude: float
    longitude: float

    @classmethod
    def rounded(cls, latitude: float, longitude: float) -> Self:
        # Adding zero makes 0.0 of -0.0
        return cls(
            round(round(latitude / LATITUDE_STEP) * LATITUDE_STEP, 3) + 0.0,
            round(round(longitude / LONGITUDE_STEP) * LONGITUDE_STEP, 2) + 0.0,
        )

    def __str__(self) -> str:
        return f"{self.latitude:.3f},{self.longitude:.2f}"


def distances_m(origin: Point, latitudes: np.ndarray, longitudes: np.ndarray) -> np.ndarray:
    """Full metres from a point to others, by the haversine formula; UNKNOWN_DISTANCE for what is NaN."""
    latitude, longitude = np.radians(origin)
    north, east = np.radians(latitudes), np.radians(longitudes)
    across = np.cos(latitude) * np.cos(north) * np.sin((east - longitude) / 2) ** 2
    chord = np.clip(np.sin((north - latitude) / 2) ** 2 + across, 0, 1)
    metres = np.rint(2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(chord)))
    return np.where(np.isnan(metres), UNKNOWN_DISTANCE, metres).astype(np.int32)
