"""Withdraws listings and publishes them again until its input ends; a line says when each change was made.

For `script/fault-drill`, in a process of its own with the settings of the site.
"""

import json
import select
import sys
import time

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - needs the settings

from directory import actions  # noqa: E402
from directory.models import Service  # noqa: E402

WORD, LISTINGS, PAUSE = "Harjoitusporukka", 12, 0.25


def say(**values) -> None:
    print(json.dumps(values), flush=True)


def main() -> None:
    user = get_user_model().objects.create(email="drill@example.org", is_superuser=True, is_staff=True)
    services = list(Service.objects.public().order_by("pk")[:LISTINGS])
    for number, service in enumerate(services):
        service.name_fi = f"{WORD} {number}"
        service.save()
        say(slug=service.slug, is_public=True, before=time.monotonic(), after=time.monotonic())
    number = 0
    while not select.select([sys.stdin], [], [], PAUSE)[0]:
        toggle(services[number % LISTINGS].pk, user)
        # Each is public and away in turns, at another moment in each round
        number += 1


def toggle(pk: int, user) -> None:
    service, before = Service.objects.get(pk=pk), time.monotonic()
    if service.live:
        actions.withdraw(service, user, "drill")
    else:
        service.save_revision(user=user).publish(user=user, skip_permission_checks=True)
    say(slug=service.slug, is_public=not service.live, before=before, after=time.monotonic())


main()
