"""Which component sheets go into which stylesheet.

A page links `site` and one more. Names are files in `static/css/`, without the ending. The cascade order is
one for all: those of `site`, then search, ask, suggest, layout, chip, pick, tile, soon, choice, panel, card,
mark, said, picture, input, filters, results, map, today, blank, service, links, az, plan, editorial, letter,
form, help, tray, workspace, exit, styleguide; a bundle leaves out what it does not need.
"""

BUNDLES = {
    "site": ("tokens", "base", "icon", "btn", "langs", "header", "head", "notice", "now", "footer"),
    "front": ("search", "ask", "suggest", "tile", "soon", "choice", "guide", "panel", "mark"),
    "results": (
        *("search", "suggest", "layout", "chip", "pick", "card", "mark"),
        *("input", "filters", "results", "exit"),
    ),
    "few": ("panel", "blank"),  # besides, where little or nothing was found
    "map": ("map",),  # besides, where a reader wants to see where things are
    "today": ("layout", "chip", "soon", "panel", "mark", "input", "results", "today"),
    "service": ("layout", "chip", "panel", "card", "mark", "said", "picture", "service", "links", "exit"),
    "place": ("layout", "mark", "picture", "service", "links", "plan", "exit"),
    "lists": ("mark", "input", "service", "az"),
    "editorial": ("panel", "card", "mark", "picture", "service", "guide", "editorial", "exit"),
    "styleguide": (
        *("search", "ask", "suggest", "layout", "chip", "pick", "tile", "soon", "choice", "panel", "card"),
        *("mark", "said", "input", "blank", "service", "form", "exit", "styleguide"),
    ),
    "tray": (
        "chip",
        "pick",
        "panel",
        "card",
        "mark",
        "said",
        "input",
        "service",
        "letter",
        "form",
        "tray",
        "exit",
    ),
    "help": ("pick", "tile", "panel", "mark", "input", "form", "help", "exit"),
    "form": ("pick", "panel", "mark", "input", "form", "exit"),
    "workspace": (
        "layout",
        "chip",
        "pick",
        "panel",
        "card",
        "mark",
        "said",
        "picture",
        "input",
        "service",
        "form",
        "workspace",
    ),
}
