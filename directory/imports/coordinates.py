"""Finnish map coordinates (ETRS-TM35FIN, EPSG:3067) as degrees of latitude and longitude."""

from math import asin, atan, atanh, cos, cosh, degrees, radians, sin, sinh, sqrt, tanh

# Source: Public administration recommendation JHS 197, appendix 2 (Krüger's series on the GRS 80 ellipsoid)
FLATTENING = 1 / 298.257222101
N = FLATTENING / (2 - FLATTENING)
RADIUS = 6378137 / (1 + N) * (1 + N**2 / 4 + N**4 / 64)
SCALE, FALSE_EASTING, CENTRAL_MERIDIAN = 0.9996, 500_000, radians(27)
ECCENTRICITY = sqrt(2 * FLATTENING - FLATTENING**2)
SERIES = (
    N / 2 - 2 * N**2 / 3 + 37 * N**3 / 96 - N**4 / 360,
    N**2 / 48 + N**3 / 15 - 437 * N**4 / 1440,
    17 * N**3 / 480 - 37 * N**4 / 840,
    4397 * N**4 / 161280,
)


def degrees_from_tm35fin(northing: float, easting: float) -> tuple[float, float]:
    """Latitude and longitude in degrees, right to a centimetre within Finland."""
    xi = northing / (RADIUS * SCALE)
    eta = (easting - FALSE_EASTING) / (RADIUS * SCALE)
    for k, h in enumerate(SERIES, start=1):
        xi -= (
            h
            * sin(2 * k * northing / (RADIUS * SCALE))
            * cosh(2 * k * (easting - FALSE_EASTING) / (RADIUS * SCALE))
        )
        eta -= (
            h
            * cos(2 * k * northing / (RADIUS * SCALE))
            * sinh(2 * k * (easting - FALSE_EASTING) / (RADIUS * SCALE))
        )
    conformal = asin(sin(xi) / cosh(eta))
    longitude = CENTRAL_MERIDIAN + asin(tanh(eta) / cos(conformal))
    return degrees(_geodetic(conformal)), degrees(longitude)


def _geodetic(conformal: float) -> float:
    """The latitude on the ellipsoid, from that on the conformal sphere."""
    fixed = atanh(sin(conformal))
    q = fixed
    for _ in range(5):
        q = fixed + ECCENTRICITY * atanh(ECCENTRICITY * tanh(q))
    return atan(sinh(q))
