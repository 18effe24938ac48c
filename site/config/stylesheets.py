"""Which component sheets go into which stylesheet, in cascade order.

A page links `site` and one more. Names are files in `static/css/`, without the ending. Later sheets may
override earlier ones, and all modifiers of a component live in its own file, so the order matters only
where a bundle says it: `tokens`, `base` and `icon` first, a page's own sheets last.
"""

BUNDLES = {
    "site": ("tokens", "base", "icon", "btn", "langs", "header", "head", "notice", "now", "footer"),
    "front": ("search", "ask", "suggest", "tile", "soon", "panel", "mark"),
    "results": (
        "search", "suggest", "layout", "chip", "pick", "filters", "card", "mark", "results",
        "tile", "panel", "blank", "exit",
    ),
    "service": ("layout", "panel", "chip", "card", "mark", "said", "service", "exit"),
    "tray": ("panel", "chip", "card", "mark", "said", "letter"),
    "form": ("panel", "mark", "pick", "form", "exit"),
    "workspace": ("layout", "panel", "chip", "card", "mark", "said", "pick", "form", "service", "workspace"),
}
