"""How lines of the log look: plain for people, or a JSON object each for programs. Neither names a person."""

import json
import logging
import re
from datetime import UTC, datetime

from django.http import HttpRequest

from config import request_ids

FORMATS = ("plain", "json")
#: What of a line's own values is shown; others, such as Django's `request`, hold what people typed
SHOWN = ("method", "page", "status", "milliseconds")
#: What PostgreSQL adds to an error: the values of the row
DETAIL = re.compile(r"^(DETAIL|CONTEXT):.*\n?", re.MULTILINE)
#: gunicorn names who sent a broken request
ADDRESS = re.compile(r"\bip=\S+?(?=:?\s|$)")


class PlainFormatter(logging.Formatter):
    """Time, level, who says it, and the request it is about."""

    def __init__(self):
        super().__init__("{asctime} {levelname} {name}{request}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        request_id = request_ids.current.get()
        record.request = f" [{request_id}]" if request_id else ""
        return without_people(super().format(record))


class JsonFormatter(logging.Formatter):
    """One object a line."""

    def format(self, record: logging.LogRecord) -> str:
        values = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_people(record.getMessage()),
            "request_id": request_ids.current.get(),
            "error": without_people(self.formatException(record.exc_info)) if record.exc_info else "",
        }
        values |= {name: getattr(record, name) for name in SHOWN if hasattr(record, name)}
        return json.dumps({name: value for name, value in values.items() if value != ""}, ensure_ascii=False)


class WithoutPath(logging.Filter):
    """Django's own lines name the address that failed: its pattern stands there instead."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            record.args = tuple(page_of(request) if each == request.path else each for each in record.args)
        return True


def page_of(request: HttpRequest) -> str:
    """The pattern of an address: what stands in its place may be secret, such as the key of a tray."""
    return request.resolver_match.route if request.resolver_match else "no page"


def without_people(text: str) -> str:
    return ADDRESS.sub("ip=-", DETAIL.sub("", text))
