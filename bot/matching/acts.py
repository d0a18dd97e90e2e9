"""What a member does with a message other than asking: cries for help, wants a person, asks for the next meeting.

Each is told by words that stand together, whatever else the message says, its capitals, dots, dialect and small slips
aside. A danger that is over is none, and neither is one that a film or a figure of speech tells of.
"""

import re
from collections.abc import Sequence
from typing import Final, Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.content import content
from bot.matching.text import fold, spelled_words

Act = Literal["danger", "person", "meetings"]

_NOT = r"(?:inte|int|ej|ente|itte|knappt|aldrig|slutat|slutar)"
_SOMEBODY = (
    r"(?:han|hon|ho|mannen|maken|gubben|karln|frun|gumman|mamma|pappa|mormor|farmor|farfar|morfar|farsan|morsan|"
    r"sonen|dottern|barnet|ungen|grannen|nagon|nan|kompisen|kollegan|bebisen|de|dom|folk|manniskor|person|personen)"
)

# In folded letters. Of each line any one is enough.
_DANGERS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\bsom )(?<!\bdu )(?<!\bni )(?<!\bvi )\bbrinn(?:er|r)?\b(?! (?:for|efter|av|inne|starkt|fint|du|ni|vi|fortfarande for)\b)",
        r"\bbrinner\b.*\b(?:112|hjalp|larma|brandkaren)\b|\bhjalp\b.*\bbrinn(?:er|r)?\b(?! (?:for|efter)\b)",
        r"\b(?:tagit|tar|fattat|fattar|star i) eld\b|\beld(?:en)? (?:i|pa|sprider)\b|\bbrand i (?!sjal)|\blagor\b.*\b(?:fran|ur|fonst)",
        r"\bryker (?:ur|fran|om|i)\b|\bstar i lagor\b|\brok (?:ur|fran|i hela)\b",
        rf"\bandas {_NOT}\b|\b{_NOT} (?:andas|andning)\b|\bfar (?:ingen|inte|int) (?:luft|puls)\b|\bingen puls\b",
        rf"\b{_SOMEBODY}\b.*\b(?:medvetslos|livlos|avsvimmad|svimmat|svimmade|kollapsat|krampar)\b|\bmedvetslos\b",
        r"\b(?:hjartinfarkt|hjartattack|hjartstopp|stroke)\b(?!.*(?:kurs|forening|starta))",
        r"\bblod(?:er)?\b.*\b(?:mycket|kraftigt|massor|slutar|huvud|armen|benet|ymnigt|hjalp)",
        r"\b(?:ramlat|ramla|trillat|trilla|fallit|falt|foll)\b.*\b(?:svara\w*|vakna\w*|ror|upp|res\w*|blod\w*|medvet\w*|ont|stup\w*|brut\w*)",
        rf"\b{_SOMEBODY} (?:svarar|vaknar|ror sig) (?:inte|int|ej|ente)\b",
        r"\bdrunkna(?:r)?\b|\bhaller pa att drunkna|\bramlat i (?:sjon|vattnet|an|alven)|\bgatt (?:igenom|genom) isen|\bunder isen\b",
        r"\b(?:ont|tryck|trycker|smarta) (?:i|over) brostet|\b(?:satt|sitter|fastnat|nat) i halsen\b",
        r"\b(?:fastklamd|klamd|fastnat|sitter fast) under\b|\bligger under (?:traktor|bil|trad|maskin|fyrhjuling)\w*|\bvalt\b.*\b(?:under|fast|ovanpa|klam\w*|skad\w*)",
        r"\b(?:krockat|krockade|krock|olycka|diket|avvagen)\b.*\b(?:skad\w*|fastklam\w*|sitter fast|blod\w*|ambulans|nu|hjalp)\b",
        r"\binbrott\b.*\b(?:nu|pagar|just)\b|\b(?:bryter|brytit) sig in\b|\btjuv\w* .*\bnu\b",
        r"\b(?:skjuter|skottlossning)\b.*\b(?:har|nu|folk|pa oss)\b|\bhotar\b.*\b(?:kniv|vapen|doda|pistol)",
        r"\b(?:luktar|lukt av) gas\b|\bgasl(?:ukt|acka)\b|\b(?:svalt|druckit|drack) (?:\w+ )?(?:gift|propplosare|klorin|tandvatska)",
        r"\b(?:skicka|ring|behover|larma|tillkalla|hjalp|kalla pa)\b.*\b(?:ambulans|ambulansen|brandkar|brandkaren|raddningstjansten)\b",
        r"\b(?:ambulans|ambulansen|brandkar|brandkaren)\b.*\b(?:nu|snabbt|genast|fort|hjalp|hit)\b",
        r"\b(?:nodlage|nodsituation|livsfara)\b|\bsos\b.*\bhjalp\b|\bhjalp\b.*\b(?:dor|doende|doda|drunknar|brand|112)\b",
        r"\bhelp\b.*\b(?:fire|burning|dying)\b|\b(?:house|barn|forest) is (?:on fire|burning)|\bcall an ambulance\b|\bnot breathing\b",
    )
)  # fmt: skip
_WORDS: Final = (
    "brinner", "medvetslös", "medvetslos", "ambulans", "ambulansen", "brandkåren", "hjärtinfarkt", "hjärtattack",
    "drunknar", "svimmat", "krampar", "blöder", "fastklämd", "andas", "ramlat", "trillat", "nödläge", "krockat",
)  # fmt: skip
_OVER: Final = re.compile(
    r"\b(?:igar|i gar|forrgar|slackt|slackte|slacktes|slocknat|slocknade|ovning|film|filmen|bok|boken|serie|brann|brunnit|"
    r"var pa vag att|gick bra|gatt bra|mar bra|ar over|over nu|ar lugnt|lugnt nu|ingen fara|falskt larm|falsklarm|"
    r"i (?:mandags|tisdags|onsdags|torsdags|fredags|lordags|sondags|natras|vintras|somras|hostas|varas|fjol|helgen)|"
    r"forra|sedan dess|sen dess|(?:ar|manader|veckor|dagar|timmar) (?:sedan|sen)|klarade sig|raddades|raddade|"
    r"har fatt hjalp|fick hjalp|hemma igen|hemma nu fran|tillbaka fran|tack for)\b"
)
_NOW: Final = re.compile(r"\b(?:igen|fortfarande|nu brinner|brinner nu|brinner det nu|andra huset)\b")

_PERSON: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:prata|snacka|tala|chatta|kontakt|kontakta|pratar|na|traffa) (?:med |pa )?(?:en |nan |nagon |na )?"
        r"(?:\w+ )?(?:nagon|nan|manniska|manniskor|person|handlaggare|moderator|moderatorer|er)\b",
        r"\b(?:vem|vilken|vilket nummer) (?:kan|far|ska|skall|bor) (?:jag|man|vi|en) (?:ringa|fraga|kontakta|prata|tala|vanda|maila|mejla|skriva)\b",
        r"\b(?:fraga|ring|ringa|koppla|hamta|fa|har|finns det|finns) (?:mig |till |upp |tag i |tag pa |fram )*(?:en |nan |nagon )?"
        r"(?:riktig |levande |verklig |annan )?(?:manniska|person|moderator|handlaggare)\b",
        r"\b(?:nan|nagon|ni|du|moderator) (?:ringa|kontakta|hora av sig till) mig\b|\bnagon jag kan (?:ringa|fraga|prata)\b|"
        r"\b(?:kontaktar|nar|ringer) (?:jag|man|vi) (?:er|nagon|en manniska)\b",
        r"\b(?:manniska|moderator|riktig person) (?:tack|nu)\b|^(?:en )?(?:riktig |levande )?manniska$|\bnagon att (?:prata|ringa|fraga)\b",
        r"\bvill (?:inte|int) (?:prata|snacka|skriva) med (?:en )?(?:bot|robot|dator|maskin)",
        r"\b(?:talk|speak) to (?:a |some ?|any ?)?(?:human|person|one|body)|\breal person\b",
    )
)  # fmt: skip
_PERSON_WORDS: Final = frozenset(
    [
        "människa",
        "människor",
        "person",
        "personer",
        "riktig",
        "levande",
        "verklig",
        "annan",
        "moderator",
        "moderatorer",
        "moderatorn",
        "handläggare",
        "någon",
        "prata",
        "snacka",
        "tala",
        "chatta",
        "kontakta",
        "kontakt",
        "ringa",
        "ring",
        "ringer",
        "telefon",
        "nummer",
        "numret",
        "koppla",
        "bot",
        "boten",
        "robot",
        "dator",
        "maskin",
        "hjälp",
        "bestämmer",
        "svarar",
        "vända",
        "maila",
        "mejla",
        "vettig",
        "riktigt",
        "human",
        "person",
        "talk",
        "speak",
        "someone",
        "real",
        "somebody",
    ]
)

_MEETING = (
    r"(?:traff|traffen|mote|motet|nat?verkstraff|nat?verksmote|natverkstraffen|natverksmotet|samling|traffar|moten)"
)
_MEETINGS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:nasta|kommande|nya|fler) {_MEETING}\b",
        rf"\bnar (?:\w+ ){{0,3}}{_MEETING}\b|\b{_MEETING} nar\b|\bvilken dag .*{_MEETING}\b|\bdatum .*{_MEETING}\b",
        r"\b(?:anmaler|anmala|anmalan)\b.*\b(?:\w*mote|\w*motet|\w*traff|\w*traffen)\b",
        r"\bnar (?:\w+ )?(?:vi |ni |natverket )?(?:ses|traffas)\b|\bvar (?:ar|halls|blir) (?:nasta )?"
        + _MEETING
        + r"\b",
        rf"\b(?:finns det|blir det|ar det) (?:nagra |nagot |nan |na |nat )?(?:fler |mer |nytt |kommande |snart )?{_MEETING}\b",
    )
)
_MEETING_WORDS: Final = frozenset(
    [
        "träff",
        "träffen",
        "träffar",
        "möte",
        "mötet",
        "möten",
        "nätverksträff",
        "nätverksmöte",
        "nätverksträffen",
        "nätverksmötet",
        "nätverket",
        "samling",
        "kommande",
        "datum",
        "tid",
        "dags",
        "plats",
        "anmälan",
        "anmäla",
        "anmäler",
        "hålls",
        "ses",
        "träffas",
        "kalender",
        "höst",
        "hösten",
        "vår",
        "våren",
        "sommar",
        "vinter",
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
        "vecka",
        "veckan",
        "månad",
        "månaden",
        "byamötet",
        "bymötet",
        "nästa",
    ]
)


def act(question: str) -> Act | None:
    """What a message does, if it does anything but ask."""
    typed = spelled_words(question)
    plain = " ".join(map(fold, typed))
    if _is_danger(typed, plain):
        return "danger"
    meant = content(typed)
    others = {*meant.heavy, *meant.light}
    if _any(_PERSON, plain) and others <= _PERSON_WORDS:
        return "person"
    signing_up = "anmäl" in question.casefold()
    return "meetings" if _any(_MEETINGS, plain) and (signing_up or others <= _MEETING_WORDS) else None


def is_over(question: str) -> bool:
    """Whether a message tells of something that has passed, and not that it goes on."""
    plain = " ".join(map(fold, spelled_words(question)))
    return bool(_OVER.search(plain)) and not _NOW.search(plain)


def _is_danger(typed: Sequence[str], plain: str) -> bool:
    mended = " ".join(fold(_mended(word)) for word in typed)
    return (_any(_DANGERS, plain) or _any(_DANGERS, mended)) and not is_over(plain)


def _mended(word: str) -> str:
    """A word of danger for one that is a slip from it."""
    if len(word) < 5:
        return word
    near = process.extractOne(word, _WORDS, scorer=OSA.distance, score_cutoff=1)
    return word if near is None or near[0][0] != word[0] else near[0]


def _any(patterns: Sequence[re.Pattern[str]], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)
