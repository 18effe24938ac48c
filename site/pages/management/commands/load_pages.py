"""`manage.py load_pages`: the pages a new site begins with."""

from django.core.management.base import BaseCommand

from pages.content.tree import load_tree


class Command(BaseCommand):
    help = "Make the front page and the list of guides where they are missing; change nothing else."

    def add_arguments(self, parser):
        parser.add_argument(
            "--with-guides",
            action="store_true",
            help="Also publish the theme paths that come with the product, as a beginning to edit.",
        )

    def handle(self, *_args, with_guides, **_options):
        made = load_tree(with_guides=with_guides)
        self.stdout.write(f"{len(made)} pages made: {', '.join(page.slug for page in made) or 'none'}")
