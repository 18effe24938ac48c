"""The style sheet of the style page: colours of a chosen scheme, whatever the reader's system prefers."""

from config.tokens import Scheme, tokens

#: By attribute: what a rule for one token sets
SINGLE = {"colour": "color:var({})", "ground": "background:var({})", "edge": "border:.1875rem solid var({})"}
OF_THEMES = ("--tint", "--tint-ink")


def scheme_sheet(css: str) -> str:
    """Rules for `data-scheme`, and for `data-colour`, `data-ground` and `data-edge`, which name a token."""
    both = {scheme: tokens(css, scheme) for scheme in Scheme}
    light, dark = both[Scheme.LIGHT], both[Scheme.DARK]
    differing = [name for name, value in dark.items() if value != light.get(name)]
    schemes = [_scheme_rule(scheme, values, differing) for scheme, values in both.items()]
    singles = [_single_rules(name) for name in (*light, *OF_THEMES)]
    return "".join((*schemes, *singles))


def _scheme_rule(scheme: Scheme, values: dict[str, str], names: list[str]) -> str:
    body = ";".join(f"{name}:{values[name]}" for name in names if name in values)
    return f"[data-scheme={scheme}]{{color-scheme:{scheme};{body}}}"


def _single_rules(token: str) -> str:
    return "".join(f'[data-{name}="{token}"]{{{rule.format(token)}}}' for name, rule in SINGLE.items())
