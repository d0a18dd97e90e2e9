/** The buttons under a message and what they do. */

import { make } from "./dom.js";
import { icon } from "./icons.js";
import { attempt, visit } from "./links.js";
import { tell, toast } from "./overlays.js";
import { choosePlace } from "./places.js";
import { compose, events, open, state } from "./store.js";

const WAIT_MS = 10_000;
const waiting = new Map();

/** The inline keyboard of a message, null where it has none. */
export function keysUnder(message) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  const lines = rows.map((row) => make("div", { class: "keyrow" }, row.map((button) => key(message, button))));
  return make("div", { class: "keysunder", role: "group", "aria-label": "Knappar" }, lines);
}

function key(message, button) {
  const kind = button.url ? "out" : chosenKind(button) ? "share" : button.copy_text ? "copy" : "";
  const node = make("button", { type: "button", class: "key", dir: "auto" }, make("span", {}, button.text), kind ? icon(kind) : null);
  node.addEventListener("click", () => press(message, button, node));
  return node;
}

const chosenKind = (button) => "switch_inline_query" in button || button.switch_inline_query_chosen_chat;

async function press(message, button, node) {
  events.dispatchEvent(new CustomEvent("pressed"));
  if (button.callback_data !== undefined) return callBack(message, button, node);
  if (button.url) return visit(button.url);
  if (button.copy_text) return copy(button.copy_text.text);
  if ("switch_inline_query_current_chat" in button) return askInline(button.switch_inline_query_current_chat);
  if (chosenKind(button)) return askElsewhere(button);
  return toast("Den här sortens knapp fungerar inte i övningsläget.");
}

async function callBack(message, button, node) {
  const id = `${message.chat.id}/${message.message_id}`;
  busy(node, id, true);
  const pressed = { user: state.me.id, chat: message.chat.id, message: message.message_id, button: button.callback_data };
  if (!(await attempt("press", pressed))) busy(node, id, false);
}

function busy(node, id, on) {
  clearTimeout(waiting.get(id)?.timer);
  waiting.delete(id);
  node.toggleAttribute("aria-busy", false);
  if (!on) return;
  node.setAttribute("aria-busy", "true");
  waiting.set(id, { node, timer: setTimeout(() => busy(node, id, false), WAIT_MS) });
}

events.addEventListener("answer", ({ detail: { chat_id, message_id, data } }) => {
  const id = `${chat_id}/${message_id}`;
  const pressed = waiting.get(id);
  if (pressed) busy(pressed.node, id, false);
  if (data.url) visit(data.url);
  else if (data.text && data.show_alert) tell(data.text);
  else if (data.text) toast(data.text);
});

/** Copies a text and says so. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Kopierat.");
  } catch {
    toast("Webbläsaren lät mig inte kopiera.");
  }
}

const askInline = (query) => compose({ text: `@${state.bot.username} ${query}` });

async function askElsewhere(button) {
  const rules = button.switch_inline_query_chosen_chat;
  const place = await choosePlace("Var vill du dela?", rules);
  if (!place) return;
  open(place.chat, place.topic);
  askInline(rules ? rules.query ?? "" : button.switch_inline_query);
}
