"""What people, clocks and crashes do to a directory and its index, in any order: a state machine.

Beside it stands a list of what a reader must find, kept by hand: it knows no query and no document.
"""

import datetime
from contextlib import suppress
from dataclasses import dataclass

import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, rule

from directory import actions
from directory.actions.errors import NotLive
from directory.choices import Standing
from directory.dates.times import HELSINKI
from directory.models import Location, Organization, Service, ServiceAtLocation
from search.duties.chores import Chores
from search.duties.worker import Worker
from search.engines import Engine
from search.indexing.differences import find_differences
from search.querying.parameters import Parameters
from search.querying.queries import build
from tests import factories
from tests.directory.lives import keep, published

START = datetime.datetime(2026, 3, 11, 13, tzinfo=HELSINKI)
MINUTE, HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)
WORDS = ("perhekahvila", "leskenlehti", "kotoportti", "makhaayad")
NEVER_PUBLISHED = "salaisuus"


class Crash(Exception):  # noqa: N818
    """The process ends here."""


@dataclass
class Known:
    """What is known of a listing by hand."""

    partner: Organization
    word: str
    place: Location | None = None
    is_live: bool = True
    ends_at: datetime.datetime | None = None


class Operations(RuleBasedStateMachine):
    """`engine` is set by the test, in a class of its own for each run."""

    engine: Engine
    listings = Bundle("listings")

    # The site

    def __init__(self):
        super().__init__()
        self.known: dict[int, Known] = {}
        self.clock = time_machine.travel(START, tick=False)
        self.traveller = self.clock.start()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    @initialize()
    def begin(self):
        self.staff = factories.UserFactory(is_superuser=True)
        self.partners = factories.OrganizationFactory.create_batch(2)
        self.places = [factories.LocationFactory(postal_code=f"0010{number}") for number in (1, 2)]
        self.worker, self.chores = Worker(self.engine), Chores()
        self.worker.rebuild("at the beginning")

    def teardown(self):
        try:
            if self.known:
                self.nothing_differs()
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)
            self.clock.stop()

    # People

    @rule(target=listings, partner=st.integers(0, 1), place=st.integers(0, 1), word=st.sampled_from(WORDS))
    def publish(self, partner, place, word):
        service = published(self.staff, name_fi=word, organization=self.partners[partner])
        self.known[service.pk] = Known(self.partners[partner], word)
        self.move(service.pk, place)
        return service.pk

    @rule(listing=listings, word=st.sampled_from(WORDS))
    def edit(self, listing, word):
        self._publish(listing, name_fi=word)
        self.known[listing].word = word

    @rule(listing=listings)
    def save_a_draft(self, listing):
        keep(self._service(listing), self.staff, name_fi=NEVER_PUBLISHED)
        # Or the next edit would publish it
        keep(self._service(listing), self.staff, name_fi=self.known[listing].word)

    @rule(listing=listings, hours=st.integers(1, 3))
    def let_end(self, listing, hours):
        moment = timezone.now() + hours * HOUR
        self._publish(listing, expire_at=moment)
        self.known[listing].ends_at = moment

    @rule(listing=listings)
    def withdraw(self, listing):
        with suppress(NotLive):
            actions.withdraw(self._service(listing), self.staff, "no longer")
        self.known[listing].is_live = False

    @rule(listing=consumes(listings))
    def delete(self, listing):
        self._service(listing).delete()
        del self.known[listing]

    @rule(listing=listings, place=st.integers(0, 1))
    def move(self, listing, place):
        self._publish(listing, service_at_locations=[ServiceAtLocation(location=self.places[place])])
        self.known[listing].place = self.places[place]

    @rule(partner=st.integers(0, 1))
    def suspend_or_admit(self, partner):
        row = self.partners[partner]
        is_public = row.standing == Standing.ADMITTED
        standing = Standing.SUSPENDED if is_public else Standing.ADMITTED
        actions.set_standing(row, standing, self.staff, "for a reason")
        row.refresh_from_db()

    @rule(place=st.integers(0, 1))
    def hide_or_show_the_address(self, place):
        row = self.places[place]
        row.is_address_hidden = not row.is_address_hidden
        row.save()

    # Clocks

    @rule(minutes=st.sampled_from([1, 45, 90]))
    def let_time_pass(self, minutes):
        self.traveller.shift(minutes * MINUTE)

    # The worker

    @rule()
    def drain(self):
        self.chores.turn()
        while self.worker.run_once().has_more:
            pass

    @rule()
    def follow_a_little(self):
        self.worker.follow_changes()

    @rule()
    def rebuild(self):
        self.worker.rebuild("by command")

    @rule()
    def crash_in_a_rebuild(self):
        def crash(_done, _total):
            raise Crash

        with suppress(Crash):
            self.worker.rebuild("to crash", crash)
        self.worker = Worker(self.engine)

    @rule()
    def crash_before_the_progress_is_written(self):
        """The documents are there, and the index says that they are not."""
        before = self.engine.state().progress
        self.worker.follow_changes()
        with self.engine.write() as writer:
            writer.commit(before)
        self.worker = Worker(self.engine)

    @rule()
    def crash_before_anything_is_written(self):
        with suppress(Crash), self.engine.write() as writer:
            writer.remove(list(self.known))
            raise Crash
        self.worker = Worker(self.engine)

    # What must hold

    @rule()
    def nothing_differs(self):
        self.traveller.shift(MINUTE)  # what ends at a moment is withdrawn within a minute
        self.drain()
        assert not find_differences(self.engine, today=timezone.localdate()).repairable
        public = {listing: known for listing, known in self.known.items() if self._is_public(listing)}
        assert self._found() == set(public)
        for word in (*WORDS, NEVER_PUBLISHED):
            assert self._found(q=word) == {listing for listing in public if public[listing].word == word}
        for place in self.places:
            here = {listing for listing in public if public[listing].place == place}
            hidden = place.is_address_hidden
            assert self._found(postal_code=place.postal_code) == (set() if hidden else here)

    def _is_public(self, listing: int) -> bool:
        known = self.known[listing]
        is_over = known.ends_at is not None and known.ends_at <= timezone.now()
        known.is_live = known.is_live and not is_over
        return known.is_live and known.partner.standing == Standing.ADMITTED

    def _found(self, **asked) -> set[int]:
        found, page, pages = set(), 1, 1
        while page <= pages:
            parameters = Parameters.read(asked | {"page": str(page)})
            results = self.engine.search(build(parameters, now=timezone.now(), language="fi"))
            found |= {hit.service_id for hit in results.hits}
            page, pages = page + 1, results.pages
        return found

    def _service(self, listing: int) -> Service:
        return Service.objects.get(pk=listing)

    def _publish(self, listing: int, **fields) -> None:
        """Make an edit public, a withdrawn listing too; whoever does it takes out an end that is over."""
        known = self.known[listing]
        if known.ends_at and known.ends_at <= timezone.now():
            known.ends_at = None
        service = self._service(listing)
        revision = keep(service, self.staff, **({"expire_at": known.ends_at} | fields))
        actions.publish(service, revision, self.staff)
        known.is_live = True
