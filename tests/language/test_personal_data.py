"""Personal data is pointed out in the forms people write it, and ordinary numbers are left alone."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.personal_data import Finding, Kind, find, pieces

IDENTITY_NUMBERS = (
    "811218-9876",
    "19811218-9876",
    "198112189876",
    "8112189876",
    "811218+9876",
    "811218 9876",
    "811218–9876",
    "811278-9873",  # a coordination number: 60 is added to the day
    "20000229-2381",
)
PHONES = (
    "070-123 45 67",
    "0701234567",
    "070.123.45.67",
    "070‑123\u00a045\u00a067",
    "073 – 123 45 67",
    "+46 70 123 45 67",
    "+46701234567",
    "0046701234567",
    "+46 (0)70-123 45 67",
    "08-123 456 78",
    "08/12 34 56",
    "(08) 123 45 67",
    "0271-123 45",
    "0247 123 45",
    "031123456",
)
EMAILS = ("anna@example.se", "anna.b+x@post.byn.nu", "åke@ängby.se", "anna (at) byn.se", "anna snabel-a byn.se")
PROPERTIES = (
    "Åsby 1:23",
    "Leksand Åsby 12:3",
    "Östra Åsby S:2",
    "Åsby 2:11>1",
    "Kv. Eken 4",
    "kv Eken 4",
    "kvarteret Stora Eken 12",
)
NAMES = ("Anna Svensson", "Ali Hansson", "Per-Olof Nyberg", "Åsa Lind", "Svensson", "Mohammed Al-Sayed")
HEALTH = (
    "han har cancer", "Jag har fått diabetes", "min mamma är dement", "hon blev deprimerad", "min man hade en stroke",
    "vår granne har svår ångest", "jag är sjukskriven", "pappa dog i cancer",
)  # fmt: skip
SHAPES = ("19500101-1234", "811218-9875", "195001011234", "19811278 - 9870", "500101+1234")
FORMS: list[tuple[Kind, str]] = [
    *(("identity_shape", text) for text in SHAPES),
    *(("identity_number", text) for text in IDENTITY_NUMBERS),
    *(("phone", text) for text in PHONES),
    *(("email", text) for text in EMAILS),
    *(("property", text) for text in PROPERTIES),
    *(("name", text) for text in NAMES),
    *(("health", text) for text in HEALTH),
]
ORDINARY = (
    "Föreningen har organisationsnummer 556036-0793 och 802002-4280.",
    "Numret 813218-9876 har ingen dag, och 8112189875 är tio siffror med fel kontrollsiffra.",
    "Mötet var 2018-11-06, alltså 06-11-2018, 06.11.2018 eller 20181106.",
    "Öppet kl. 08.30-16.00, lördagar 10.00–13.00 och tisdagar 08 30 16 00.",
    "Vi fick 1 200 000 kr och la 30 000 000 kr åren 2018-2019, 0,5 procent mer än 1990-2000.",
    "Sätt in på bankgiro 5050-1055 eller plusgiro 12 34 56-7.",
    "Ring kommunen på 020-123 456 eller 0771-11 22 33 (+46 771 11 22 33), vården på 1177 och larma på 112.",
    "Skriv till @byboten. Titta på f2-mat-05 och 192.168.0.1.",
    "Tisdagar 18:30, Kl 9:30, i Åsby 18:30 och klockan 1:23.",
    "Se SFS 1998:808, PBL 8:1, prop. 2017/18:179 och Joh 3:16.",
    "Kartan har Skala 1:50. Lokalen är 4 kvm, i kv 3. Posten går till 791 72 Falun.",
    "Vi har ett café för dementa, en föreläsning om cancer och hjärtinfarkt, och stöd vid missbruk.",
    "Bygden är beroende av skogen. Jag har en idé. Hon har hjälpt oss. Kol och ved är dyrt, och ms är millisekunder.",
    "Karlstad Kommun, Norra Åsby Byalag, Ericsson, Sara kulturhus, Anna, Stora Skedvi och Sankt Olof.",
    "ISBN 978-91-7000-000-0, IBAN SE35 5000 0000 0549 1000 0003, kort 4571 8112 1898 7600",
)


@pytest.mark.parametrize(("kind", "text"), FORMS)
def test_each_form_is_found_to_the_letter_inside_a_sentence(kind: Kind, text: str) -> None:
    """Every way of writing it is found as a whole, and as one kind only."""
    assert find(f"hör av dig: {text}, så ordnar vi det ({text}).") == (Finding(kind, text),)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_numbers_are_left_alone(text: str) -> None:
    """Times, dates, prices, acts, organisation numbers and firms' numbers raise no alarm."""
    assert find(text) == ()


def test_findings_come_in_the_order_of_the_text_and_once_each() -> None:
    """What is shown follows the text, and what is written twice is pointed out once."""
    found = find("Åsby 1:23: anna@byn.se eller 070-123 45 67, alltså anna@byn.se")
    assert [each.kind for each in found] == ["property", "email", "phone"]


def test_a_piece_is_pointed_out_once() -> None:
    """A number inside an address is part of the address."""
    assert find("0701234567@byn.se") == (Finding("email", "0701234567@byn.se"),)


def test_a_designation_after_its_name_is_found_in_small_letters() -> None:
    """Whoever writes that it is a property need not write its name with a capital."""
    assert find("fastigheten åsby 1:23 säljs") == (Finding("property", "åsby 1:23"),)
    assert find("laget vann i åsby 1:23") == ()


def test_a_given_name_alone_is_found_after_what_leads_to_one() -> None:
    """And not elsewhere: many of them are places, boats and shops too."""
    assert find("Ring Karin om bastun, eller min granne Nils. Båten heter Greta.") == (
        Finding("name", "Karin"), Finding("name", "Nils"), Finding("name", "Greta")
    )  # fmt: skip
    assert find("Vi paddlar till Greta på Karin.") == ()
    assert find("Fråga Åke på Övergården.") == (Finding("name", "Åke på Övergården"),)
    assert find("Bo i Åsby hela året. Per dag kostar det. Anna på kontoret.") == ()


def test_letters_built_of_two_signs_count_as_one() -> None:
    """Phones that send Å as A and a ring are understood."""
    assert find("A\u030asby 1:23") == (Finding("property", "Åsby 1:23"),)


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(0, 999), st.booleans())
def test_of_ten_last_digits_one_makes_an_identity_number(born: date, serial: int, coordinated: bool) -> None:
    """For any date and serial number exactly one check digit is right; the others only look like a number."""
    day = born.day + 60 * coordinated
    start = f"{born:%Y%m}{day:02}-{serial:03}"
    found = [find(f"{start}{last}") for last in range(10)]
    assert sorted(each.kind for [each] in found) == ["identity_number", *["identity_shape"] * 9]


@given(st.text(st.sampled_from("0123456789 -+:.,/@()akvåÅS\n"), max_size=60))
def test_whatever_is_written_findings_are_pieces_of_it(text: str) -> None:
    """No text breaks the search, and nothing is found that was not written."""
    assert all(each.text in text for each in find(text))


@pytest.mark.parametrize("piece", ["Aa ", "Aaaa-", "1 ", "07", "a@b.", "a.", "+46 ", "08-12 ", "tomt aa ", "Å 1:1 "])
def test_the_longest_text_is_searched_at_once(piece: str) -> None:
    """Texts made to be slow are not: 4,096 letters take far less than a blink."""
    begun = time.perf_counter()
    find((piece * 4_096)[:4_096])
    assert time.perf_counter() - begun < 0.2


def test_the_illness_of_who_is_named_is_found_beside_the_name() -> None:
    """Also with a place between; a group for those who are ill is nobody's illness."""
    found = [(each.kind, each.text) for each in find("Hennes granne Kurt Berg i Åsby har fått demens.")]
    assert found == [("name", "Kurt Berg"), ("health", "har fått demens")]
    assert [each.kind for each in find("Anna-Lisa Svensson hjälper dementa på kaféet")] == ["name"]


def test_a_text_is_parted_around_whole_names() -> None:
    """Also where one begins like another; nothing of the text is lost."""
    said = "Ring Anna Berg eller Anna Bergström."
    assert pieces(said) == ["Ring ", "Anna Berg", " eller ", "Anna Bergström", "."]
    assert pieces("Ring oss.") == ["Ring oss."]
