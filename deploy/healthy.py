"""Whether the web process of a container answers: exits with 0 if so."""

import os
import sys
import urllib.request

address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/healthz"
try:
    with urllib.request.urlopen(address, timeout=2) as answer:
        sys.exit(answer.status != 200)
except OSError as error:
    sys.exit(f"{address}: {error}")
