/** The messages of the chat where one is: shown, patched, scrolled, announced. */

import { bubble } from "./bubble.js";
import { byId, make, patch } from "./dom.js";
import { icon } from "./icons.js";
import { events, here, isPrivate, markRead, messagesIn, placeKey, state, topicOf, watch } from "./store.js";
import { chatName, day, isBot, nameOf, preview, service } from "./words.js";

const NEAR_PX = 90;
const GAP_PX = 8;
const PRESS_MS = 5000;
const PRESSED = "a[href], button:not(.more), pre";
const RUN_SECONDS = 300;
const list = byId("messages");
const scroll = byId("scroll");
let shown = "";
let newest = "";
let atEnd = true; // whether the reader wants to see what comes
let rested = null; // where the page itself stopped at the beginning of a message
let expectedUntil = 0; // whoever pressed a button wants to see what comes of it

export function startThread() {
  byId("newest").append(icon("down"));
  byId("newest").addEventListener("click", toEnd);
  scroll.addEventListener("scroll", onScroll, { passive: true });
  list.addEventListener("keydown", move);
  list.addEventListener("focusin", (event) => becomeStop(event.target.closest(".row")));
  new ResizeObserver(() => { if (atEnd) toEnd(); }).observe(scroll);
  document.addEventListener("visibilitychange", () => seen());
  events.addEventListener("arrived", ({ detail }) => announce(detail));
  events.addEventListener("pressed", () => { expectedUntil = Date.now() + PRESS_MS; });
  watch(update);
}

function update() {
  const key = `${state.born} ${state.me.id} ${placeKey(state.place)}`;
  const moved = key !== shown;
  const messages = messagesIn(state.place);
  if (moved) list.replaceChildren();
  const last = messages.at(-1);
  const fresh = last ? `${last.message_id} ${last.text ?? last.caption ?? ""}` : "";
  const before = moved ? last?.message_id : Number.parseInt(newest, 10) || 0;
  const grown = fresh !== newest;
  [shown, newest] = [key, fresh];
  patch(list, messages.map(item), bubble);
  byId("nothing").hidden = messages.length > 0 || isPrivate(here());
  becomeStop(list.contains(document.activeElement) ? list.querySelector('.row[tabindex="0"]') : null);
  const wanted = atEnd || Date.now() < expectedUntil || last?.from.id === state.me.id;
  if (moved || (grown && wanted)) show(messages, before);
  else if (atEnd && rested === null) toEnd();
  byId("newest").hidden = atEnd && rested === null;
  seen();
}

// What came from others after message `before`, from its beginning where it does not fit; otherwise the end.
function show(messages, before) {
  const mine = messages.findLastIndex((message) => message.from.id === state.me.id);
  const first = messages.slice(mine + 1).find((message) => message.message_id > before) ?? messages.slice(mine + 1).at(-1);
  toEnd();
  expectedUntil = 0;
  if (messages.length === 0) scroll.scrollTop = 0;
  const row = first && list.querySelector(`[data-key="${CSS.escape(String(first.message_id))}"]`);
  const hidden = row ? scroll.getBoundingClientRect().top + GAP_PX - row.getBoundingClientRect().top : 0;
  if (hidden <= 0) return;
  scroll.scrollTop -= hidden;
  rested = scroll.scrollTop;
  atEnd = false;
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
  if (scroll.scrollTop !== rested) {
    rested = null;
    atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_PX;
  }
  byId("newest").hidden = atEnd;
  seen();
}

function toEnd() {
  scroll.scrollTop = scroll.scrollHeight;
  atEnd = true;
  rested = null;
  byId("newest").hidden = true;
}

// The newest message counts as read as soon as its beginning has been on the screen.
function seen() {
  const visible = document.visibilityState === "visible" && !(isNarrow() && state.view === "list");
  const last = list.lastElementChild?.getBoundingClientRect();
  if (visible && last && last.top < scroll.getBoundingClientRect().bottom) markRead(state.place);
}

const isNarrow = () => window.matchMedia("(max-width: 44rem)").matches;

// One message at a time is a tab stop with all that can be pressed in it, the newest to begin with; the arrow keys
// move it. Otherwise the buttons of all that was ever said would stand before the text field.
function becomeStop(row) {
  const stop = row ?? list.lastElementChild;
  for (const other of list.children) {
    other.tabIndex = other === stop ? 0 : -1;
    for (const inside of other.querySelectorAll(PRESSED)) inside.tabIndex = other.tabIndex;
  }
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

