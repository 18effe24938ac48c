"""What must never be kept of a search: names, numbers and addresses, in fifteen languages."""

#: As people type them, most often in small letters
NAMES = {
    "fi": ("aino virtanen", "Mika Korhonen", "hakola", "onni mäkelä"),
    "sv": ("karin lindström", "Björn Åkesson", "sofia nyberg"),
    "en": ("john smith", "Emily Johnson", "oliver brown"),
    "ru": ("ольга петрова", "Иван Смирнов", "наталья иванова"),
    "et": ("kristjan tamm", "Liis Kask", "mari saar"),
    "uk": ("оксана шевченко", "Тарас Коваленко", "марія бондаренко"),
    "so": ("maxamed cabdi", "Faadumo Xasan", "caasha cali jaamac"),
    "ar": ("محمد العبيدي", "فاطمة حسن", "زينب الجبوري"),
    "fa": ("علی رضایی", "مریم حسینی", "رضا کریمی"),
    "ckb": ("ئارام ئەحمەد", "شیلان محەمەد", "هێمن ڕەسوڵ"),
    "tr": ("ayşe yılmaz", "Mehmet Demir", "elif kaya"),
    "vi": ("nguyễn văn hoa", "Trần Thị Hạnh", "le minh duc", "phạm hoàng"),
    "zh-hans": ("王小明", "李华", "张伟"),
    "fr": ("camille dubois", "Pierre Lefebvre", "amélie moreau"),
    "es": ("carmen garcía", "José Martínez", "lucía fernández"),
}
#: Of any language: digits of several scripts, mail, identity numbers of several countries
OTHERS = (
    "040 123 4567", "+358401234567", "0401234567", "٠٤٠١٢٣٤٥٦٧", "09-310 1234",
    "aino.virtanen@example.org", "aino@example", "@aino",
    "131052-308T", "010190A123N", "19811218-9876", "38001085718", "AB123456C",
    "Mannerheimintie 12 B 34", "FI21 1234 5600 0007 85", "https://example.org/aino",
)  # fmt: skip
