"""What the buttons under /obesvarade carry; `token` is that of a question in the log."""

from bot.chat.wire import Number, action


@action("o:p:{page}")
class ShowList:
    """A page of what may be shown."""

    page: Number


@action("o:h:{page}")
class ShowHidden:
    """A page of what may not."""

    page: Number


@action("o:r:{token}")
class Read:
    """Read a hidden text, alone."""

    token: str


@action("o:c:{token}:{page}")
class OpenCluster:
    """The question's cluster; `page` is that of the list it stands on."""

    token: str
    page: Number


@action("o:l:{token}:{entry_id}")
class LinkTo:
    """The entry answers the question's cluster."""

    token: str
    entry_id: str


@action("o:s:{token}:{entry_id}:{place}")
class MakeSynonym:
    """Whether the question's unknown word at this place, counted from 0, is to lead to what the entry is about."""

    token: str
    entry_id: str
    place: Number


@action("o:k:{token}:{entry_id}:{place}")
class TeachSynonym:
    """It does so from now on, by whoever has seen what becomes of questions."""

    token: str
    entry_id: str
    place: Number


@action("o:w:{page}")
class ShowTaught:
    """A page of the words that have been taught."""

    page: Number


@action("o:y:{number}")
class DropSynonym:
    """It does not, after all."""

    number: Number


@action("o:x:{number}")
class Unlink:
    """It does not, after all."""

    number: Number


@action("o:t:{token}")
class AskForTips:
    """Ask the members instead."""

    token: str
