"""Residents by mother tongue and area: read from a file of a city, shown beside the sessions on offer."""
