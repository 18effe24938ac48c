"""One page of every public template in the demo: what the tests and the audit look at."""

#: A listing with several languages, places and sessions, as most are
TYPICAL = "a-imetystiistai"
#: One that it may be dangerous to be seen with
SENSITIVE = "c-huone-12"
#: One with sessions of several organisations
FAMILY_CENTRE = "fc-malmi"
#: One with easy Finnish and easy Swedish
EASY = "d-velkahuolten-linja"
#: The pages by name
PAGES = (
    *("front", "results", "empty results", "narrowed results", "results on a map", "today"),
    *("help", "service", "sensitive service", "organization", "place", "family centre"),
    *("organizations", "organizations by language", "family centres", "networks", "network"),
    *("guides", "guide", "about languages", "professionals", "accessibility", "privacy", "trays"),
    *("ready-made tray", "easy service"),
)
#: Forms with tests of their own, whose cookie against forgery the judges look at too
FORMS = ("feedback", "application", "sign in")
#: Those pages that ask search engines to leave them out
UNINDEXED = ("results", "empty results", "narrowed results", "results on a map", *FORMS)


def addresses() -> dict[str, str]:
    """The addresses of PAGES and FORMS in the database in use, without language: `/{language}/{address}`."""
    # The scripts set Django up first
    from directory.models import Network, Organization, Service  # noqa: PLC0415
    from pages.models import ThemePathPage  # noqa: PLC0415
    from trays.models import ReadyTray  # noqa: PLC0415

    listing = Service.objects.public().get(slug=TYPICAL)
    place = listing.service_at_locations.first().location
    partner = Organization.objects.public().get(pk=listing.organization_id)
    guide = ThemePathPage.objects.live().earliest("path")
    network = Network.objects.public().exclude(members=None).earliest("pk")
    return {
        "front": "",
        "results": "search/",
        "empty results": "search/?q=xyzzyx&spoken=kmr&when=now",
        "narrowed results": "search/?age=3,9&entry=walk_in&free=1",
        "results on a map": "search/?when=week&near=60.210,25.080&on_map=1",
        "today": "today/",
        "help": "help/",
        "service": f"services/{listing.slug}/",
        "sensitive service": f"services/{SENSITIVE}/",
        "easy service": f"services/{EASY}/?easy",
        "organization": f"organizations/{partner.slug}/",
        "place": f"places/{place.slug}/",
        "family centre": f"places/{FAMILY_CENTRE}/",
        "organizations": "organizations/",
        "organizations by language": "organizations/?language=so",
        "family centres": "places/family-centres/",
        "networks": "networks/",
        "network": f"networks/{network.slug}/",
        "guides": "guides/",
        "guide": f"guides/{guide.slug}/",
        "about languages": "about-the-languages/",
        "professionals": "for-professionals/",
        "accessibility": "accessibility/",
        "privacy": "privacy/",
        "trays": "tray/",
        "ready-made tray": f"tray/ready/{ReadyTray.objects.public().earliest('pk').slug}/",
        "feedback": f"feedback/?service={listing.slug}",
        "application": "apply/",
        "sign in": "sign-in/",
    }


if __name__ == "__main__":
    import json

    import django

    django.setup()
    print(json.dumps(addresses()))
