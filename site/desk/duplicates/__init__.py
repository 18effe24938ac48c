"""Listings that are likely the same thing written down twice."""
