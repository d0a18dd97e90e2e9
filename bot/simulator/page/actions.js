/** What one can do with a message, a chat and its bot; each a short menu. */

import { copy } from "./buttons.js";
import { byId } from "./dom.js";
import { icon } from "./icons.js";
import { attempt, attemptHere } from "./links.js";
import { ask, menu, toast } from "./overlays.js";
import { choosePlace } from "./places.js";
import { compose, draft, here, isPrivate, state } from "./store.js";
import { chatName, isBot, nameOf } from "./words.js";

const MEETING_NOTES = "anteckningar.txt";

const POLL = { question: "Vilken kväll passar bäst?", options: ["Tisdag", "Torsdag"] };

/** Reply, copy, forward, edit, delete: what one may do with this message. */
export function messageMenu(message, anchor, point = null) {
  const mine = message.from.id === state.me.id;
  const text = message.text ?? message.caption;
  const items = [{ label: "Svara", icon: icon("reply"), run: () => compose({ text: draft().text, reply: message.message_id }) }];
  if (text) items.push({ label: "Kopiera texten", icon: icon("copy"), run: () => copy(text) });
  items.push({ label: "Vidarebefordra", icon: icon("share"), run: () => forward(message) });
  if (editable(message)) items.push({ label: "Redigera", icon: icon("edit"), run: () => edit(message) });
  if (mine || isPrivate(here()) || leads()) {
    items.push({ label: "Ta bort", icon: icon("bin"), danger: true, run: () => remove(message) });
  }
  menu(anchor, "Meddelandet", items, point);
}

export function editable(message) {
  const text = message.text ?? message.caption;
  return message.from.id === state.me.id && text && !message.forward_origin && !message.via_bot;
}

/** Puts one's message in the composer to be changed. */
export function edit(message) {
  compose({ text: message.text ?? message.caption ?? "", edit: message.message_id });
}

const leads = () => here().members.some(
  (member) => member.user.id === state.me.id && ["creator", "administrator"].includes(member.status),
);

async function forward(message) {
  const place = await choosePlace("Vart vill du skicka meddelandet?");
  if (!place) return;
  const to = { to: place.chat, ...(place.topic === null ? {} : { topic: place.topic }) };
  const given = { chat: message.chat.id, message: message.message_id, user: state.me.id, ...to };
  const chat = state.chats.get(place.chat);
  if (await attempt("forward", given)) toast(`Vidarebefordrat till ${chatName(chat)}.`);
}

async function remove(message) {
  const choices = [{ label: "Ta bort", value: true, main: true }, { label: "Behåll", value: false }];
  if (!(await ask("Ta bort meddelandet för alla?", choices))) return;
  await attempt("delete", { chat: message.chat.id, message: message.message_id });
  byId("write").focus();
}

/** Sample photo, voice message, sticker, file, place and contact card. */
export function attachMenu(anchor) {
  const send = (act, more = {}) => () => attemptHere(act, more);
  const notes = { name: MEETING_NOTES, caption: "" };
  menu(anchor, "Bifoga ett exempel", [
    { label: "Bild", icon: icon("photo"), run: send("send_photo") },
    { label: "Flera bilder", icon: icon("photo"), run: send("send_album") },
    { label: "Röstmeddelande", icon: icon("voice"), run: send("send_voice") },
    { label: "Klistermärke", icon: icon("smile"), run: send("send_sticker", { emoji: "🌲" }) },
    { label: "Fil", icon: icon("file"), run: send("send_document", notes) },
    { label: "Omröstning", icon: icon("file"), run: send("send_poll", POLL) },
    { label: "Plats", icon: icon("pin"), run: send("send_location") },
    { label: "Kontakt", icon: icon("person"), run: send("send_contact") },
  ]);
}

/** "Mer" in a chat's head: the bot in and out, who is there. */
export function chatMenu(anchor) {
  menu(anchor, "Mer", isPrivate(here()) ? privateItems() : groupItems());
}

function privateItems() {
  const user = state.me.id;
  if (here().blocked) return [{ label: "Släpp fram boten igen", icon: icon("open"), run: () => attempt("unblock_bot", { user }) }];
  return [
    { label: "Börja om", icon: icon("restart"), run: () => attempt("start", { user }) },
    { label: "Blockera boten", icon: icon("block"), danger: true, run: () => attempt("block_bot", { user }) },
  ];
}

function groupItems() {
  const chat = here();
  const given = { chat: chat.id, by: state.me.id };
  const bot = chat.members.find((member) => isBot(member.user));
  const items = [{ label: "Visa medlemmar", icon: icon("people"), run: () => showMembers(chat) }];
  const enter = chat.type === "channel" ? "promote_bot" : "add_bot";
  if (!bot) return [...items, { label: "Lägg till boten", icon: icon("open"), run: () => attempt(enter, given) }];
  const out = { label: "Ta bort boten", icon: icon("block"), danger: true, run: () => attempt("remove_bot", given) };
  if (chat.type === "channel") return [...items, out];
  const act = bot.status === "administrator" ? "demote_bot" : "promote_bot";
  const label = act === "demote_bot" ? "Gör boten till vanlig medlem" : "Gör boten till administratör";
  items.push({ label, icon: icon("star"), run: () => attempt(act, given) });
  return [...items, out];
}

const ROLES = { creator: "skapade gruppen", administrator: "administratör" };

function showMembers(chat) {
  const lines = chat.members.map(({ user, status }) => {
    const role = ROLES[status] ? ` (${ROLES[status]})` : "";
    return `${isBot(user) ? `${state.bot.name}, bot` : nameOf(user)}${role}`;
  });
  return ask(`Medlemmar i ${chat.title}:\n${lines.join("\n")}`, [{ label: "Stäng", value: null, main: true }]);
}
