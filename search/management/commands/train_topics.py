"""`manage.py train_topics`: learn the vocabulary anew for the sentence model."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from directory.choices import TaxonomySlug
from directory.models import TaxonomyTerm
from search.meaning import alarm, told, weights
from search.meaning.examples import examples
from search.meaning.model import NAME, Model, get_model
from search.meaning.training import Material, train, train_alarm, train_pieces
from search.topics import vocabulary
from search.understanding import Typed, dictionary, pieces


class Command(BaseCommand):
    help = (
        "Learn which topics a text speaks of from all texts of the database's vocabulary, from stories and "
        "from example listings, and what sounds like danger, and write it into the checkout. Takes an "
        "hour the first time; vectors are kept in DATA_FOLDER."
    )

    def add_arguments(self, parser):
        parser.add_argument("--output", type=Path, help="a folder for all files, in place of the checkout")

    def handle(self, *, output: Path | None, **_options):
        model = get_model()
        if model is None:
            raise CommandError("There is no sentence model for this machine.")
        if output:
            output.mkdir(parents=True, exist_ok=True)
        material = Material(list(vocabulary.entries()), list(examples()), list(told.stories()))
        topics = tuple(filter(None, vocabulary.topics()))
        known = dictionary.build()

        def read(text: str, language: str) -> Typed:
            return known.read(text, language).typed(text)

        of_pieces = train_pieces(material, topics, read)
        of_pieces.save(_place(pieces.FOLDER, output))
        with closing(Vectors(model, Path(settings.DATA_FOLDER) / "vectors.sqlite3")) as vectors:
            trained = train(material, topics, vectors)
            learned = train_alarm(material, trained, of_pieces, _dangers(), vectors, read)
        learned.save(_place(alarm.FILE, output))
        trained.save(_place(weights.FILE, output))
        self.stdout.write(f"Learned {len(topics)} topics from {len(material.asked())} texts")


def _place(shipped: Path, output: Path | None) -> Path:
    return output / shipped.name if output else shipped


def _dangers() -> tuple[str, ...]:
    dangers = TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).filter(is_danger=True, parent__isnull=False)
    return tuple(dangers.order_by("code").values_list("code", flat=True))


class Vectors:
    """The model's vectors, kept on disk: few texts differ from one time to the next."""

    def __init__(self, model: Model, path: Path):
        self.model, self.rows = model, sqlite3.connect(path)
        self.rows.execute("CREATE TABLE IF NOT EXISTS vectors (digest BLOB PRIMARY KEY, vector BLOB)")
        self.made = 0

    def query(self, text: str) -> np.ndarray:
        return self._kept(f"{NAME} {text}", text, self.model.query)

    def passage(self, text: str) -> np.ndarray:
        return self._kept(f"{NAME} passage {text}", text, self.model.passage)

    def _kept(self, name: str, text: str, make: Callable[[str], np.ndarray]) -> np.ndarray:
        key = hashlib.blake2b(name.encode(), digest_size=16).digest()
        row = self.rows.execute("SELECT vector FROM vectors WHERE digest = ?", [key]).fetchone()
        if row:
            return np.frombuffer(row[0], np.float16).astype(np.float32)
        # The first time is to learn from what later ones read
        vector = make(text).astype(np.float16)
        values = [key, vector.tobytes()]
        self.rows.execute("INSERT INTO vectors VALUES (?, ?)", values)
        self.made += 1
        if self.made % 500 == 0:
            self.rows.commit()
        return vector.astype(np.float32)

    def close(self) -> None:
        self.rows.commit()
        self.rows.close()
