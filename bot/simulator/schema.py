"""The Bot API 10.0 methods and types that the simulator knows: one a line, field:kind, ! if required.

Kinds: int, float, bool, str, chat (id or @name), file (an upload, a file id or a link), [kind], one|other, or
a type's name.
"""

_SEND = """
business_connection_id:str chat_id!:chat message_thread_id:int direct_messages_topic_id:int
disable_notification:bool protect_content:bool allow_paid_broadcast:bool message_effect_id:str
suggested_post_parameters:SuggestedPostParameters reply_parameters:ReplyParameters
reply_markup:InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply
""".replace("\n", " ")
_COPY = _SEND.replace("business_connection_id:str ", "")
_FORWARD = _COPY.partition("reply_parameters")[0].replace("allow_paid_broadcast:bool ", "")
_CAPTION = "caption:str parse_mode:str caption_entities:[MessageEntity]"
_GROUP = _SEND.partition("reply_markup")[0].replace("suggested_post_parameters:SuggestedPostParameters ", "")
_EDIT = """
business_connection_id:str chat_id:chat message_id:int inline_message_id:str
reply_markup:InlineKeyboardMarkup
""".replace("\n", " ")

METHODS = f"""
getMe
logOut
close
getUpdates offset:int limit:int timeout:int allowed_updates:[str]
setWebhook url!:str certificate:file ip_address:str max_connections:int allowed_updates:[str] drop_pending_updates:bool secret_token:str
deleteWebhook drop_pending_updates:bool
getWebhookInfo
sendMessage {_SEND} text!:str parse_mode:str entities:[MessageEntity] link_preview_options:LinkPreviewOptions
sendPhoto {_SEND} {_CAPTION} photo!:file show_caption_above_media:bool has_spoiler:bool
sendDocument {_SEND} {_CAPTION} document!:file thumbnail:file disable_content_type_detection:bool
sendVoice {_SEND} {_CAPTION} voice!:file duration:int
sendSticker {_SEND} sticker!:file emoji:str
sendMediaGroup {_GROUP} media!:[InputMediaDocument|InputMediaPhoto]
sendLocation {_SEND} latitude!:float longitude!:float horizontal_accuracy:float live_period:int heading:int proximity_alert_radius:int
sendContact {_SEND} phone_number!:str first_name!:str last_name:str vcard:str
copyMessage {_COPY} {_CAPTION} from_chat_id!:chat message_id!:int video_start_timestamp:int show_caption_above_media:bool
forwardMessage {_FORWARD} from_chat_id!:chat video_start_timestamp:int message_id!:int
editMessageText {_EDIT} text!:str parse_mode:str entities:[MessageEntity] link_preview_options:LinkPreviewOptions
editMessageCaption {_EDIT} {_CAPTION} show_caption_above_media:bool
editMessageReplyMarkup {_EDIT}
deleteMessage chat_id!:chat message_id!:int
deleteMessages chat_id!:chat message_ids!:[int]
answerCallbackQuery callback_query_id!:str text:str show_alert:bool url:str cache_time:int
answerInlineQuery inline_query_id!:str results!:[InlineQueryResultArticle] cache_time:int is_personal:bool next_offset:str button:InlineQueryResultsButton
sendChatAction business_connection_id:str chat_id!:chat message_thread_id:int action!:str
getChat chat_id!:chat
getChatMember chat_id!:chat user_id!:int
getChatAdministrators chat_id!:chat return_bots:bool
getChatMemberCount chat_id!:chat
leaveChat chat_id!:chat
setMyCommands commands!:[BotCommand] scope:BotCommandScope language_code:str
getMyCommands scope:BotCommandScope language_code:str
deleteMyCommands scope:BotCommandScope language_code:str
setMyName name:str language_code:str
getMyName language_code:str
setMyDescription description:str language_code:str
getMyDescription language_code:str
setMyShortDescription short_description:str language_code:str
getMyShortDescription language_code:str
setChatMenuButton chat_id:int menu_button:MenuButton
getChatMenuButton chat_id:int
setMessageReaction chat_id!:chat message_id!:int reaction:[ReactionType] is_big:bool
pinChatMessage business_connection_id:str chat_id!:chat message_id!:int disable_notification:bool
unpinChatMessage business_connection_id:str chat_id!:chat message_id:int
unpinAllChatMessages chat_id!:chat
getFile file_id!:str
"""  # noqa: E501 - one method a line can be compared with the documentation

TYPES = """
User id!:int is_bot!:bool first_name!:str last_name:str username:str language_code:str
MessageEntity type!:str offset!:int length!:int url:str user:User language:str custom_emoji_id:str unix_time:int date_time_format:str
InputMediaPhoto type!:str media!:str caption:str parse_mode:str caption_entities:[MessageEntity] show_caption_above_media:bool has_spoiler:bool
InputMediaDocument type!:str media!:str thumbnail:str caption:str parse_mode:str caption_entities:[MessageEntity] disable_content_type_detection:bool
LinkPreviewOptions is_disabled:bool url:str prefer_small_media:bool prefer_large_media:bool show_above_text:bool
SuggestedPostParameters price:SuggestedPostPrice send_date:int
SuggestedPostPrice currency!:str amount!:int
ReplyParameters message_id!:int chat_id:chat allow_sending_without_reply:bool quote:str quote_parse_mode:str quote_entities:[MessageEntity] quote_position:int checklist_task_id:int poll_option_id:str
InlineKeyboardMarkup inline_keyboard!:[[InlineKeyboardButton]]
InlineKeyboardButton text!:str icon_custom_emoji_id:str style:str url:str callback_data:str web_app:WebAppInfo login_url:LoginUrl switch_inline_query:str switch_inline_query_current_chat:str switch_inline_query_chosen_chat:SwitchInlineQueryChosenChat copy_text:CopyTextButton pay:bool
WebAppInfo url!:str
LoginUrl url!:str forward_text:str bot_username:str request_write_access:bool
SwitchInlineQueryChosenChat query:str allow_user_chats:bool allow_bot_chats:bool allow_group_chats:bool allow_channel_chats:bool
CopyTextButton text!:str
ReplyKeyboardMarkup keyboard!:[[KeyboardButton|str]] is_persistent:bool resize_keyboard:bool one_time_keyboard:bool input_field_placeholder:str selective:bool
KeyboardButton text!:str icon_custom_emoji_id:str style:str request_contact:bool request_location:bool web_app:WebAppInfo
ReplyKeyboardRemove remove_keyboard!:bool selective:bool
ForceReply force_reply!:bool input_field_placeholder:str selective:bool
InlineQueryResultArticle type!:str id!:str title!:str input_message_content!:InputTextMessageContent reply_markup:InlineKeyboardMarkup url:str description:str thumbnail_url:str thumbnail_width:int thumbnail_height:int
InputTextMessageContent message_text!:str parse_mode:str entities:[MessageEntity] link_preview_options:LinkPreviewOptions
InlineQueryResultsButton text!:str web_app:WebAppInfo start_parameter:str
BotCommand command!:str description!:str
BotCommandScope type!:str chat_id:chat user_id:int
MenuButton type!:str text:str web_app:WebAppInfo
ReactionType type!:str emoji:str custom_emoji_id:str
"""  # noqa: E501
