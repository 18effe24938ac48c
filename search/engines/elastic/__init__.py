"""Elasticsearch as an engine. Only this package imports its client."""
