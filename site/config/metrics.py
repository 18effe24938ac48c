"""Metrics for Prometheus: what the processes have counted, and how the indexes are doing now."""

import os
from collections.abc import Iterator

from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest, multiprocess
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import REGISTRY, Collector

from config.health import Health, look


def metrics_text() -> bytes:
    registry = CollectorRegistry()
    registry.register(HealthCollector())
    return generate_latest(registry) + generate_latest(_counted())


def _counted() -> CollectorRegistry:
    """What all processes of this server have counted, where config/gunicorn.py gave them a folder for it."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    return registry


class HealthCollector(Collector):
    """Looked up when somebody asks."""

    def collect(self) -> Iterator[Metric]:
        health = look(timezone.now())
        yield GaugeMetricFamily("tarjotin_ready", "1 while readers can be answered", value=health.is_ready)
        yield GaugeMetricFamily(
            "tarjotin_meanings_waiting",
            "Listings that are found by their words alone until the model has read them",
            value=health.meanings_waiting,
        )
        yield _gauge("can_answer", "1 while it can be asked", health, lambda each: int(each.can_answer))
        yield _gauge("listings", "Listings in the index", health, lambda each: each.listings)
        yield _gauge("waiting_rows", "Changes that the index lacks", health, lambda each: each.waiting)
        yield _gauge(
            "waiting_seconds",
            "Age of the oldest change that the index lacks",
            health,
            lambda each: None if each.waiting is None else each.waiting_seconds or 0,
        )
        yield _gauge(
            "set_aside", "Rows and listings that cannot be indexed", health, lambda each: each.set_aside
        )
        yield _gauge(
            "worker_seen_seconds",
            "Seconds since the worker was seen, -1 for never",
            health,
            lambda each: -1 if each.seen_seconds is None else each.seen_seconds,
        )


def _gauge(name: str, meaning: str, health: Health, value) -> GaugeMetricFamily:
    """A number for each engine; none where it is not known, which is not 0."""
    family = GaugeMetricFamily(f"tarjotin_index_{name}", meaning, labels=["engine"])
    for each in health.engines:
        if (told := value(each)) is not None:
            family.add_metric([each.engine], told)
    return family
