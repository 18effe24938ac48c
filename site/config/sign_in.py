"""A city's own sign-in by OpenID Connect: off unless all of its settings are there."""

from dataclasses import dataclass

#: Stands in the address to which the city's sign-in sends people back
PROVIDER_ID = "city"


@dataclass(frozen=True)
class CitySignIn:
    """`url` is that of the issuer; `name` stands on the button."""

    url: str
    client_id: str
    secret: str
    name: str
    provider_id = PROVIDER_ID

    @property
    def is_on(self) -> bool:
        return all(self._values().values())

    def missing(self) -> list[str]:
        """The settings that lack, where some are there."""
        values = self._values()
        return [name for name, value in values.items() if not value] if any(values.values()) else []

    def apps(self) -> list[dict]:
        """What allauth wants to know."""
        if not self.is_on:
            return []
        app = {
            "provider_id": PROVIDER_ID,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {"server_url": self.url},
        }
        return [app]

    def _values(self) -> dict[str, str]:
        return {
            "OIDC_URL": self.url,
            "OIDC_CLIENT_ID": self.client_id,
            "OIDC_CLIENT_SECRET": self.secret,
            "OIDC_NAME": self.name,
        }
