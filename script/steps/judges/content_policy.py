"""The Observatory's rules for Content-Security-Policy (src/analyzer/tests/csp.js), for a site on https."""

MODIFIERS = {
    "csp-implemented-with-no-unsafe-default-src-none": 10,
    "csp-implemented-with-no-unsafe": 5,
    "csp-implemented-with-unsafe-inline-in-style-src-only": 0,
    "csp-implemented-with-insecure-scheme-in-passive-content-only": -10,
    "csp-implemented-with-unsafe-eval": -10,
    "csp-implemented-with-unsafe-inline": -20,
    "csp-implemented-with-insecure-scheme": -20,
    "csp-header-invalid": -25,
    "csp-not-implemented": -25,
}
EVERYTHING = frozenset(["*"])
BROAD = EVERYTHING | {
    *("ftp:", "http:", "https:"),
    *("http://*", "http://*.*", "https://*", "https://*.*"),
}
INLINE = frozenset(["'unsafe-inline'", "data:"])
SEALS = ("'sha256-", "'sha384-", "'sha512-", "'nonce-")
PASSIVE = ("img-src", "media-src")

Directives = dict[str, frozenset[str]]


def directives(header: str) -> Directives:
    """The directives of a policy with their sources. Of one that stands twice the first counts."""
    parts = [part.split() for part in header.split(";") if part.strip()]
    return {name.lower(): frozenset(map(str.lower, sources)) for name, *sources in reversed(parts)}


def result(header: str) -> str:
    policy = directives(header)
    if not policy:
        return "csp-not-implemented"
    return next(name for name, holds in _rules(policy) if holds)


def _rules(policy: Directives) -> list[tuple[str, bool]]:
    """The results, the first that holds being the one."""
    scripts, styles, objects = (
        _heeded(_sources(policy, name)) for name in ("script-src", "style-src", "object-src")
    )
    return [
        ("csp-header-invalid", "'strict-dynamic'" in scripts and not _has_seal(scripts)),
        ("csp-implemented-with-unsafe-inline", bool(scripts & (BROAD | INLINE) or objects & BROAD)),
        ("csp-implemented-with-insecure-scheme", _is_insecure(policy, passive=False)),
        ("csp-implemented-with-unsafe-eval", "'unsafe-eval'" in scripts | styles),
        (
            "csp-implemented-with-insecure-scheme-in-passive-content-only",
            _is_insecure(policy, passive=True),
        ),
        ("csp-implemented-with-unsafe-inline-in-style-src-only", bool(styles & (BROAD | INLINE))),
        ("csp-implemented-with-no-unsafe-default-src-none", policy.get("default-src") == {"'none'"}),
        ("csp-implemented-with-no-unsafe", True),
    ]


def _sources(policy: Directives, name: str) -> frozenset[str]:
    return policy.get(name) or policy.get("default-src") or EVERYTHING


def _has_seal(sources: frozenset[str]) -> bool:
    return any(source.startswith(SEALS) for source in sources)


def _heeded(sources: frozenset[str]) -> frozenset[str]:
    """The sources that a browser heeds: a nonce or a hash switches off what is looser."""
    if not _has_seal(sources):
        return sources
    if "'strict-dynamic'" not in sources:
        return sources - {"'unsafe-inline'"}
    return frozenset(
        source for source in sources - {"'self'", "'unsafe-inline'"} if not source.startswith(tuple(BROAD))
    )


def _is_insecure(policy: Directives, *, passive: bool) -> bool:
    """Whether something may come unencrypted: pictures and media (`passive`), or anything else."""
    if passive:
        sources = [source for name in PASSIVE for source in policy.get(name) or policy.get("default-src", ())]
    else:
        sources = [source for name, each in policy.items() if name not in PASSIVE for source in each]
    return any(source.startswith(("http:", "ftp:")) for source in sources)
