"""Where indices in Elasticsearch are: one for each generation, and an alias that names the one that serves.

A rebuild fills a new index and then moves the alias in one request, so a crash at any moment leaves a whole
index serving. Each version of the fields has an alias of its own: an old and a new version of the product can
run side by side. What was left behind is swept by the next rebuild.
"""

import uuid

from elasticsearch import Elasticsearch

from search.engines.elastic.fields import SCHEMA_VERSION, SETTINGS, mapping


class Generations:
    """All indices of one site."""

    def __init__(self, client: Elasticsearch, prefix: str):
        self.client, self.prefix = client, prefix
        self.alias = f"{prefix}-v{SCHEMA_VERSION}"

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
        """Delete what does not serve. Indices of older versions stay until this one has an index."""
        current = self.current()
        pattern = f"{self.prefix}-v*-*" if current else f"{self.alias}-*"
        found = self.client.indices.get(index=pattern, features="aliases", expand_wildcards="all")
        leftovers = [each for each in found if each not in current]
        if leftovers:
            self.client.indices.delete(index=leftovers, ignore_unavailable=True)

    def delete_all(self) -> None:
        """Delete every index of the site, the one that serves too."""
        found = list(self.client.indices.get(index=f"{self.prefix}-v*-*", features="aliases"))
        if found:
            self.client.indices.delete(index=found)
