/** Round pictures: the bot's own, letters for people, letters in a soft square for groups. */

import { make } from "./dom.js";
import { chatName, hue, initials, isBot, nameOf } from "./words.js";

const BOT = () => make("img", { class: "face", src: "bot.svg", alt: "", width: "40", height: "40" });

export function face(user) {
  return isBot(user) ? BOT() : make("span", { class: `face hue-${hue(user.id)}`, "aria-hidden": "true" }, initials(nameOf(user)));
}

export function chatFace(chat) {
  if (chat.type === "private") return BOT();
  return make("span", { class: `face group hue-${hue(chat.id)}`, "aria-hidden": "true" }, initials(chatName(chat)));
}
