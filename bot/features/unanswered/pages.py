"""Pages of what members asked in vain: the list, one cluster, those whose words may not be shown."""

from collections.abc import Sequence

from bot.chat import texts as chat_texts
from bot.chat.page import Button, Page, in_rows
from bot.features.unanswered import actions, texts
from bot.features.unanswered.store.clusters import Cluster
from bot.knowledge.values import Entry
from bot.language.text import shortened

PER_PAGE = 6
PER_ROW = 6
MOST_HIDDEN = 18
MOST_SYNONYMS = 2
_Paged = type[actions.ShowList | actions.ShowHidden | actions.ShowTaught]


def listed(clusters: Sequence[Cluster], page: int, taught: int) -> Page:
    """One page of what may be shown, and how much may not; a page outside the list is moved to the nearest.

    A button leads to the words that have been `taught`, so many.
    """
    shown, hidden = _parted(clusters)
    page, pages = _within(page, len(shown), PER_PAGE)
    first = (page - 1) * PER_PAGE
    here = shown[first : first + PER_PAGE]
    buttons = [
        Button(str(number), actions.OpenCluster(each.shown[0].token, page))
        for number, each in enumerate(here, start=first + 1)
    ]
    clean = ((Button(texts.CLEAN, actions.ShowHidden(1)),),) if hidden else ()
    words = ((Button(texts.TAUGHT.format(number=taught), actions.ShowTaught(1)),),) if taught else ()
    text = texts.listed(here, first + 1, len(shown), sum(len(each.texts) for each in hidden))
    return Page((text,), (*in_rows(buttons, PER_ROW), *_steps(actions.ShowList, page, pages), *clean, *words))


def hidden(clusters: Sequence[Cluster], page: int, taught: int) -> Page:
    """Buttons to read what may not be shown, one text of each cluster: cleaned, it stands for all of them.

    They carry the numbers of the log, so that a reply means what was read, whatever the list has become meanwhile.
    """
    _, kept = _parted(clusters)
    if not kept:
        return listed(clusters, 1, taught)
    page, pages = _within(page, len(kept), MOST_HIDDEN)
    first = (page - 1) * MOST_HIDDEN
    here = kept[first : first + MOST_HIDDEN]
    buttons = [Button(str(each.texts[0].number), actions.Read(each.texts[0].token)) for each in here]
    rows = (*in_rows(buttons, PER_ROW), *_steps(actions.ShowHidden, page, pages), _to_list(1))
    return Page((texts.hidden(page, pages),), rows)


def cluster(
    found: Cluster, entries: Sequence[tuple[Entry, str]], page: int, heading: str = "", unknown: Sequence[str] = ()
) -> Page:
    """One cluster with the nearest entries and their links; one tap links it, or asks the members.

    Another lets an `unknown` word of it lead to what the nearest entry is about.
    """
    token = found.shown[0].token
    text = texts.cluster(found, [(entry.title, link) for entry, link in entries])
    rows = [(Button(_label(entry), actions.LinkTo(token, entry.id)),) for entry, _ in entries]
    rows += [(each,) for each in _synonyms(token, entries, unknown)]
    tips = (Button(texts.ASK_FOR_TIPS, actions.AskForTips(token)),)
    return Page((f"{heading}\n\n{text}" if heading else text,), (*rows, tips, _to_list(page)))


def linked(text: str, number: int) -> Page:
    """Link `number` is made; one tap takes that back."""
    return Page((text,), ((Button(chat_texts.UNDO, actions.Unlink(number)), *_to_list(1)),))


def teaching(text: str, taught: actions.TeachSynonym) -> Page:
    """What becomes of questions if a word is taught; a second tap teaches it."""
    back = Button(chat_texts.BACK, actions.OpenCluster(taught.token, 1))
    return Page((text,), ((Button(texts.TEACH, taught), back),))


def made_synonym(text: str, number: int) -> Page:
    """Synonym `number` is made; one tap takes that back."""
    return Page((text,), ((Button(chat_texts.UNDO, actions.DropSynonym(number)), *_to_list(1)),))


def taught(words: Sequence[tuple[int, str, str]], page: int) -> Page:
    """Words that have been taught, by number, each taken back with one tap; a page too far is the last."""
    page, pages = _within(page, len(words), PER_PAGE)
    here = words[(page - 1) * PER_PAGE : page * PER_PAGE]
    rows = [
        (Button(texts.UNTEACH.format(word=shortened(word, texts.MOST_TITLE)), actions.DropSynonym(number)),)
        for number, word, _ in here
    ]
    text = texts.taught([(word, leads_to) for _, word, leads_to in here])
    return Page((text,), (*rows, *_steps(actions.ShowTaught, page, pages), _to_list(1)))


def done(text: str) -> Page:
    """The way back to the list."""
    return Page((text,), (_to_list(1),))


def _parted(clusters: Sequence[Cluster]) -> tuple[list[Cluster], list[Cluster]]:
    return [each for each in clusters if each.shown], [each for each in clusters if not each.shown]


def _within(page: int, number: int, most: int) -> tuple[int, int]:
    pages = max(1, -(-number // most))
    return min(max(page, 1), pages), pages


def _steps(shown: _Paged, page: int, pages: int) -> tuple[tuple[Button, ...], ...]:
    before = (Button(chat_texts.PREVIOUS, shown(page - 1)),) if page > 1 else ()
    after = (Button(texts.NEXT, shown(page + 1)),) if page < pages else ()
    return ((*before, *after),) if before or after else ()


def _to_list(page: int) -> tuple[Button, ...]:
    return (Button(texts.TO_LIST, actions.ShowList(page)),)


def _synonyms(token: str, entries: Sequence[tuple[Entry, str]], unknown: Sequence[str]) -> list[Button]:
    """The first words that no entry has, each to lead to the nearest entry's first keyword."""
    if not entries or not entries[0][0].keywords:
        return []
    nearest = entries[0][0]
    return [
        Button(
            texts.SYNONYM.format(word=shortened(word, 20), other=nearest.keywords[0]),
            actions.MakeSynonym(token, nearest.id, n),
        )
        for n, word in enumerate(unknown[:MOST_SYNONYMS])
    ]


def _label(entry: Entry) -> str:
    return texts.LINK.format(title=shortened(entry.title, texts.MOST_TITLE))
