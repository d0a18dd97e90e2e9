/** Choosing where something shall go. */

import { ask } from "./overlays.js";
import { isPrivate, placesOf, state } from "./store.js";
import { chatName, topicName } from "./words.js";

/** Lets one choose a chat or a topic; null when it was left. `rules` are a button's allow_…_chats. */
export function choosePlace(heading, rules = null) {
  const chats = [...state.chats.values()].filter((chat) => fits(chat, rules));
  const choices = chats.flatMap((chat) => placesOf(chat).map((place) => ({
    label: chatName(chat),
    detail: chat.forum ? topicName(chat, place.topic) : null,
    value: place,
  })));
  return ask(heading, [...choices, { label: "Avbryt", value: null, quiet: true }], { list: true });
}

function fits(chat, rules) {
  if (!rules) return true;
  return isPrivate(chat) ? rules.allow_bot_chats || rules.allow_user_chats : rules.allow_group_chats;
}
