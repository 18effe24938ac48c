"""Where Elasticsearch is, and who one is there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Elasticsearch:
    """`index` begins the names of all its indices, so that several sites may share one."""

    url: str = ""
    user: str = ""
    password: str = ""
    api_key: str = ""
    ca_file: str = ""
    index: str = "tarjotin"
