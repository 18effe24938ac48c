"""The WSGI entry point for servers that load the site in each process. With gunicorn: config/gunicorn.py."""

from config.application import application, begin

__all__ = ["application"]

begin()
