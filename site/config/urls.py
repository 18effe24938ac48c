"""Addresses. The first segment of a public page is its language."""

urlpatterns = []
