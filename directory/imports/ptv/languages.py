"""Which of the register's three languages a text is in. Common words and Finnish endings, no model."""

import re

WORDS = {
    "fi": """ja on ei se että tai voi voit myös joka jotka kun sekä ovat oli hän tämä tässä niin kuin mutta
        jos sen ne olla saa kanssa mukaan noin kaikki voidaan palvelu palvelut lasten lapsi klo ennen jälkeen
        sinun meidän heidän joita jossa josta mitä miten vain""",
    "sv": """och att som för är av på till med den det en ett i kan om eller inte från har de vid samt du
        man också ska skall får finns hos där under sig detta denna dessa vara blir då när vi ni er efter alla
        genom utan mer även""",
    "en": """the and of to in for is are with you can or by your that this be as at from have has not will
        which it we our they their if when also who there all into an a""",
}
WORDS = {code: frozenset(words.split()) for code, words in WORDS.items()}
FINNISH_ENDING = re.compile(
    r"(ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|nen|iset|mme|nne|aan|ään|iin|oon|uun|yyn|vat|vät|taa|tää|misen|isen|isten|sesti|den|jen|oita|eitä|öitä|ista|itä)$"
)
TOKEN = re.compile(r"[^\W\d_]+")
#: How many signs a language must have, and how many times those of the language the text claims to be in
ENOUGH, TIMES = 2, 3


def other_language(text: str, claimed: str) -> str:
    """The language a text is clearly in, where it is not the one it claims; otherwise empty.

    Careful on purpose: a name or a short phrase in another language is no proof.
    """
    if claimed not in WORDS:
        return ""
    scores = _scores(text)
    likely = max(scores, key=scores.get)
    clear = scores[likely] >= ENOUGH and scores[likely] >= TIMES * scores[claimed]
    return likely if clear and likely != claimed else ""


def _scores(text: str) -> dict[str, int]:
    tokens = [token.lower() for token in TOKEN.findall(text)]
    scores = {code: sum(token in words for token in tokens) for code, words in WORDS.items()}
    known = WORDS["sv"] | WORDS["en"]
    scores["fi"] += sum(len(t) >= 6 and t not in known and bool(FINNISH_ENDING.search(t)) for t in tokens)
    return scores
