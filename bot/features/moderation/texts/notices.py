"""The Swedish that authors hear of decisions about what they have sent; safe HTML, and no moderator is named."""

from typing import Final

from bot.features.moderation.texts.decisions import begun, change
from bot.features.moderation.values import Item, Kind
from bot.gateway.outbox import Payload
from bot.language.text import escape, shortened

ANSWER = "Svara moderatorerna"
READ = "Läs svaret"

_MENDED: Final = {"title": "Rubrik", "answer": "Text"}
_OWN: Final[dict[Kind, str]] = {"tip": "Ditt tips", "question": "Din fråga", "report": "Det du rapporterade"}
_UNUSED: Final[dict[Kind, str]] = {
    "tip": "blev inte publicerat",
    "question": "kunde inte besvaras",
    "report": "ledde inte till någon ändring",
}


def notice(kind: str, item: Item, payload: Payload, title: str) -> str:
    """What an author hears of a decision about their item; moderators are not named."""
    own = "Ditt svar" if item.answering is not None else _OWN[item.kind]
    text, heading = shortened(str(payload.get("text") or ""), 3_300), f"”{escape(title)}”"
    found = f"Nu kan andra hitta det under rubriken {heading}."
    published = f"<b>{own} är publicerat. Tack!</b>\n\n{found}{_mended(payload)}"
    sentences = {
        "published": published if item.kind != "question" else f"<b>Svaret du fick hjälper fler.</b>\n\n{found}",
        "counted": "<b>Ditt svar är godkänt. Tack!</b>\n\nDet är med när svaren räknas ihop.",
        "corrected": f"<b>Tack, svaret är rättat!</b>\n\nDet gäller {heading}.",
        "merged": f"<b>Tack! {own} hör nu ihop med ett svar som fanns.</b>\n\nSvaret heter {heading}.",
        "joined": f"<b>Tack! {own} hör ihop med ett annat tips som väntar.</b>\n\nDu får veta när det är publicerat.",
        "returned": f"<b>Moderatorerna undrar en sak om det du skickade.</b>\n\n{escape(text)}",
        "declined": f"<b>{own} {_UNUSED[item.kind]}.</b>\n\n{escape(_reason(payload))}",
        "answered": f"<b>Svar från en moderator:</b>\n\n{escape(text)}",
        "undone": "Moderatorerna ångrade sig och tittar på det igen.",
        "reopened": "Moderatorerna har tagit upp det igen.",
    }
    wrote = f"\n\n<i>Du skrev: {escape(begun(item))}</i>" if item.content.text else ""
    return f"{sentences[kind]}{wrote}"


def _mended(payload: Payload) -> str:
    """What the moderators changed before they published it, each as it was and as it is."""
    pairs = [(label, payload.get(f"{name}_before"), payload.get(name)) for name, label in _MENDED.items()]
    changed = [change(label, str(old), str(new)) for label, old, new in pairs if old]
    return "\n".join(["\n\n<b>Moderatorerna ändrade lite:</b>", *changed]) if changed else ""


def _reason(payload: Payload) -> str:
    words = str(payload.get("words") or "")
    return shortened(words, 3_300) or REASONS.get(str(payload.get("reason")), "")


REASONS: Final[dict[str, str]] = {
    "exists": "Det finns redan.",
    "off_topic": "Det handlar om något annat än landsbygden.",
    "advert": "Det är reklam.",
    "personal": "Det innehåller uppgifter om enskilda personer.",
    "unclear": "Det går inte att förstå vad som menas.",
    "unverified": "Vi kan inte kontrollera att det stämmer.",
}
