"""One style sheet per page out of one file per component: put together when static files are collected."""

from django.contrib.staticfiles.finders import BaseFinder


class BundleFinder(BaseFinder):
    def find(self, path, find_all=False, **kwargs):
        return []

    def list(self, ignore_patterns):
        return []
