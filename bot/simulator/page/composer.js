/** Writing: the text field, replying and editing, sending, and what stands there when one cannot write. */

import { attachMenu, edit, editable } from "./actions.js";
import { byId, make, setText } from "./dom.js";
import { icon } from "./icons.js";
import { attempt, say, startBot } from "./links.js";
import { compose, draft, here, isPrivate, messagesIn, placeKey, state, typed, watch } from "./store.js";
import { closeSuggestions, pickSuggestion, showCommands, suggestFor, suggestionKey } from "./suggest.js";
import { isBot, nameOf, preview } from "./words.js";

const LONGEST = 4096;
const field = byId("write");
const begun = new Set(); // the wishes for a reply that were shown once; whoever leaves one is left in peace
let shown = "";

export function startComposer() {
  byId("attach").append(icon("attach"));
  byId("commands").append(icon("slash"));
  byId("send").append(icon("send"));
  byId("attach").addEventListener("click", () => attachMenu(byId("attach")));
  byId("commands").addEventListener("click", () => { showCommands(); field.focus(); });
  byId("begin").addEventListener("click", () => { state.toField = true; startBot(); });
  byId("composer").addEventListener("submit", (event) => { event.preventDefault(); send(); field.focus(); });
  field.addEventListener("input", () => { typed(field.value); grow(); suggestFor(field.value); });
  field.addEventListener("keydown", onKey);
  watch(update);
}

function update() {
  meetWish();
  const now = draft();
  const key = `${state.me.id} ${placeKey(state.place)} ${now.version}`;
  if (key !== shown) {
    field.value = now.text;
    grow();
    suggestFor(field.value);
    if (now.focus) field.focus({ preventScroll: true });
  }
  shown = key;
  updateContext(now);
  updateDoors();
  if (state.toField && !byId("composer").hidden) {
    state.toField = false;
    field.focus({ preventScroll: true });
  }
}

// The bot asked for a reply to a message (force_reply): the composer opens as one, as in Telegram's apps.
function meetWish() {
  const wish = here().keyboard;
  const key = `${state.me.id} ${placeKey(state.place)} ${wish?.message_id}`;
  const isHere = messagesIn(state.place).some((message) => message.message_id === wish?.message_id);
  if (!wish?.force_reply || !isHere || begun.has(key)) return;
  begun.add(key);
  compose({ text: field.value, reply: wish.message_id });
}

// Where one cannot write there is a button that changes that, or the reason.
function updateDoors() {
  const chat = here();
  const outside = isPrivate(chat) && (!chat.started || chat.blocked);
  const closed = isClosed(chat);
  setText(byId("begin"), chat.blocked ? "Släpp fram boten igen" : "Starta");
  setText(byId("closed"), closed ? `${chat.forum ? "Ämnet är stängt. " : ""}Bara administratörer kan skriva här.` : "");
  byId("begin").hidden = !outside;
  byId("closed").hidden = !closed;
  byId("composer").hidden = outside || closed;
  byId("commands").hidden = chat.commands.length === 0 || (!isPrivate(chat) && chat.blocked);
  const placeholder = chat.keyboard?.input_field_placeholder ?? "Meddelande";
  if (field.placeholder !== placeholder) field.placeholder = placeholder;
  byId("send").setAttribute("aria-label", draft().edit === null ? "Skicka" : "Spara ändringen");
}

function isClosed(chat) {
  const topic = chat.topics.find((each) => each.id === state.place.topic);
  const me = chat.members.find((member) => member.user.id === state.me.id);
  return (chat.type === "channel" || (chat.forum && topic?.open === false)) && me?.status === "member";
}

function updateContext(now) {
  const message = here().messages.get(now.reply ?? now.edit);
  const box = byId("context");
  const key = message ? `${now.edit === null ? "reply" : "edit"} ${message.message_id} ${preview(message)}` : "";
  if (box.dataset.key === key) return;
  box.dataset.key = key;
  box.hidden = !message;
  if (!message) return box.replaceChildren();
  const name = isBot(message.from) ? state.bot.name : nameOf(message.from);
  const heading = now.edit === null ? `Svar till ${name}` : "Du redigerar ditt meddelande";
  const leave = make("button", { type: "button", class: "round small", "aria-label": "Avbryt", onclick: cancel }, icon("close"));
  box.replaceChildren(
    icon(now.edit === null ? "reply" : "edit"),
    make("p", {}, make("strong", {}, heading), make("span", {}, preview(message))),
    leave,
  );
}

const cancel = () => compose({ text: draft().edit === null ? field.value : "" });

// For browsers without field-sizing; what is hidden has no height to measure.
function grow() {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  if (field.scrollHeight) field.style.height = `${field.scrollHeight}px`;
}

function onKey(event) {
  if (event.isComposing) return;
  if (suggestionKey(event)) return event.preventDefault();
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    if (!pickSuggestion()) send();
  } else if (event.key === "Escape") {
    if (!closeSuggestions() && (draft().reply ?? draft().edit) !== null) cancel();
  } else if (event.key === "ArrowUp" && !field.value) {
    const last = messagesIn(state.place).filter(editable).at(-1);
    if (last) { event.preventDefault(); edit(last); }
  }
}

async function send() {
  const now = draft();
  const text = field.value.trim();
  if (!text) return;
  compose({ text: "" });
  closeSuggestions();
  const sent = now.edit === null ? await sendPieces(text, now) : await change(text, now);
  if (!sent) compose({ text, reply: now.reply, edit: now.edit });
}

async function sendPieces(text, now) {
  const reply = now.reply === null || !here().messages.has(now.reply) ? {} : { reply_to: now.reply };
  for (let at = 0; at < text.length; at += LONGEST) {
    const piece = text.slice(at, at + LONGEST);
    if (piece.trim() && !(await say(piece, at === 0 ? reply : {}))) return false;
  }
  return true;
}

const change = (text, now) =>
  attempt("edit_text", { chat: state.place.chat, message: now.edit, text: text.slice(0, LONGEST) });
