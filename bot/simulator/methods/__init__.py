"""The Bot API's methods: each takes the world, checked parameters and uploads, and returns the JSON of
`result`.

getUpdates and the webhook's methods are not here but in `receiving`, since they wait.
"""

from collections.abc import Callable

from bot.simulator.methods import answering, chats, editing, profiles, sending
from bot.simulator.methods.sending import Uploads
from bot.simulator.model import Json
from bot.simulator.world import World

Act = Callable[[World, Json, Uploads], object]

ACTS: dict[str, Act] = {
    "getMe": profiles.get_me,
    "logOut": profiles.log_out,
    "close": profiles.log_out,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendVoice": sending.send_voice,
    "sendSticker": sending.send_sticker,
    "sendMediaGroup": sending.send_media_group,
    "sendLocation": sending.send_location,
    "sendContact": sending.send_contact,
    "copyMessage": sending.copy_message,
    "forwardMessage": sending.forward_message,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "setMessageReaction": editing.set_message_reaction,
    "pinChatMessage": editing.pin_chat_message,
    "unpinChatMessage": editing.unpin_chat_message,
    "unpinAllChatMessages": editing.unpin_all_chat_messages,
    "answerCallbackQuery": answering.answer_callback_query,
    "answerInlineQuery": answering.answer_inline_query,
    "sendChatAction": answering.send_chat_action,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getChatAdministrators": chats.get_chat_administrators,
    "getChatMemberCount": chats.get_chat_member_count,
    "leaveChat": chats.leave_chat,
    "getFile": chats.get_file,
    "setMyCommands": profiles.set_my_commands,
    "getMyCommands": profiles.get_my_commands,
    "deleteMyCommands": profiles.delete_my_commands,
    "setMyName": profiles.set_my_name,
    "getMyName": profiles.get_my_name,
    "setMyDescription": profiles.set_my_description,
    "getMyDescription": profiles.get_my_description,
    "setMyShortDescription": profiles.set_my_short_description,
    "getMyShortDescription": profiles.get_my_short_description,
    "setChatMenuButton": profiles.set_chat_menu_button,
    "getChatMenuButton": profiles.get_chat_menu_button,
}
CREATE_MESSAGES = frozenset(name for name in ACTS if name.startswith("send") and name != "sendChatAction") | {
    "copyMessage",
    "forwardMessage",
}
