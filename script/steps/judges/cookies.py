"""The Observatory's rules for cookies (src/analyzer/tests/cookies.js)."""

from collections.abc import Iterable
from dataclasses import dataclass

MODIFIERS = {
    "cookies-secure-with-httponly-sessions-and-samesite": 5,
    "cookies-secure-with-httponly-sessions": 0,
    "cookies-not-found": 0,
    "cookies-without-secure-flag-but-protected-by-hsts": -5,
    "cookies-session-without-secure-flag-but-protected-by-hsts": -10,
    "cookies-without-secure-flag": -20,
    "cookies-samesite-flag-invalid": -20,
    "cookies-anticsrf-without-samesite-flag": -20,
    "cookies-session-without-httponly-flag": -30,
    "cookies-session-without-secure-flag": -40,
}
#: From bad to worse, in the Observatory's order
WORSE = (
    "cookies-without-secure-flag-but-protected-by-hsts",
    "cookies-without-secure-flag",
    "cookies-session-without-secure-flag-but-protected-by-hsts",
    "cookies-samesite-flag-invalid",
    "cookies-anticsrf-without-samesite-flag",
    "cookies-session-without-httponly-flag",
    "cookies-session-without-secure-flag",
)
SAME_SITE = ("lax", "strict", "none")


@dataclass(frozen=True)
class Cookie:
    name: str
    flags: dict[str, str]

    @classmethod
    def read(cls, header: str) -> "Cookie":
        pair, *rest = header.split(";")
        flags = [part.strip().partition("=") for part in rest]
        return cls(
            pair.partition("=")[0].strip().lower(), {name.lower(): value.lower() for name, _, value in flags}
        )

    @property
    def is_session(self) -> bool:
        return "sess" in self.name or "login" in self.name

    @property
    def is_secure(self) -> bool:
        return "secure" in self.flags

    def faults(self, *, is_protected_by_hsts: bool) -> Iterable[str]:
        protected = "-but-protected-by-hsts" if is_protected_by_hsts else ""
        same_site = self.flags.get("samesite")
        if same_site is not None and same_site not in SAME_SITE[: 3 if self.is_secure else 2]:
            yield "cookies-samesite-flag-invalid"
        if not self.is_secure:
            yield f"cookies-{'session-' if self.is_session else ''}without-secure-flag{protected}"
        if "csrf" in self.name and same_site is None:
            yield "cookies-anticsrf-without-samesite-flag"
        if self.is_session and "httponly" not in self.flags:
            yield "cookies-session-without-httponly-flag"


def result(set_cookies: Iterable[str], *, is_protected_by_hsts: bool) -> str:
    """The worst that can be said of all cookies that were set."""
    found = [Cookie.read(header) for header in set_cookies]
    faults = [fault for cookie in found for fault in cookie.faults(is_protected_by_hsts=is_protected_by_hsts)]
    if not found:
        return "cookies-not-found"
    if faults:
        return max(faults, key=WORSE.index)
    has_same_site = all("samesite" in cookie.flags for cookie in found)
    return f"cookies-secure-with-httponly-sessions{'-and-samesite' if has_same_site else ''}"
