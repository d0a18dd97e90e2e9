"""What stands on the buttons about groups, in chats today, goes on being read."""

from bot.chat.actions import Actions
from bot.chat.wire import Action
from bot.features.network import actions
from bot.features.network import texts as network_texts
from bot.features.network.feature import FEATURE

ACTIONS = Actions(FEATURE.actions)
CHAT = -1001234567890
STORED: dict[str, Action] = {
    "w:s": actions.Subscribe(),
    "w:u": actions.Unsubscribe(),
    "w:z": actions.ShowWishes(),
    "w:z:mat-och-handel": actions.ToggleWish("mat-och-handel"),
    "w:g:-1001234567890": actions.Describe(CHAT),
    "w:p:-1001234567890:4": actions.ChoosePurpose(CHAT, 4),
    "w:c:-1001234567890:vastragotaland": actions.ChooseCounty(CHAT, "vastragotaland"),
    "w:t:-1001234567890:alla": actions.ChooseTheme(CHAT, "alla"),
    "w:k:-1001234567890:2": actions.ShowCounties(CHAT, 2),
    "w:e:-1001234567890:county": actions.AskAnew(CHAT, "county"),
    "w:n:-1001234567890": actions.PutInGeneral(CHAT),
    "w:m:-1001234567890:12:withdraw": actions.MoveGroup(CHAT, 12, "withdraw"),
    "w:l:3": actions.ShowGroups(3),
    "w:v:-1001234567890:3": actions.ShowGroup(CHAT, 3),
    "w:r:-1001234567890:7:remove": actions.AskRemoval(CHAT, 7),
    "w:d:-1001234567890:7:decline": actions.Decide(CHAT, 7, "decline"),
}
FORGED = (
    "", "w", "w:", "w:s:1", "w:g:", "w:g:byn", "w:g:" + "9" * 17, "w:p:-1:5", "w:p:-1:", "w:c:-1:narnia", "w:t:-1:",
    "w:k:-1:" + "9" * 16, "w:e:-1:topic", "w:m:-1:1:marry", "w:m:-1::ask", "w:l:-1", "w:d:-1:1:resume",
    "w:r:-1:1:accept", "w:ö:-1", "w:g:-1:1",
)  # fmt: skip


def test_every_purpose_has_its_number() -> None:
    """Those that are read are those that are shown."""
    for number in range(len(network_texts.PURPOSES) + 1):
        assert (ACTIONS.read(f"w:p:-1:{number}") is not None) == (number < len(network_texts.PURPOSES))
