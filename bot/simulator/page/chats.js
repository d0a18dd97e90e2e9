/** The list of chats, and the head of the one that is open. */

import { chatMenu } from "./actions.js";
import { byId, make, patch, setText, unseen } from "./dom.js";
import { chatFace } from "./faces.js";
import { icon } from "./icons.js";
import { here, isPrivate, messagesIn, open, placesOf, showList, state, unread, watch } from "./store.js";
import { amount, chatName, clock, isBot, members, preview, service, topicName } from "./words.js";

const TYPING_MS = 5000;
let quiet = 0;

export function startChats() {
  byId("back").append(icon("back"));
  byId("back").addEventListener("click", () => {
    showList();
    queueMicrotask(() => byId("chats").querySelector("[aria-current]")?.focus());
  });
  byId("more").append(icon("more"), unseen("Mer"));
  byId("more").addEventListener("click", () => chatMenu(byId("more")));
  byId("topic").addEventListener("change", ({ target }) => open(state.place.chat, Number(target.value) || null));
  watch(updateList);
  watch(updateHead);
}

function updateList() {
  byId("app").dataset.view = state.view;
  setText(byId("mention"), `@${state.bot.username}`);
  const items = sorted([...state.chats.values()]).flatMap((chat) => entries(chat));
  patch(byId("chats"), items, build);
  const waiting = items.reduce((sum, item) => sum + (item.counted ? item.news : 0), 0);
  document.title = `${waiting ? `(${waiting}) ` : ""}Prova ${state.bot.name}`;
}

// The bot's own chat first, then those with the newest message.
function sorted(chats) {
  const newest = (chat) => (isPrivate(chat) ? Infinity : [...chat.messages.values()].at(-1)?.date ?? 0);
  return chats.map((chat) => [newest(chat), chat]).sort(([one], [other]) => other - one).map(([, chat]) => chat);
}

// A forum has a line of its own and one for each of its topics.
function entries(chat) {
  const places = placesOf(chat);
  const lines = places.map((place) => line(chat, place, chat.forum));
  if (!chat.forum) return lines;
  const news = lines.reduce((sum, each) => sum + each.news, 0);
  const about = { name: chatName(chat), text: members(chat), time: "", news: 0, total: news };
  return [{ key: `forum ${chat.id}`, sign: JSON.stringify(about), chat, place: places[0], forum: true, ...about }, ...lines];
}

function line(chat, place, isTopic) {
  const last = messagesIn(place).at(-1);
  const about = {
    name: isTopic ? topicName(chat, place.topic) : chatName(chat),
    text: last ? lastLine(chat, last) : "Inga meddelanden än",
    time: last ? clock(last.date) : "",
    news: unread(place),
    here: state.place.chat === place.chat && state.place.topic === place.topic,
  };
  const sign = JSON.stringify(about);
  return { key: `${place.chat}/${place.topic ?? 0}`, sign, chat, place, isTopic, counted: true, ...about };
}

function lastLine(chat, message) {
  const said = preview(message);
  if (service(message) || isPrivate(chat)) return said;
  const name = message.from.id === state.me.id ? "Du" : isBot(message.from) ? state.bot.name : message.from.first_name;
  return `${name}: ${said}`;
}

function build(item) {
  if (item.forum) {
    return make("li", { class: "forum" }, chatFace(item.chat), make("span", { class: "chat-name" }, item.name));
  }
  const badge = item.news
    ? make("span", { class: "badge" }, String(item.news), unseen(` ${item.news === 1 ? "oläst" : "olästa"}`)) : null;
  const entry = make(
    "button",
    { type: "button", class: "chat", "aria-current": item.here ? "true" : null },
    item.isTopic ? make("span", { class: "hash", "aria-hidden": "true" }, "#") : chatFace(item.chat),
    make("span", { class: "chat-name" }, item.name), make("span", { class: "chat-time" }, item.time),
    make("span", { class: "chat-last" }, item.text), badge,
  );
  entry.addEventListener("click", () => {
    open(item.place.chat, item.place.topic);
    queueMicrotask(enter);
  });
  return make("li", { class: item.isTopic ? "topic" : null }, entry);
}

// On a touch screen focus in the text field would bring up the keyboard over the chat.
function enter() {
  const touch = window.matchMedia("(hover: none)").matches;
  const doors = touch ? [byId("back")] : [byId("write"), byId("begin"), byId("back")];
  doors.find((door) => door.offsetParent !== null)?.focus({ preventScroll: true });
}

function updateHead() {
  const chat = here();
  setText(byId("title"), chatName(chat));
  updateFace(chat);
  const typing = isTyping(chat);
  setText(byId("subtitle"), typing ? (isPrivate(chat) ? "skriver …" : `${state.bot.name} skriver …`) : members(chat));
  byId("subtitle").classList.toggle("writing", typing);
  byId("typing").hidden = !typing;
  const elsewhere = placesElsewhere();
  byId("back").setAttribute("aria-label", `Tillbaka till chattarna${elsewhere ? `, ${amount(elsewhere, "oläst", "olästa")}` : ""}`);
  byId("back").classList.toggle("news", elsewhere > 0);
  updateTopics(chat);
}

function updateFace(chat) {
  if (byId("face").dataset.key === `${chat.id} ${chatName(chat)}`) return;
  byId("face").replaceChildren(chatFace(chat));
  byId("face").dataset.key = `${chat.id} ${chatName(chat)}`;
}

// The feed tells when typing begins; that it ended after five seconds nobody tells.
function isTyping(chat) {
  const about = chat.typing;
  if (!about || (chat.forum && about.topic !== state.place.topic)) return false;
  clearTimeout(quiet);
  quiet = setTimeout(() => { chat.typing = null; updateHead(); }, TYPING_MS);
  return true;
}

function placesElsewhere() {
  const places = [...state.chats.values()].flatMap(placesOf);
  return places.filter((place) => place.chat !== state.place.chat || place.topic !== state.place.topic)
    .reduce((sum, place) => sum + unread(place), 0);
}

function updateTopics(chat) {
  byId("topics").hidden = !chat.forum;
  if (!chat.forum) return;
  const items = placesOf(chat).map(({ topic }) => {
    const name = topicName(chat, topic);
    return { key: `${topic ?? 0}`, sign: name, name };
  });
  patch(byId("topic"), items, (item) => make("option", { value: item.key }, item.name));
  byId("topic").value = `${state.place.topic ?? 0}`;
}
