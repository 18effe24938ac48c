"""Where indices in Elasticsearch are: one for each generation, and an alias that names the one that serves.

A rebuild fills a new index and then moves the alias in one request, so a crash at any moment leaves a whole
index serving. Each version of the fields has an alias of its own: an old and a new version of the product can
run side by side. What was left behind is swept by the next rebuild.
"""

import re
import uuid
from collections.abc import Iterable, Iterator

from elasticsearch import Elasticsearch

from search.engines.elastic.fields import SCHEMA_VERSION, SETTINGS, mapping


class Generations:
    """All indices of one site."""

    def __init__(self, client: Elasticsearch, prefix: str):
        self.client, self.prefix, self.version = client, prefix, SCHEMA_VERSION
        self.alias = f"{prefix}-v{self.version}"

    def current(self) -> list[str]:
        """The index that serves; none, or one."""
        if not self.client.indices.exists_alias(name=self.alias):
            return []
        return list(self.client.indices.get_alias(name=self.alias))

    def create(self) -> str:
        """Make an empty index. It is written by an alias of its own, named as it is returned.

        Writing to the index itself would make it anew, with other fields, when somebody deletes it meanwhile;
        an alias can be required.
        """
        index = f"{self.alias}-{uuid.uuid4().hex[:12]}"
        building = self.building(index)
        self.client.indices.create(
            index=index, mappings=mapping(), settings={"index": SETTINGS}, aliases={building: {}}
        )
        return index

    def building(self, index: str) -> str:
        """The alias by which an index is written until it serves."""
        return f"{index}-building"

    def switch_to(self, index: str) -> None:
        """Let an index serve, and remove the one before it, in one step."""
        actions = [
            {"add": {"index": index, "alias": self.alias, "is_write_index": True}},
            {"remove": {"index": index, "alias": self.building(index)}},
            *({"remove_index": {"index": each}} for each in self.current() if each != index),
        ]
        self.client.indices.update_aliases(actions=actions)

    def sweep(self) -> None:
        """Delete what does not serve. Indices of older versions stay until this one has an index, newer ones
        always.
        """
        current = self.current()
        oldest = 0 if current else self.version
        self._delete(
            each
            for each, version in self._found()
            if each not in current and oldest <= version <= self.version
        )

    def delete_all(self) -> None:
        """Delete every index of the site, the one that serves too."""
        self._delete(each for each, _version in self._found())

    def _found(self) -> Iterator[tuple[str, int]]:
        """Every index of the site, and its version. Another site's name may begin like ours."""
        pattern = re.compile(re.escape(self.prefix) + r"-v(\d+)-[0-9a-f]{12}")
        names = self.client.indices.get(
            index=f"{self.prefix}-v*-*", features="aliases", expand_wildcards="all"
        )
        for name in names:
            if match := pattern.fullmatch(name):
                yield name, int(match[1])

    def _delete(self, indices: Iterable[str]) -> None:
        if found := list(indices):
            self.client.indices.delete(index=found, ignore_unavailable=True)
