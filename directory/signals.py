"""What the directory tells others about its changes. Sent inside the transaction of the change."""

from django.dispatch import Signal

#: A listing, or something its public face is made from, changed. Sender: Service; argument: service_id.
#: Saving and deleting model instances is heard by itself; `QuerySet.update()`, `bulk_create()` and
#: `bulk_update()` send nothing, so code that uses them sends this once for every listing it touched.
listing_changed = Signal()

#: An organisation is admitted, suspended or ended. Sender: Organization; arguments: organization, its
#: standing before, user.
standing_changed = Signal()

#: An organisation was merged into another one, which has all that it had here. Sender: Organization;
#: arguments: organization, its successor, user.
organizations_merged = Signal()

#: Of two listings of the same thing one was withdrawn. Sender: Service; arguments: service, and the one that
#: was kept.
duplicate_withdrawn = Signal()

#: Terms, areas or their words changed in bulk, without the signals of the single instances. Sender: any.
vocabulary_changed = Signal()

#: The demo was loaded, or taken out again: other apps have examples of their own. Sender: any.
demo_loaded = Signal()
demo_removed = Signal()

#: The page of a public listing was shown to a reader. Sender: Service; arguments: service_id, request.
listing_shown = Signal()
