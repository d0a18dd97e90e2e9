"""Names of persons in Swedish text, and what is told of somebody's health, as places in the text.

A name is a given name with a capitalised word after it, a surname in -sson, or a given name after a word that leads to
one ("heter", "ring", "min granne") or before where they live ("Åke på Övergården"). The given names are those most
borne in Sweden (SCB's name statistics, from memory, with the commonest of later newcomers), without those that are
mostly something else ("Björn", "Sten", "Maj"). Health is an illness said of somebody: "han har cancer", "min mamma är
dement", "Kurt Berg i Åsby har fått demens"; a café for people with dementia is nobody's.
"""

import re
from collections.abc import Iterator

_GIVEN = """
Adam Agneta Ahmed Ali Alice Alva Amanda Amina Anders Andreas Anette Anita Anja Ann Anna Anneli Annika Anton Arne Arvid
Astrid August Axel Barbro Bengt Berit Bertil Birgit Birgitta Bo Britt Britta Börje Camilla Carin Carina Carl Carolina
Cecilia Charlotte Christer Christian Christina Daniel David Ebba Elin Elisabeth Ellen Elsa Emelie Emil Emma Erik Erika
Erland Ester Eva Evert Fatima Filip Folke Fredrik Frida Frank Gerd Gertrud Göran Gösta Greta Gudrun Gun Gunilla Gunnar
Gunnel Gustaf Gustav Hanna Hans Harald Hassan Hedvig Helen Helena Helge Henrik Henry Hugo Håkan Ibrahim Ida Inga
Ingemar Inger Ingrid Ingvar Irene Isabella Jakob Jan Jenny Jens Jessica Joakim Johan Johanna Johannes John Jonas
Josefin Julia Kajsa Kalle Karin Karl Karolina Katarina Kenneth Kent Kerstin Kjell Klara Klas Kristina Kurt Lars Leif
Lena Lennart Lina Linda Linnea Linus Lisa Lisbeth Louise Lovisa Lucas Magdalena Magnus Maja Malin Marcus Margareta
Maria Marianne Marie Martin Mats Matilda Mattias Mikael Mohammed Mohamed Mona Monica Monika Märta Nils Nina Oksana
Olena Olga Olle Olof Oscar Oskar Ove Patrik Per Pernilla Peter Petra Petter Pia Ragnar Rasmus Rebecka Robert Robin
Roger Roland Rolf Rune Samira Sara Sebastian Siv Sofia Solveig Sonja Stefan Stina Sune Susanna Susanne Svea Sven
Sylvia Therese Thomas Tobias Tomas Tommy Torbjörn Tord Tore Torsten Tove Ulf Ulla Ulrika Vera Victor Viktor Viktoria
Viola Wilhelm Yvonne Åke Åsa Örjan
"""
_NAME = r"[A-ZÅÄÖÉÜ][a-zåäöéü]{1,20}(?:-[A-ZÅÄÖÉÜ][a-zåäöéü]{1,20})?"
_KIN = (
    "mamma|pappa|mor|far|mormor|morfar|farmor|farfar|fru|man|make|maka|sambo|son|dotter|syster|bror|granne|vän|kompis"
)
_ONES = r"(?:[Mm]in|[Vv]år|[Dd]in|[Hh]ans|[Hh]ennes|[Ee]n|[Ee]r)"
_LEADS = (
    rf"(?:\b(?:heter|[Rr]ing|[Kk]ontakta|[Ff]råga|[Mm]ejla|[Hh]älsa|[Hh]err|[Ff]ru)(?: till)?|\b{_ONES} (?:{_KIN})) "
)
_GIVEN_ONE = rf"(?:{'|'.join(_GIVEN.split())})(?:-{_NAME})?"
_FULL = re.compile(rf"\b{_GIVEN_ONE}(?: {_NAME}){{1,2}}(?!\w)")
_LED = re.compile(rf"{_LEADS}({_GIVEN_ONE})(?![\w-])")
# As people are told apart in a village; "Bo i" may be what one does there, and "Greta på Karin" is a boat.
_AT_HOME = re.compile(rf"\b(?!Bo\b){_GIVEN_ONE} (?:på|i|vid|från|hos) (?!{_GIVEN_ONE}(?!\w)){_NAME}")
_SURNAME = re.compile(r"\b(?:[A-ZÅÄÖÉÜ][a-zåäöéü]{1,20}[ -])?(?!Ericsson)[A-ZÅÄÖÉ][a-zåäöéü]{1,15}sson\b")

_SOMEBODY = (
    rf"(?:[Jj]ag|[Hh]an|[Hh]on|[Hh]en|{_ONES} (?:{_KIN})|[Mm]amma|[Pp]appa|[Mm]ormor|[Mm]orfar|[Ff]armor|[Ff]arfar)"
)
_IS = r"(?:har|hade|fick|fått|får|är|var|blev|blivit|lider av|drabbades av|dog i|dog av|behandlas för)"
_ILLNESS = (
    "cancer|diabetes|diabetiker|demen[ts]|alzheimer|parkinson|stroke|hjärtinfarkt|infarkt|hjärtsvikt|depression"
    "|deprimerad|utbränd|utmattnings|adhd|autis|asperger|bipolär|schizofren|psykos|epilep|astma|reumatis|alkoholi"
    "|missbruk|narkoman|beroende av (?:alkohol|droger)|missfall|gravid|hiv|sjukskriven|cellgift|dialys|självmord"
    "|ångest|förlamad|tumör|leukemi|ms(?!\\w)|kol(?!\\w)"
)
_ILL = rf"{_IS} (?:[^\W\d_]+ ){{0,3}}?(?:{_ILLNESS})\w*"
_HEALTH = re.compile(rf"\b({_SOMEBODY} (?:[^\W\d_]+ ){{0,2}}?{_ILL})")
_HEALTH_OF_NAMED = re.compile(rf"\b{_GIVEN_ONE} (?:[^\W\d_]+ ){{0,4}}?({_ILL})")


def names(text: str) -> Iterator[tuple[int, int]]:
    """Where persons are named; the same place may come twice."""
    for pattern in (_FULL, _SURNAME, _AT_HOME):
        yield from (found.span() for found in pattern.finditer(text))
    yield from (found.span(1) for found in _LED.finditer(text))


def health(text: str) -> Iterator[tuple[int, int]]:
    """Where it is told that somebody is ill or was; beside a name, which is found by itself, only the telling."""
    for pattern in (_HEALTH, _HEALTH_OF_NAMED):
        yield from (found.span(1) for found in pattern.finditer(text))
