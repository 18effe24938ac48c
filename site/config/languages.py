"""The fifteen languages of the product: names, directions and tags."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """One language of the interface and of texts.

    `code` is Django's (the first segment of every address), `tag` is BCP 47 for the `lang` attribute.
    """

    code: str
    name: str  # in the language itself
    english_name: str
    is_rtl: bool = False
    tag: str = ""

    @property
    def direction(self) -> str:
        return "rtl" if self.is_rtl else "ltr"

    @property
    def html_lang(self) -> str:
        return self.tag or self.code


LANGUAGES = (
    Language("fi", "Suomi", "Finnish"),
    Language("sv", "Svenska", "Swedish"),
    Language("en", "English", "English"),
    Language("ru", "Русский", "Russian"),
    Language("et", "Eesti", "Estonian"),
    Language("uk", "Українська", "Ukrainian"),
    Language("so", "Soomaali", "Somali"),
    Language("ar", "العربية", "Arabic", is_rtl=True),
    Language("fa", "فارسی", "Persian", is_rtl=True),
    Language("ckb", "کوردی", "Central Kurdish (Sorani)", is_rtl=True),
    Language("tr", "Türkçe", "Turkish"),
    Language("vi", "Tiếng Việt", "Vietnamese"),
    Language("zh-hans", "中文", "Simplified Chinese", tag="zh-Hans"),
    Language("fr", "Français", "French"),
    Language("es", "Español", "Spanish"),
)

BY_CODE = {language.code: language for language in LANGUAGES}

# Django knows neither Somali nor, in every release, Sorani
LANG_INFO = {
    language.code: {
        "bidi": language.is_rtl,
        "code": language.code,
        "name": language.english_name,
        "name_local": language.name,
    }
    for language in LANGUAGES
}
