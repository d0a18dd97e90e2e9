/** What the page says about people, times and messages. Swedish klarspråk. */

import { state } from "./store.js";

const CLOCK = new Intl.DateTimeFormat("sv-SE", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("sv-SE", { day: "numeric", month: "long", year: "numeric" });

export const EXAMPLES = ["hur ordnar vi samåkning", "affären har stängt och mamma kör inte bil", "tomma lokaler"];

export const clock = (seconds) => CLOCK.format(seconds * 1000);

export function day(seconds) {
  const said = DAY.format(seconds * 1000);
  return said === DAY.format(Date.now()) ? "I dag" : said;
}

export function nameOf(user) {
  return [user.first_name, user.last_name].filter(Boolean).join(" ");
}

export const isBot = (user) => user.id === state.bot.id;

export function chatName(chat) {
  return chat.type === "private" ? state.bot.name : chat.title;
}

export function topicName(chat, topic) {
  return topic === null ? "Allmänt" : chat.topics.find((each) => each.id === topic)?.name ?? "Borttaget ämne";
}

export function members(chat) {
  if (chat.type === "private") return chat.blocked ? "Du har blockerat boten" : "bot";
  return chat.members.length === 1 ? "1 medlem" : `${chat.members.length} medlemmar`;
}

export function initials(name) {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0] ?? "").join("").toUpperCase();
}

/** One of 6 colours that stays with a person or chat. */
export const hue = (id) => Math.abs(id) % 6;

/** A message as one line, for lists, quotes and screen readers. */
export function preview(message) {
  const text = message.text ?? message.caption ?? "";
  return [kind(message), text.replace(/\s+/g, " ")].filter(Boolean).join(" ");
}

function kind(message) {
  if (message.photo) return "Bild";
  if (message.voice) return "Röstmeddelande";
  if (message.sticker) return `Klistermärke ${message.sticker.emoji ?? ""}`.trim();
  if (message.document) return `Fil: ${message.document.file_name ?? "utan namn"}`;
  if (message.location) return "Plats";
  if (message.contact) return `Kontakt: ${nameOf(message.contact)}`;
  return service(message) ?? "";
}

/** The sentence of a service message, null for other messages. */
export function service(message) {
  const who = message.from.first_name;
  const joined = message.new_chat_members;
  const left = message.left_chat_member;
  if (joined) return joined[0].id === message.from.id ? `${who} gick med` : `${who} lade till ${joined.map(nameOf).join(", ")}`;
  if (left) return left.id === message.from.id ? `${who} lämnade gruppen` : `${who} tog bort ${nameOf(left)}`;
  if (message.new_chat_title) return `${who} bytte gruppens namn till ${message.new_chat_title}`;
  if (message.pinned_message) return `${who} fäste ett meddelande`;
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return "Gruppen blev en supergrupp";
  if (message.forum_topic_created) return `${who} skapade ämnet ${message.forum_topic_created.name}`;
  if (message.forum_topic_closed) return `${who} stängde ämnet`;
  if (message.forum_topic_reopened) return `${who} öppnade ämnet igen`;
  return null;
}

export const seconds = (number) => `${Math.floor(number / 60)}:${String(number % 60).padStart(2, "0")}`;

export function amount(number, one, many) {
  return number === 1 ? `1 ${one}` : `${number} ${many}`;
}
