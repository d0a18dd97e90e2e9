"""How words are read that go on with a conversation; nothing is looked up and nothing stored here.

A message goes on with a thread by whole phrases ("mer", "källa?"), or by asking for a kind of answer without naming
another topic ("och vad kostar det"). What `meant` names is compared with the words of the `topic`, the entry's own.
"""

import re
from collections.abc import Collection, Mapping
from typing import Final

from bot.features.asking.values import FollowUp, Wish
from bot.matching.acts import is_over
from bot.matching.content import Content
from bot.matching.kinds import AnswerKind, kind
from bot.matching.patterns import plain
from bot.matching.text import fold, spelled_words

_ALIKE: Final = 5  # letters that two forms of a word share
_SHORT: Final = 5  # words; so few name no topic of their own
_FEW: Final = 2  # words with meaning; a message with more is a whole thought

_LEAD: Final = r"(?:(?:och|men|ja|jo|ok|okej|aha|jaha|nej|ah|da|alltsa|forresten) )*"
_TAIL: Final = r"(?: (?:da|tack|forresten|alltsa|med|ocksa|snalla|please|nu|om det|om den|om detta|om dem))*"
_PHRASES: Final[Mapping[Wish, str]] = {
    "more": (
        r"mer|mera|(?:beratta|sag|skriv|forklara|utveckla)(?: \w+)? ?(?:mer|mera)?|mer (?:info\w*|detaljer|text)|fortsatt"
        r"|hur (?:da|gick det till|gjorde de|gjorde dom|funkar det)|va|vada|utveckla|detaljer|forklara(?: \w+){0,2}"
        r"|jag (?:forstar|fattar) (?:inte|int)(?: det(?: dar| har)?)?(?: kan du (?:saga|forklara) det (?:enklare|igen|annorlunda))?"
        r"|kan du (?:saga|forklara|beratta|utveckla)(?: det)?(?: lite)?(?: \w+)?"
        r"|more|tell me more|go on|details|kerro lisaa|lisaa|mehr|erzahl mehr|wiecej|powiedz wiecej"
        r"|розкажи більше|більше|المزيد|أخبرني المزيد"
    ),
    "next": (
        r"nasta|nasta (?:exempel|svar)|(?:ge mig |ta )?(?:ett|en) (?:till|annan|annat)|(?:har du |finns det )?(?:nat|nagot) annat"
        r"|(?:ge mig |visa )?(?:ett )?annat(?: exempel)?|det dar laste jag redan har du nat annat|next|another(?: one)?"
        r"|seuraava|nachste|nastepny|наступний|التالي"
    ),
    "others": (
        r"fler|flera|(?:finns det|har du|ge mig|visa) (?:fler|flera|andra)(?: exempel)?|fler exempel|andra(?: exempel)?"
        r"|(?:finns det|ar det) (?:fler|flera|andra|nagra fler) som (?:gjort|gor|har gjort|provat|har) (?:sa|det|samma|samma sak)"
        r"|more examples|others|any others"
    ),
    "source": (
        r"kalla|kallor|kallan|vad ar kallan|(?:var|vart) (?:kommer|har ni fatt|star) (?:det|detta)(?: ifran| fran)?"
        r"|varifran kommer det|vem sager det|hur vet du det|source|sources|lahde|quelle|zrodlo|джерело|المصدر"
    ),
    "wrong": (
        r"fel svar|fel|helt fel|(?:det (?:har|dar)? ?var )?(?:ju )?(?:inget|fel) svar|inte (?:den|det|det dar|den dar)"
        r"|(?:nej )?det (?:dar |har )?var (?:ju )?inte (?:det|den|vad) (?:jag|vi) (?:fragade|menade|ville ha|undrade|sokte)(?: om| efter)?"
        r"|det har var ju inget svar|inget av dessa|ingen av dem|wrong(?: answer)?|not that"
    ),
    "language": (
        r"(?:can you |could you )?(?:say|write|answer)(?: that| it| this)?(?: again)? in (?:english|finnish|arabic|polish|ukrainian)"
        r"|(?:in )?english(?: please)?|do you speak english|pa engelska"
    ),
}
_WHOLE: Final = {wish: re.compile(f"{_LEAD}(?:{phrases}){_TAIL}") for wish, phrases in _PHRASES.items()}
_ABOUT: Final = re.compile(
    r"^\W*(?:och |men |nej |ok )*(?:tillbaka till|åter till|mer om|berätta (?:mer )?om|den (?:med|om|där med)|"
    r"det (?:med|om|där om)|jag menar|jag menade|jag tänkte på|ge mig (?:ett |några )?exempel på|exempel på) (.+)$",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(
    r"^\W*(?:(?:och|men|hur är det|hur ser det ut|finns det|gäller det|ja)\s+)*(?:då\s+)?(?:i|på|kring|runt)\s+"
    r"([A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)?)(?:\s+då|\s+också)?\W*$"
)
_SOMEWHERE: Final = re.compile(r"\b(?:i|på)\s+[A-ZÅÄÖ][\w-]+")
_MONEY: Final = re.compile(r"\b(?:finansier\w*|betala\w*|bekosta\w*|rad med|bidrag|pengar|pengarna|stod for)\b")
_BACKWARD: Final = frozenset(
    "det den de dom dem dar detta dessa san sant sana sadan sadant sadana hit dit da han hon".split()
)
_EMPTY_IT: Final = re.compile(r"\b(?:finns|gar|ar|blir|var|brukar|racker) det\b|\bdet (?:att|finns|gar|ar)\b")
_KINDS: Final[Mapping[AnswerKind, str]] = {  # asked for in few words, which alone would be no question
    "vem": r"^(?:vem|vilka|vilken|vilket|vad heter|vems|vem som|who|wer|kuka|kto|хто|من)\b",
    "var": r"^(?:var|vart|where|wo|missa|gdzie|де|أين)\b",
    "när": r"^(?:nar|hur dags|when|wann|milloin|kiedy|коли|متى)\b",
    "hur mycket": (
        r"^(?:hur (?:mycket|manga|snabbt|stor|stora|stort|lang|lange|dyrt|ofta)|vad (?:kostar|ar (?:priset|hyran|avgiften))"
        r"|how (?:much|many|long)|was kostet|wie viel\w*|paljonko|ile|скільки|كم)\b"
    ),
    "varför": r"^(?:varfor|why|warum|miksi|dlaczego|чому|لماذا)\b",
    "får man": r"^(?:far|maste|behover) (?:man|jag|vi)\b",
}
_COURTESY: Final = frozenset(
    "tack tackar ok okej oj ah aha haha katten toppen bra fint kul thanks thank danke schon kiitos dziekuje дякую شكرا"
    " mahadsanid merci gracias spasibo спасибо tusen bardzo dank takk tesekkurler".split()
)
_OPENING: Final = re.compile(
    r"(?:jo|du|hor du|hallo|horrni|alltsa|alltsa jo|jo du|jo alltsa|ursakta|hej|hejsan|hej du)"
)
_ASIDE: Final = re.compile(
    r"\b(?:fel chatt|fel person|inte till dig|strunt i|glom det|det racker|racker det|satt den|var ratt|kom at|gick pa skarmen"
    r"|laten bra|later bra|nu vet jag|da vet jag|kommer jag|ses dar)\b"
)
_ASKS: Final = re.compile(
    r"\b(?:hur|vad|var|vem|nar|varfor|vilken|vilket|vilka|finns|kan (?:man|vi|jag|du|ni)|far (?:man|vi|jag)|gar det|vet (?:du|ni)"
    r"|undrar|vill veta|beratta|tips|how|what|where|who|when|why|is there)\b"
)
_OVER: Final = re.compile(
    r"\b(?:ambulans\w*|brandkar\w*|polis\w*) (?:ar har|har varit|har kort|tog|kom|kort)|\bar har nu\b|\bmar bra\b|\bvaknat\b"
    r"|\bslack\w*|\bkom fram\b|\blugnt\b|\bkort ivag\b|\bpa (?:lasarettet|sjukhuset) nu\b|\bgick bra\b|\bfara over\b"
    r"|\bambulans\w* (?:kort|kommit)|\bhar ambulans\w* kort\b|\bingen skadad\b|\btog honom\b|\bkanns battre\b|\bpuh\b"
)
_PERSON: Final = re.compile(
    r"\b(?:prata|tala|snacka|ringde|ringa upp|ring(?:er)? upp|kontakt)\b.*\b(?:nagon|nan|na|er|mig|manniska|handlaggare|person)\b"
    r"|\b(?:nagon|nan)\b.*\b(?:ring\w*|prata|tala)\b|\blevande manniska\b|\b(?:en|nagon|riktig) manniska\b"
    r"|\bfa tag i (?:nagon|nan|er)\b|\b(?:talk|speak) (?:to|with) (?:a |some)(?:person|human|one|body)"
    r"|\b(?:ingen|nagon|nan) (?:dar )?man kan ringa\b"
)
_MEETING: Final = re.compile(
    r"\bnext meeting\b|\bnachste (?:treffen|versammlung)\b|seuraava kokous|الاجتماع القادم|наступн\w+ зустріч"
)


def follow_up(text: str, meant: Content, topic: Collection[str], *, sure: bool) -> FollowUp | None:
    """What a message wants of the thread whose topic has these words (folded); None if it begins anew.

    `sure` tells that it has an answer of its own, which goes before all but short words that point back.
    """
    said = plain(text)
    wish = next((wish for wish, phrase in _WHOLE.items() if phrase.fullmatch(said)), None)
    if wish is not None:
        return FollowUp(wish)
    if place := _PLACE.match(text.strip()):
        return FollowUp("place", place=place[1])
    strange = [
        word for word in spelled_words(_SOMEWHERE.sub(" ", text)) if word in meant.heavy and not _in(word, topic)
    ]
    backward = bool(_BACKWARD & set(_EMPTY_IT.sub(" ", said).split())) or said.startswith(("och ", "men "))
    brief = len(said.split()) <= _SHORT
    if backward and not sure and len(strange) <= 1 and _MONEY.search(said):
        return FollowUp("money")
    near = not strange or (len(strange) == 1 and ((backward and (brief or not sure)) or (brief and not sure)))
    if near and (asked := _kind(said)) is not None:
        return FollowUp("kind", asked)
    back = backward or said.startswith(("i ", "pa ", "med ", "for "))
    return FollowUp("more") if back and brief and not strange and not sure and not meant.empty else None


def about(text: str) -> str | None:
    """What a message says that it is about, as in "mer om maten" or "den med bussen"."""
    found = _ABOUT.match(text.strip())
    return None if found is None else found[1]


def chosen(text: str, meant: Content, choice: Mapping[str, Collection[str]]) -> str | None:
    """The one of the entries on offer, by id with their words, that a message names; None if none, or several."""
    wanted = [*meant.heavy, *meant.light]
    fitting = [each for each, words in choice.items() if wanted and all(_in(word, words) for word in wanted)]
    return fitting[0] if len(fitting) == 1 else None


def is_courtesy(text: str, meant: Content) -> bool:
    """Whether a message only thanks, agrees, or says that it was not meant for the bot."""
    words = set(plain(text).split())
    others = {fold(word) for word in meant.heavy} - _COURTESY
    return bool(_ASIDE.search(plain(text))) or (bool(words & _COURTESY) and not others and _kind(plain(text)) is None)


def is_past(text: str) -> bool:
    """Whether a message that follows a cry for help tells that help has come, or that all is well."""
    return is_over(text) or bool(_OVER.search(plain(text)))


def wants_person(text: str) -> bool:
    """Whether a message that got no answer rather asks for somebody to talk to."""
    return bool(_PERSON.search(plain(text)))


def wants_meetings(text: str) -> bool:
    """Whether a message in another language asks for the next meeting."""
    return bool(_MEETING.search(plain(text)))


def is_opening(text: str) -> bool:
    """Whether a message only calls for attention, as people do before they say what they want."""
    return bool(_OPENING.fullmatch(plain(text)))


def is_reaction(text: str, meant: Content) -> bool:
    """Whether a message goes on with what was shown, so that nothing more need follow."""
    return follow_up(text, meant, (), sure=False) is not None or meant.empty or is_courtesy(text, meant)


def is_short(text: str) -> bool:
    """Whether a message is so short that it can only go on with something."""
    return len(spelled_words(text)) <= _SHORT and _kind(plain(text)) is None and not is_courtesy(text, Content())


def is_unfinished(text: str, meant: Content) -> bool:
    """Whether more words are likely to follow within a moment: nothing is asked, and little is said."""
    said = plain(text)
    return "?" not in text and not _ASKS.search(said) and len(meant.heavy) <= _FEW and len(said) > 1


def _kind(said: str) -> AnswerKind | None:
    bare = re.sub(f"^{_LEAD}", "", said)
    return next((each for each, asked in _KINDS.items() if re.search(asked, bare)), None) or kind(bare)


def _in(word: str, topic: Collection[str]) -> bool:
    """Whether a topic has a word, inflected, or as the beginning or the end of a longer one."""
    stem = fold(word)[:_ALIKE]
    return any(each.startswith(stem) or (len(stem) == _ALIKE and stem in each) for each in topic)
