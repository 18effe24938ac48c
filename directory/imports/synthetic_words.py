"""Made-up words of fifteen languages: stems out of a language's sounds, with its endings.

They mean nothing, but they look to an index as real text does: many forms of few stems, and a few forms very
often.
"""

import random
from dataclasses import dataclass
from itertools import accumulate, product


@dataclass(frozen=True)
class Sounds:
    """What stems are made of: beginnings and middles of syllables, and the endings of words."""

    onsets: str
    nuclei: str
    endings: str
    stems: int = 300
    joins_words: bool = False  # written without spaces between words


SOUNDS = {
    "fi": Sounds(
        "k l m n p r s t v h j kk ll tt nt rk sk",
        "a e i o u ä ö y aa ii uu ie uo ai",
        "- n ssa sta lla lle lta t ja ksi mme nsa kin iden oita inen",
        stems=1600,
    ),
    "sv": Sounds(
        "b d f g h k l m n p r s t v st kr sk", "a e i o u å ä ö", "- en et ar arna er ade ning lig"
    ),
    "en": Sounds("b d f g h k l m n p r s t w st th pl", "a e i o u ea ou", "- s ing ed er ly ness"),
    "ru": Sounds("б в г д ж з к л м н п р с т х ст пр", "а е и о у ы я", "- а ы ов ами ого ить ный ная"),
    "et": Sounds("h j k l m n p r s t v kk ll", "a e i o u õ ä ö ü aa uu", "- s st le lt d de ga ks mine"),
    "uk": Sounds("б в г ґ д ж з к л м н п р с т", "а е и і о у я ї", "- а и ів ами ого ити ний на"),
    "so": Sounds(
        "b d f g h j k l m n q r s sh t w x y dh", "a e i o u aa ee oo", "- da ka ta yaal o aha kii tii"
    ),
    "ar": Sounds("ب ت ج ح د ر س ش ص ع ف ق ك ل م ن ه", "ا و ي", "- ة ات ون ين ي ها نا"),
    "fa": Sounds("ب پ ت ج چ خ د ر ز س ش ف ک گ ل م ن", "ا و ی", "- ها های ان تر ی م"),
    "ckb": Sounds("ب پ ت ج چ خ د ر ز س ش ف ک گ ل م ن ڤ", "ا ە ۆ ی ێ و", "- ەکە ەکان ان ێک ی م"),
    "tr": Sounds(
        "b c ç d f g h k l m n p r s ş t y z", "a e ı i o ö u ü", "- lar ler da de dan den ım in lık"
    ),
    "vi": Sounds(
        "b c ch d đ g h kh l m n ng ph t th tr v", "a ă â e ê i o ô ơ u ư á à ạ ế ồ", "-", stems=600
    ),
    "zh-hans": Sounds(
        "家 学 生 工 语 儿 母 父 老 友 社 区 健 康 心 帮 助 活 动 音 乐 书 画 食 住 行",
        "人 会 所 班 组 室 堂 园 院 心 动 习 助 谈 游 作 育 问 理 法",
        "-",
        stems=500,
        joins_words=True,
    ),
    "fr": Sounds("b c d f g j l m n p r s t v ch pr", "a e i o u é è ou ai", "- s es er ée ement eur tion"),
    "es": Sounds("b c d f g j l m n p r s t v ch tr", "a e i o u ie ue", "- s es ar ado ando mente ción"),
}


class Lexicon:
    """The words of one language, from the most common to the rarest (Zipf)."""

    def __init__(self, language_code: str, seed: int):
        sounds = SOUNDS[language_code]
        # A string as seed: Python's own hash differs from one process to the next
        chance = random.Random(f"{seed} {language_code}")  # noqa: S311 - nothing secret
        endings = ["" if ending == "-" else ending for ending in sounds.endings.split()]
        self.joins_words = sounds.joins_words
        self.words = list(
            dict.fromkeys(stem + ending for stem, ending in product(_stems(sounds, chance), endings))
        )
        chance.shuffle(self.words)
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(len(self.words))))

    def draw(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self.words, cum_weights=self._weights, k=count)

    def join(self, words: list[str]) -> str:
        return ("" if self.joins_words else " ").join(words)


def _stems(sounds: Sounds, chance: random.Random) -> list[str]:
    onsets, nuclei = sounds.onsets.split(), sounds.nuclei.split()
    stems = {}
    while len(stems) < sounds.stems:
        syllables = range(chance.choice((1, 2)) if sounds.joins_words else chance.choice((2, 2, 3)))
        stems["".join(chance.choice(onsets) + chance.choice(nuclei) for _ in syllables)] = None
    return list(stems)
