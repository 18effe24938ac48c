"""Invented texts of the style page, short, common and long, in languages that strain the look."""

LENGTHS: dict[str, tuple[str, str, str]] = {
    "fi": (
        "Kahvila",
        "Avoin perhekahvila Itäkeskuksessa",
        "Vertaistukiryhmä maahanmuuttajataustaisille yksinhuoltajavanhemmille ja heidän lapsilleen",
    ),
    "ar": (
        "مقهى",
        "مقهى العائلات المفتوح في إيتاكيسكوس",
        "مجموعة دعم متبادل للآباء والأمهات المعيلين بمفردهم من أصول مهاجرة ولأطفالهم",
    ),
    "ckb": (
        "کافێ",
        "کافێی کراوەی خێزانەکان لە ئیتاکێسکوس",
        "گرووپی پشتگیریی هاوتا بۆ دایک و باوکە تاکەکانی بە پاشخانی کۆچبەری و منداڵەکانیان",
    ),
    "zh-hans": (
        "咖啡馆",
        "东赫尔辛基家庭开放咖啡馆",
        "面向有移民背景的单亲父母及其子女的同伴互助支持小组，每周活动并提供儿童照看",
    ),
    "vi": (
        "Quán cà phê",
        "Quán cà phê mở cho gia đình ở Itäkeskus",
        "Nhóm hỗ trợ lẫn nhau dành cho cha mẹ đơn thân có nguồn gốc nhập cư và con cái của họ",
    ),
}
#: A text that exists in another language only
ELSEWHERE = {"fi": "ar"}
