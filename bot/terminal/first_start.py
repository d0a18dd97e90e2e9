"""What an operator has to know once Telegram has accepted the token: what is left to do, and where."""

from bot.gateway.values import Profile


def next_steps(profile: Profile, code: str | None) -> list[str]:
    """A sentence for each thing that is left, with what to do; `code` binds the moderators' group, None if it is."""
    name = profile.name
    steps = (
        (
            not profile.joins_groups,
            f"@{name} går inte att lägga till i grupper. Skriv /setjoingroups till @BotFather och välj Enable.",
        ),
        (
            not profile.works_inline,
            f"Inline-läget är av, så svar går inte att dela i andra chattar. Skriv /setinline till @BotFather"
            f" och välj @{name}.",
        ),
        (
            profile.sees_everything,
            "Integritetsläget är av, så boten får allt som skrivs i grupperna fast den inte behöver det. Skriv"
            " /setprivacy till @BotFather, välj Enable, och lägg till boten i grupperna på nytt.",
        ),
        (
            code is not None,
            f"Moderatorernas grupp är inte kopplad. Lägg till @{name} i gruppen och skriv där: /koppla {code}",
        ),
    )
    return [sentence for is_left, sentence in steps if is_left]
