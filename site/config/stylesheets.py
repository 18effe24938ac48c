"""Which component sheets go into which stylesheet.

A page links `site` and one more. Names are files in `static/css/`, without the ending. The cascade order is
one for all: those of `site`, then search, ask, suggest, layout, chip, pick, tile, soon, panel, card, mark,
said, input, filters, results, blank, service, letter, form, workspace, exit; a bundle leaves out what it
does not need.
"""

BUNDLES = {
    "site": ("tokens", "base", "icon", "btn", "langs", "header", "head", "notice", "now", "footer"),
    "front": ("search", "ask", "suggest", "tile", "soon", "panel", "mark"),
    "results": (
        *("search", "suggest", "layout", "chip", "pick", "tile", "panel", "card", "mark"),
        *("input", "filters", "results", "blank", "exit"),
    ),
    "service": ("layout", "chip", "panel", "card", "mark", "said", "service", "exit"),
    "tray": ("chip", "panel", "card", "mark", "said", "letter"),
    "form": ("pick", "panel", "mark", "input", "form", "exit"),
    "workspace": (
        "layout",
        "chip",
        "pick",
        "panel",
        "card",
        "mark",
        "said",
        "input",
        "service",
        "form",
        "workspace",
    ),
}
