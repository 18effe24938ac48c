"""Compression of pages: Brotli where the browser takes it, gzip elsewhere.

Ready-made middleware compresses with a fixed lower quality, and the difference decides whether a results
page fits into a connection's first round trip (DESIGN D12).
"""

import re

import brotli
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

SMALLEST = 200
#: 6 takes as long and is up to 3 % larger; above 8 the time grows tenfold for less than a per cent
QUALITY = 7
#: "br" among others, unless it is refused with a weight of nought
TAKES_BROTLI = re.compile(r"(^|,)\s*br\s*(,|$|;\s*q=(?!0(\.0*)?\s*(,|$)))")


class CompressionMiddleware(GZipMiddleware):
    def process_response(self, request, response):
        if response.headers.get("Content-Type", "").startswith("image/"):
            return response  # pictures are as small as they get
        if not self._takes_brotli(request, response):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        response.content = brotli.compress(response.content, quality=QUALITY)
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Content-Encoding"] = "br"
        return response

    def _takes_brotli(self, request, response) -> bool:
        return bool(
            not response.streaming
            and not response.has_header("Content-Encoding")
            and len(response.content) >= SMALLEST
            and TAKES_BROTLI.search(request.headers.get("Accept-Encoding", ""))
        )
