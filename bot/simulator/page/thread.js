/** The messages of the chat where one is: shown, patched, scrolled, announced. */

import { bubble } from "./bubble.js";
import { byId, make, patch } from "./dom.js";
import { icon } from "./icons.js";
import { events, here, isPrivate, markRead, messagesIn, placeKey, state, topicOf, watch } from "./store.js";
import { chatName, day, isBot, nameOf, preview, service } from "./words.js";

const NEAR_PX = 90;
const RUN_SECONDS = 300;
const list = byId("messages");
const scroll = byId("scroll");
let shown = "";
let atEnd = true;

export function startThread() {
  byId("newest").append(icon("down"));
  byId("newest").addEventListener("click", () => toEnd());
  scroll.addEventListener("scroll", onScroll, { passive: true });
  list.addEventListener("keydown", move);
  list.addEventListener("focusin", (event) => becomeStop(event.target.closest(".row")));
  new ResizeObserver(() => { if (atEnd) toEnd(); }).observe(scroll);
  document.addEventListener("visibilitychange", () => seen());
  events.addEventListener("arrived", ({ detail }) => announce(detail));
  watch(update);
}

function update() {
  const key = `${state.born} ${state.me.id} ${placeKey(state.place)}`;
  const moved = key !== shown;
  const messages = messagesIn(state.place);
  if (moved) {
    list.replaceChildren();
    atEnd = true;
  }
  shown = key;
  const mineBefore = messages.at(-1)?.from.id === state.me.id && list.lastElementChild?.dataset.key !== `${messages.at(-1).message_id}`;
  patch(list, messages.map(item), bubble);
  byId("nothing").hidden = messages.length > 0 || isPrivate(here());
  becomeStop(list.querySelector('.row[tabindex="0"]') ?? list.lastElementChild);
  if (moved || atEnd || mineBefore) toEnd();
  byId("newest").hidden = atEnd;
  seen();
}

// The neighbours and the chat's kind decide how a message looks, so they belong to its sign.
function item(message, number, all) {
  const before = all[number - 1];
  const date = !before || day(before.date) !== day(message.date) ? day(message.date) : "";
  const first = Boolean(date) || !continues(before, message);
  const last = !continues(message, all[number + 1]);
  const sign = JSON.stringify([message, first, last, date, state.bot.name, isPrivate(here())]);
  return { key: `${message.message_id}`, sign, message, first, last, date };
}

function continues(before, after) {
  if (!before || !after || service(before) || service(after)) return false;
  return before.from.id === after.from.id && after.date - before.date < RUN_SECONDS;
}

function onScroll() {
  atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_PX;
  byId("newest").hidden = atEnd;
  seen();
}

function toEnd() {
  scroll.scrollTop = scroll.scrollHeight;
  atEnd = true;
  byId("newest").hidden = true;
}

function seen() {
  const visible = document.visibilityState === "visible" && !(isNarrow() && state.view === "list");
  if (visible && atEnd) markRead(state.place);
}

const isNarrow = () => window.matchMedia("(max-width: 44rem)").matches;

// One message at a time is a tab stop; the arrow keys move it.
function becomeStop(row) {
  if (!row) return;
  for (const other of list.querySelectorAll('.row[tabindex="0"]')) other.tabIndex = -1;
  row.tabIndex = 0;
}

function move(event) {
  const row = event.target.closest(".row");
  if (event.target !== row) return;
  const next = {
    ArrowUp: row.previousElementSibling,
    ArrowDown: row.nextElementSibling ?? byId("write"),
    Home: list.firstElementChild,
    End: list.lastElementChild,
  }[event.key];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function announce(message) {
  const place = { chat: message.chat.id, topic: topicOf(message) };
  const name = isBot(message.from) ? state.bot.name : nameOf(message.from);
  const present = placeKey(place) === placeKey(state.place);
  const where = present ? "" : ` i ${chatName(state.chats.get(place.chat))}`;
  const line = make("p", {}, service(message) ?? `${name}${where}: ${preview(message)}`);
  byId("announcer").append(line);
  setTimeout(() => line.remove(), 20_000);
}

