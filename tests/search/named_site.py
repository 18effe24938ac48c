"""The site as a deployment starts it, saying which process answered."""

import os

from config.application import application as site


def application(environ, start_response):
    def named(status, headers, *rest):
        return start_response(status, [*headers, ("X-Process", str(os.getpid()))], *rest)

    return site(environ, named)
