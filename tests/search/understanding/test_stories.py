"""A story is told in several sentences or at length, with marks or without; a few words are none."""

import pytest

from search.understanding import is_story


@pytest.mark.parametrize(
    "text",
    [
        "Ulosotosta tuli taas kirje. En tiedä, mistä aloittaisin.",
        "Ulosotosta tuli taas kirje! Kuka auttaisi minua?",
        "ulosotosta tuli taas kirje enkä ole avannut niitä kuukauteen vaimo ei tiedä mitään ja poika "
        "kysyi eilen miksi itken keittiössä kun muut nukkuvat",
        "وصلت رسالة من الحجز اليوم. ما أعرف من وين أبدأ؟",
        "昨天又收到一封信。我不知道该问谁，妻子也不知道。",
        "昨天又收到催款的信我不敢打开妻子也不知道孩子问我为什么晚上一个人坐在厨房里哭我该去哪里问呢",
    ],
)
def test_several_sentences_or_many_words_are_a_story(text):
    assert is_story(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ulosotto",
        "kela.fi lomake",
        "esim. uinti",
        "ul. Kontulantie kerho",
        "lapset 3-5 v. kerho Kontulassa lauantaina",
        "3. luokka läksykerho Itäkeskus",
        "Apua! uimakoulu…",
        "mistä saan ilmaisen uimakoulun 7-vuotiaalle tytölle lauantaina lähellä Kontulaa",
        "我女儿七岁想学游泳周末在孔图拉附近有免费的吗",
    ],
)
def test_few_words_are_none_whatever_their_marks(text):
    assert not is_story(text)


@pytest.mark.parametrize("marks", [".", "?", "،", " …"])
def test_marks_alone_make_no_story(marks):
    assert not is_story(marks * 9)
