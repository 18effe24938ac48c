"""`manage.py check_topics`: what is missing, doubled or strange in the topics that are in the database."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from modeltranslation.utils import build_localized_fieldname

from directory.choices import TaxonomySlug
from directory.models import SearchWords, TaxonomyTerm
from search.topics.checks import FINNISH, KINDS, Finding, TopicNeighbours, TopicTexts, check, check_neighbours


def terms_in_database() -> QuerySet[TaxonomyTerm]:
    """All topics, but for the themes, which nobody types."""
    return TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).filter(parent__isnull=False)


def topics_in_database(languages: Iterable[str]) -> Iterable[TopicTexts]:
    """Each topic in each language."""
    terms = terms_in_database()
    found = SearchWords.objects.filter(term__in=terms)
    words = {(row.term_id, row.language_code): row for row in found}
    for term in terms:
        for code in languages:
            row = words.get((term.pk, code), SearchWords())
            yield TopicTexts(
                term.code,
                code,
                getattr(term, build_localized_fieldname("name", code)) or "",
                getattr(term, build_localized_fieldname("phrase", code)) or "",
                tuple(row.words),
                tuple(row.situations),
            )


def neighbours_in_database() -> list[TopicNeighbours]:
    """Each topic with its neighbours."""
    terms = terms_in_database().prefetch_related("related_terms__related")
    return [
        TopicNeighbours(
            term.code, term.is_delicate, tuple(row.related.code for row in term.related_terms.all())
        )
        for term in terms
    ]


class Command(BaseCommand):
    help = (
        "Look through topics in every language: what is missing or doubled, too long, in a wrong script or "
        "language; and through their neighbours. Ends with 1 where there is a mistake; doubts are for a "
        "person to look at."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--language", action="append", choices=settings.MODELTRANSLATION_LANGUAGES, dest="languages"
        )
        parser.add_argument("--doubts", action="store_true", help="show each doubt, not their number alone")
        parser.add_argument("--json", action="store_true", help="print all findings as JSON")

    def handle(self, *, languages, doubts, **options):
        languages = languages or settings.MODELTRANSLATION_LANGUAGES
        found = check(topics_in_database(dict.fromkeys((*languages, FINNISH))))
        findings = [each for each in found if each.language in languages]
        findings += check_neighbours(neighbours_in_database())
        if options["json"]:
            self.stdout.write(json.dumps([asdict(each) for each in findings], ensure_ascii=False, indent=1))
        else:
            self._tell(findings, with_doubts=doubts)
        mistakes = sum(each.is_mistake for each in findings)
        if mistakes:
            raise CommandError(f"{mistakes} mistakes in the topics.")

    def _tell(self, findings: list[Finding], *, with_doubts: bool) -> None:
        for each in findings:
            if each.is_mistake or with_doubts:
                self.stdout.write(
                    f"{each.language or '-'}  {each.kind}: {', '.join(each.topics)}  {each.detail}"
                )
        numbers = Counter(each.kind for each in findings)
        for kind, is_mistake in KINDS.items():
            self.stdout.write(f"{numbers[kind]:6}  {kind}{'' if is_mistake else ' (doubt)'}")
