"""The Swedish of questions, of what goes on with them, and of waiting for an answer; safe HTML."""

from collections.abc import Mapping, Sequence
from html import escape as quoted
from typing import Final

from bot.chat import texts as chat_texts
from bot.features.answers import texts as answers_texts
from bot.features.asking.clauses import parted, unknown
from bot.features.unanswered.store.waiters import MOST, Waiter
from bot.knowledge.values import Entry, Knowledge
from bot.language.dates import last_day, on_date
from bot.language.text import escape, first_sentence, numbered, shortened

WAIT: Final = "Säg till när det finns svar"
STOP: Final = "Sluta vänta"
STOPPED: Final = "Klart. Frågan är borttagen, och jag säger inte till."
NOT_WAITING: Final = "Du väntar inte längre på svar på den frågan."

ASK_WHILE_WRITING: Final = (
    "Du håller på att skriva. Vill du ställa en fråga under tiden skriver du /fraga och sedan frågan."
)
TOO_FAST: Final = "Nu kom det många frågor på en gång. Vänta en minut, så svarar jag igen."
_ASK_FIRST: Final = "Ställ först din fråga. Hittar jag inget svar kan du välja det sedan."

_FULL: Final = f"\n\nDu kan vänta på svar på {MOST} frågor. Kommer det en till faller den äldsta bort."
_SHOWN: Final = 200  # letters of a question
_ON_BUTTON: Final = 40  # letters that a phone shows


def waits(waiter: Waiter, number: int) -> str:
    """What is stored from now on, for how long, and how to stop; the member waits for `number` answers in all."""
    full = _FULL if number >= MOST else ""
    return (
        f"<b>Jag säger till här när det finns ett svar.</b>\n\nDu frågade: {_asked(waiter)}\n\n"
        f"Frågan sparas tillsammans med ditt konto tills du har fått svaret, men längst till {last_day(waiter.until)}. "
        f"Vill du inte vänta? Tryck på {STOP}, eller skriv /mina.{full}"
    )


def waiter(waiter: Waiter) -> str:
    """One of the questions that a member waits for."""
    return (
        f"<b>Du väntar på svar</b>\n\n{_asked(waiter)}\n\nJag säger till om det kommer före {last_day(waiter.until)}."
    )


def found(waiter: Waiter, link: str) -> str:
    """What stands above the answer when it comes; `link` leads to the answer."""
    return (
        f"<b>Nu finns det ett svar på din fråga</b>\n\nDu frågade: {_asked(waiter)}\n"
        f'<a href="{quoted(link)}">Länk till svaret</a>'
    )


def _asked(waiter: Waiter) -> str:
    return f"<i>{escape(shortened(waiter.question, _SHOWN))}</i>"


NONE_OF_THESE = "Inget av dessa"

BACK_TO_SUGGESTIONS = "Tillbaka till förslagen"

HOW_TO_ASK = "Så frågar du"

ASK_PROMPT = "Vad vill du veta? Skriv som du brukar prata, så letar jag."
HOW_TO_ASK_TEXT = (
    "<b>Så frågar du</b>\n\n"
    "• Berätta vad ni vill göra: ”vi vill åka ihop till jobbet”.\n"
    "• Eller beskriv läget: ”affären har stängt och mamma kör inte bil”.\n"
    "• Några ord räcker också: ”tomma lokaler”.\n\n"
    "Stavningen gör inget. Skriv /teman om du hellre bläddrar."
)
GROUP_NEEDS_QUESTION = "Skriv frågan efter kommandot, till exempel: /fraga hur ordnar vi samåkning"
ONLY_TEXT = "Jag kan bara läsa text. Skriv din fråga med några ord, så letar jag."
NO_WORDS = "Jag ser inga ord att leta efter. Skriv din fråga med några ord."
NO_SAFE_ANSWER = "<b>Jag hittar inget säkert svar.</b>\n\nProva gärna med andra ord, eller bläddra bland det som finns."
NO_SAFE_ANSWER_GROUP = "Jag hittar inget säkert svar här. Fråga mig privat, så letar vi vidare tillsammans."
PERHAPS_IN_PRIVATE = "Jag är inte säker på vad du menar. Fråga mig privat, så får du några förslag."
ALREADY_ANSWERED = "Det svarade jag nyss på. Svaret står i meddelandet här ovanför."
DID_YOU_MEAN = "Menade du …?"


def suggestions(titles: Sequence[str]) -> str:
    """The question back to the member, with two or three titles."""
    return f"<b>{DID_YOU_MEAN}</b>\n\n{numbered(titles)}"


NEAR: Final = "Det här har nätverket berättat som ligger nära:"
ABOUT_MONEY: Final = "Hur det betalas vet jag inte. Det här har nätverket berättat om pengar:"
ALL_TOLD: Final = "Mer än så har jag inte. Det här ligger nära:"
NOTHING_MORE: Final = "Mer än så har jag inte."
ASK_SOMEBODY: Final = "En människa kanske vet."
WHICH: Final = "Vilket av det här menar du?"
THIS: Final = "Det här vet jag."
OTHERS: Final = "Det här ligger nära:"
NEXT: Final = "Här är ett till."
NO_NEXT: Final = "Jag har inget mer som ligger nära. Se alla teman, eller fråga en människa."
NO_THREAD: Final = "Jag vet inte vad du syftar på. Skriv några ord om saken, till exempel: samåkning till jobbet"
GO_ON: Final = "Okej. Skriv din fråga om du undrar något."
PASSED: Final = "Tack för att du berättar. Jag finns här om du undrar något."
SORRY: Final = "Det var synd. Kanske är det något av det här du menar?"
SORRY_ONLY: Final = "Det var synd att det inte var rätt svar. Skriv gärna med andra ord, eller fråga en människa."
WHY_BAD: Final = "Säg gärna vad som inte var bra:"
PERSON_IN_GROUP: Final = "Vill du fråga en människa gör du det i en egen chatt med mig. Moderatorerna svarar där."
NO_LINKS: Final = "Jag kan inte öppna länkar. Skriv med egna ord vad du undrar, så letar jag."
SEVERAL: Final = "Du frågade om flera saker. Jag tar en i taget. Tryck på ”Sedan” för nästa."
IN_ENGLISH: Final = "Yes, you can ask in English. The answers are in Swedish, as people have written them."
OF_ITSELF: Final[Mapping[str, str]] = {
    "integritet": (
        "/integritet säger vad som sparas om dig och hur länge. /minadata visar allt som finns, och /glom tar bort det."
    ),
    "ai": "Nej, jag är en bot, alltså ett datorprogram. Men svaren är skrivna av människor.",
    "vem": "Människor har skrivit och granskat svaren. Jag letar bara upp dem. Läs mer: /om",
    "besviken": "Det var synd att jag inte kunde hjälpa dig. Skriv gärna med andra ord, eller fråga en människa.",
    "sorg": (
        "Jag beklagar sorgen. Jag är en bot och kan inte trösta, men du kan skriva till en människa i nätverket. "
        "Mår du dåligt kan du ringa 1177 dygnet runt. Är det akut, ring 112."
    ),
    "hälsning": f"Hej! {ASK_PROMPT}",
    "om_igen": ASK_PROMPT,
}
"""What is said to messages about the bot itself, by what they are about."""
WISH: Final = "önskemål: "
_FIRST: Final = 110  # letters of an entry's first sentence in an overview


def read_as(meant: str) -> str:
    """How a question with a slip in it was read."""
    return f"Jag läste det som: <i>{escape(meant)}</i>"


def other(question: str) -> str:
    """The button to another question of the same message."""
    return f"Sedan: {shortened(question, _ON_BUTTON)}"


def on(title: str, sentence: str) -> str:
    """A line about an entry that was shown before."""
    return f"Om <b>”{escape(title)}”</b>: {sentence}"


def elsewhere(place: str) -> str:
    """Nothing is known of a place."""
    return f"Hur det är i {escape(place)} vet jag inte."


def lack(question: str) -> str:
    """What is said first where an entry is on the topic but holds no answer of the kind that was asked for."""
    clauses = [unknown(each) for each in parted(question)]
    told = [each for each in clauses if each is not None]
    return " ".join(f"{escape(each)} vet jag inte." for each in (told if len(told) == len(clauses) else ["Det"]))


def lacking(question: str) -> str:
    """The line before entries that lack the kind of answer asked for."""
    return f"{lack(question)} {NEAR}"


def overview(topic: str, entries: Sequence[Entry]) -> str:
    """Several entries on one topic, a line each."""
    return f"<b>Det här har nätverket berättat om {escape(topic)}:</b>\n\n{lines(entries)}"


def lines(entries: Sequence[Entry]) -> str:
    """Entries, numbered, with the sentence that each begins with; of a wish that it is one."""
    begun = [f"{WISH if each.is_wish else ''}{shortened(first_sentence(each.answer), _FIRST)}" for each in entries]
    titled = zip(entries, begun, strict=True)
    return "\n".join(
        f"{number}. <b>{escape(entry.title)}</b> – {escape(beginning)}"
        for number, (entry, beginning) in enumerate(titled, start=1)
    )


def source(knowledge: Knowledge, entry: Entry) -> str:
    """Where an entry comes from, in full: meeting, day, question and heading."""
    sources = knowledge.sources_of(entry)
    meeting = knowledge.meeting(sources[0].meeting) if sources else None
    if meeting is None:
        return escape(answers_texts.source_line(knowledge, entry))
    headings = ", ".join(dict.fromkeys(each.heading for each in sources))
    asked = meeting.questions.get(sources[0].question, "")
    return escape(
        f"Det berättades på {meeting.name} {on_date(meeting.date)}, när frågan var ”{asked}” (under {headings}). "
        "Människor har skrivit av det, och anteckningarna är korta."
    )


_FOREIGN: Final[Mapping[str, tuple[str, str]]] = {
    "en": (
        "I understood your question, but the answers are in Swedish. Here is what people have written:",
        "You can go on asking in English. To reach a person, press “{human}”.",
    ),
    "fi": (
        "Ymmärsin kysymyksesi, mutta vastaukset ovat ruotsiksi. Näin ihmiset ovat kirjoittaneet:",
        "Voit jatkaa suomeksi. Jos haluat kysyä ihmiseltä, paina ”{human}”.",
    ),
    "ar": (
        "فهمت سؤالك، لكن الإجابات باللغة السويدية. هذا ما كتبه الناس:",
        "يمكنك متابعة السؤال بالعربية. للتحدث إلى شخص اضغط على «{human}».",
    ),
    "uk": (
        "Я зрозумів ваше запитання, але відповіді шведською. Ось що написали люди:",
        "Можете питати далі українською. Щоб звернутися до людини, натисніть «{human}».",
    ),
    "pl": (
        "Rozumiem pytanie, ale odpowiedzi są po szwedzku. Oto, co napisali ludzie:",
        "Możesz pytać dalej po polsku. Aby zapytać człowieka, naciśnij „{human}”.",
    ),
}
"""What stands before and after a Swedish answer to a question in another language; others get English."""
_FOREIGN_NONE: Final[Mapping[str, str]] = {
    "en": "I found no sure answer. Try other words, or ask a person: press “{human}”.",
    "fi": "En löytänyt varmaa vastausta. Kokeile muita sanoja tai kysy ihmiseltä: paina ”{human}”.",
    "ar": "لم أجد إجابة مؤكدة. جرّب كلمات أخرى، أو اسأل شخصًا: اضغط على «{human}».",
    "uk": "Я не знайшов певної відповіді. Спробуйте інші слова або запитайте людину: натисніть «{human}».",
    "pl": "Nie znalazłem pewnej odpowiedzi. Spróbuj innych słów lub zapytaj człowieka: naciśnij „{human}”.",
}
_FOREIGN_THANKS: Final[Mapping[str, str]] = {
    "en": "You are welcome. Ask me whenever you like.",
    "fi": "Ole hyvä. Kysy lisää milloin vain.",
    "ar": "على الرحب والسعة. اسأل متى شئت.",
    "uk": "Прошу. Питайте, коли захочете.",
    "pl": "Proszę bardzo. Pytaj, kiedy chcesz.",
}
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur", "ku"})
_RLM, _ISOLATE, _END = "\u200f", "\u2068", "\u2069"


def around(language: str) -> tuple[str, str]:
    """The lines before and after a Swedish answer in another language."""
    before, after = _FOREIGN.get(language, _FOREIGN["en"])
    return _directed(before, language), _directed(after, language)


def foreign_none(language: str) -> str:
    """Nothing was found, in the question's language and in Swedish."""
    return f"{_directed(_FOREIGN_NONE.get(language, _FOREIGN_NONE['en']), language)}\n\n{NO_SAFE_ANSWER}"


def foreign_thanks(language: str) -> str:
    """A friendly word."""
    return _directed(_FOREIGN_THANKS.get(language, _FOREIGN_THANKS["en"]), language)


def _directed(sentence: str, language: str) -> str:
    """A line that reads from the right where the language does; a Swedish name in it keeps its own direction."""
    right = language in _RIGHT_TO_LEFT and language in _FOREIGN
    human = f"{_ISOLATE}{chat_texts.HUMAN}{_END}" if right else chat_texts.HUMAN
    return f"{_RLM if right else ''}{sentence.format(human=human)}"


SLIPS: Final = {
    WAIT: _ASK_FIRST,
    "Säg till": _ASK_FIRST,
    **{label: chat_texts.not_now(label) for label in (STOP, NONE_OF_THESE, BACK_TO_SUGGESTIONS)},
}
