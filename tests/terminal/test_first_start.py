"""What is left to do after the first start: a sentence each, with the cure, and nothing where nothing is."""

from dataclasses import replace

from bot.gateway.values import Profile
from bot.terminal.first_start import next_steps

READY = Profile("byabot", joins_groups=True, sees_everything=False, works_inline=True)


def test_nothing_is_said_where_nothing_is_left() -> None:
    """Inline mode on, privacy mode on, the moderators' group bound."""
    assert next_steps(READY, None) == []


def test_each_thing_that_is_left_has_its_cure() -> None:
    """Where to write what; the code comes last, since it is the next step when the rest is as it should be."""
    assert next_steps(READY, "KOD") == [
        "Moderatorernas grupp är inte kopplad. Lägg till @byabot i gruppen och skriv där: /koppla KOD"
    ]
    [inline] = next_steps(replace(READY, works_inline=False), None)
    assert inline.startswith("Inline-läget är av")
    assert "/setinline till @BotFather" in inline
    [privacy] = next_steps(replace(READY, sees_everything=True), None)
    assert privacy.startswith("Integritetsläget är av")
    assert "/setprivacy till @BotFather" in privacy
    [groups] = next_steps(replace(READY, joins_groups=False), None)
    assert "/setjoingroups till @BotFather" in groups
