"""Stop words: function words that say nothing about what a person looks for, per language."""

from search.analysis.folding import fold_unified

# Without its marks a Vietnamese function word is also another word: mượn "borrow" is not muốn "want".
_MARKS_TELL_APART = frozenset({"vi"})


def is_stop_word(word: str, language: str) -> bool:
    """Say whether a lower-case word, as written, is a function word; or a pair of Han characters that are."""
    known = STOP_WORDS.get(language, frozenset())
    if language == "zh-hans":
        return word in known or all(character in known for character in word)
    if language in _MARKS_TELL_APART and not word.isascii():
        return word in known
    return fold_unified(word) in known


_WRITTEN = {
    "fi": """
        ja tai sekä että jos kun kuin niin vai eli mutta vaan myös on ovat oli olla olen olet ole ei en et
        eivät se ne tämä tätä nämä joka jotka mikä mitä missä mistä mihin miten kuka kenelle milloin minä
        minun minulla minulle sinä hän me te he voi voin voiko voinko pitää haluan haluaisin tarvitsen
        saan saanko saako saada n ssa lla lle
    """,
    "sv": """
        och eller att det den de en ett i på av för till från med utan om som är var vara har hade kan ska
        vill inte men jag du han hon vi ni min mitt mina mig sig sin så där här hur vad vem vilken vilka
        när någon något behöver skulle finns man
    """,
    "en": """
        a an the and or but if of in on at to for from with by about as is are was be been have has do
        does can could will would i me my you your he she it we they this that there what where who how
        when which not need want any some s t m re ve
    """,
    "ru": """
        и или а но в во на с со к ко у о об от до из за для по при не ни же бы ли что как где куда когда
        кто какой какие это этот эта то так я мне меня мой ты вы он она они мы мы нас есть быть был можно
        нужно нужна надо хочу могу ли чтобы если уже
    """,
    "et": """
        ja või ning et kui aga ka on oli olla olen oled ole ei see seda need mis mida kus kust kuhu kuidas
        kes kellele millal mina ma mul mulle minu sina sa ta me te nad oma saab saan saaks võib võin pean
        vaja tahan tahaks soovin siis nii kas üks
    """,
    "uk": """
        і й та або а але в у на з зі із до від для по при про за не ні же б би чи що як де куди коли хто
        який які яка це цей ця те так я мені мене мій ти ви він вона вони ми нас є бути був можна треба
        потрібно потрібна хочу можу щоб якщо вже
    """,
    "so": """
        iyo ama oo ee ah ka ku u la si waa waxaa waxaan waan wuxuu way wuu aan ayaa ayaan baa baan aad uu
        ay in inaan inuu inay haddii laakiin mid kan tan kuwa maxaa maxay sidee xaggee halkee goorma ma
        miyaa leh leeyahay ahay yahay tahay doonayaa rabaa karaa soo sida
    """,
    "ar": """
        في من إلى على عن مع و أو ثم لكن هل ما ماذا كيف أين وين متى لماذا ليش مين أي هو هي هم أنا نحن أنت
        هذا هذه ذلك التي الذي الذين كان كانت يكون ليس لا لم لن قد إن أن إذا كل بعض لي لك له لها عندي أريد
        أحتاج بدي ممكن يمكن شو غير
    """,
    "fa": """
        و یا در به از با برای که را تا اما ولی اگر هم نیز این آن چه چی کی کجا چطور چگونه چرا من تو او ما
        شما آنها است هست هستم بود باشد نیست نه می میشود شود کنم کند میخواهم دارم دارد باید هر یک بر پس آیا
        خود
    """,
    "ckb": """
        و یان لە بە بۆ لەگەڵ تا تاکو کە ئەگەر بەڵام هەروەها ئەم ئەو ئەمە ئەوە من تۆ ئێمە ئێوە ئەوان چی چۆن
        کێ کوێ لەکوێ کەی بۆچی ئایا هەیە نییە نیە دەبێت دەبێ دەکات بوو بم هەر یەک منم دەمەوێت دەمەوێ
        دەتوانم پێویستم هەموو خۆم لەسەر
    """,
    "tr": """
        ve veya ya da de ile için ama fakat bir bu şu o ben sen biz siz onlar bana beni benim ne nerede
        nereye nereden nasıl kim kime hangi zaman mi mı mu mü var yok değil gibi kadar daha çok en her ki
        eğer olan olarak istiyorum lazım gerek gerekiyor
    """,
    "vi": """
        và hoặc hay là của ở tại cho với về từ đến để trong ngoài khi nếu thì mà nhưng cũng các những một
        này đó kia tôi mình em anh chị bạn họ nó có không được bị phải cần muốn đang đã sẽ rất gì nào đâu
        ai sao như thế
    """,
    "zh-hans": """
        的 了 是 在 有 和 或 与 我 你 他 她 它 们 您 这 那 哪 里 吗 呢 吧 啊 也 都 就 不 没 很 把 被 给 对
        从 到 要 想 能 会 可 以 去 怎 么 样 什 谁 个 为 因 如 果 但 还 请 需要 如何 这个 哪儿 多少
    """,
    "fr": """
        le la les un une des du de d l à au aux en dans sur sous pour par avec sans et ou mais si que qu
        qui quoi où comment quand quel quelle je j me m mon ma mes tu il elle nous vous ils ce c cette ces
        est sont être ai a avoir ne n pas s y peux veux besoin
    """,
    "es": """
        el la los las un una unos unas de del a al en con sin por para y e o u pero si que qué quien quién
        donde dónde cómo como cuándo cuando cuál yo mi mis me tu su sus se lo nos es son ser está estoy
        hay no necesito quiero puedo tengo este esta
    """,
}


def _read(language: str, written: str) -> frozenset[str]:
    as_written = written.split()
    kept = as_written if language in _MARKS_TELL_APART else []
    return frozenset([*kept, *map(fold_unified, as_written)])


STOP_WORDS = {language: _read(language, written) for language, written in _WRITTEN.items()}
