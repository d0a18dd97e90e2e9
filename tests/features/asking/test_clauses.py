"""What is not known is said in the question's own words, where they can be turned without a doubt."""

import pytest

from bot.features.asking import texts
from bot.features.asking.clauses import parted, unknown


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("var kan man låna ett släp", "Var man kan låna ett släp"),
        ("Var ligger bygdegården i Åsby?", "Var bygdegården i Åsby ligger"),
        ("var ligger det", "Var det ligger"),
        ("vem är ordförande i byalaget?", "Vem som är ordförande i byalaget"),
        ("Vem kan jag ringa?", "Vem du kan ringa"),
        ("vem är det", "Vem det är"),
        ("vem gör det", "Vem som gör det"),
        ("vem ska vi anmäla till", "Vem ni ska anmäla till"),
        ("vilken kommun är det", "Vilken kommun det är"),
        ("vilket är bäst", "Vilket som är bäst"),
        ("vilken kommun ligger det i", "Vilken kommun det ligger i"),
        ("vilken dag är mötet", None),
        ("vem hyr de av", None),
        ("och när går bussen?", "När bussen går"),
        ("varför är det så dyrt", "Varför det är så dyrt"),
        ("VARFÖR STÄNGER DE SKOLAN", "Varför de stänger skolan"),
        ("hur många bilar behöver vi", "Hur många bilar ni behöver"),
        ("men vad kostar det då", "Vad det kostar"),
        ("vad kostar fiber", "Vad fiber kostar"),
        ("får man ha hund på stranden", "Om man får ha hund på stranden"),
        ("är det lagligt?", "Om det är lagligt"),
        ("kan jag ta med min man", "Om du kan ta med din man"),
        ("vem äger huset <b>nu</b>", None),
        ("vilken källa", None),
        ("när ni började, vem betalade då", None),
        ("var håller ni till", None),
        ("we need a van", None),
        ("vem var det som sa att man kan få pengar från länsstyrelsen om man söker före jul", None),
        ("", None),
    ],
)
def test_a_question_becomes_what_is_not_known(question: str, clause: str | None) -> None:
    """ "Jag" becomes "du"; of what cannot be turned nothing is said but that it is not known."""
    assert unknown(question) == clause
    assert texts.lack(question) == f"{clause or 'Det'} vet jag inte."


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("hur ordnar vi samåkning och vad kostar fiber?", ("hur ordnar vi samåkning", "vad kostar fiber?")),
        ("Hur ordnar vi samåkning?\nOch hur får vi fiber", ("Hur ordnar vi samåkning?", "hur får vi fiber")),
        ("vad är andelsjordbruk, vad är en reko-ring", ("vad är andelsjordbruk", "vad är en reko-ring")),
        ("Vi är få. Hur delar vi bil? Finns det bio?", ("Vi är få. Hur delar vi bil?", "Finns det bio?")),
        ("hur e de me samåkning å va kostar fiber", ("hur e de me samåkning", "va kostar fiber")),
        ("hur ordna vi samåkning & va e fiber", ("hur ordna vi samåkning", "va e fiber")),
        ("1. hur ordnar vi samåkning\n2. vad är en bygdebok", ("hur ordnar vi samåkning", "vad är en bygdebok")),
        ("två saker. 1) hur får vi fiber 2) var är bion", ("två saker. hur får vi fiber", "var är bion")),
        ("vad är en bygdebok?hur får vi fiber?", ("vad är en bygdebok?", "hur får vi fiber?")),
        ("finns https://x.se/?q=a och var", None),
        ("hur vet man vad det kostar och vad det ger", None),
        ("skolan står tom och affären har stängt, vad kan vi göra", None),
        ("vi vill starta en butik och har en skola", None),
        ("a? b? c? d?", None),
    ],
)
def test_questions_of_a_message_are_told_apart(message: str, questions: tuple[str, ...] | None) -> None:
    """Where each is built as one; what is only told goes with the question after it."""
    assert parted(message) == (questions or (message,))
