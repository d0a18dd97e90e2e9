/** One message as a list item. */

import { messageMenu } from "./actions.js";
import { keysUnder } from "./buttons.js";
import { byId, make, unseen } from "./dom.js";
import { face } from "./faces.js";
import { card, file, photo } from "./files.js";
import { icon } from "./icons.js";
import { richText } from "./richtext.js";
import { here, isPrivate, state } from "./store.js";
import { chatName, clock, hue, isBot, nameOf, preview, seconds, service } from "./words.js";

/** `item` is { message, first, last, date } where first and last tell its place in a run by one sender. */
export function bubble(item) {
  const sentence = service(item.message);
  const inside = item.date ? [make("p", { class: "day" }, item.date)] : [];
  if (sentence) return make("li", { class: "row", tabindex: "-1" }, inside, make("p", { class: "service" }, sentence));
  const mine = item.message.from.id === state.me.id;
  const around = [mine ? "mine" : "theirs", item.first ? "first" : "", item.last ? "last" : ""];
  const row = make("li", { class: `row ${around.join(" ")}`, tabindex: "-1" }, inside, withFace(item, mine));
  row.addEventListener("keydown", (event) => {
    if (event.target !== row || !["Enter", "ContextMenu"].includes(event.key)) return;
    event.preventDefault();
    messageMenu(item.message, row, row.querySelector(".bubble").getBoundingClientRect());
  });
  return row;
}

function withFace(item, mine) {
  const shown = !mine && !isPrivate(here());
  return make(
    "div", { class: "beside" },
    shown ? make("span", { class: "gutter" }, item.last ? face(item.message.from) : null) : null,
    make("div", { class: "stack" }, body(item, mine), keysUnder(item.message)),
  );
}

function body({ message, first }, mine) {
  const sticker = message.sticker ? " bare" : "";
  const box = make(
    "div", { class: `bubble${sticker}` },
    sender(message, first, mine), ...origins(message), quote(message), media(message), text(message),
    reactions(message), meta(message), moreButton(message),
  );
  box.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    const point = { top: event.clientY, bottom: event.clientY, right: event.clientX };
    messageMenu(message, box.closest(".row"), point);
  });
  return box;
}

function sender(message, first, mine) {
  const name = writer(message.from);
  if (mine) return unseen("Du: ");
  if (isPrivate(here()) || !first) return unseen(`${name}: `);
  return make("p", { class: `sender hue-${hue(message.from.id)}` }, name, isBot(message.from) ? make("small", {}, "bot") : null);
}

function origins(message) {
  const lines = [];
  const origin = message.forward_origin;
  if (origin) lines.push(`Vidarebefordrat från ${origin.chat?.title ?? writer(origin.sender_user)}`);
  if (message.via_bot) lines.push(`via @${message.via_bot.username}`);
  return lines.map((line) => make("p", { class: "origin" }, line));
}

const writer = (user) => (isBot(user) ? state.bot.name : nameOf(user));

function quote(message) {
  const replied = message.reply_to_message;
  if (!replied || replied.forum_topic_created) return null;
  const name = replied.from.id === state.me.id ? "Du" : writer(replied.from);
  return make(
    "button",
    { type: "button", class: `quote hue-${hue(replied.from.id)}`, onclick: () => jumpTo(replied.message_id) },
    unseen("Svar på "), make("strong", {}, name), make("span", { dir: "auto" }, preview(replied)),
  );
}

/** Scrolls to a message of this place, marks it for a moment and gives it focus. */
function jumpTo(messageId) {
  const row = byId("messages").querySelector(`[data-key="${CSS.escape(String(messageId))}"]`);
  if (!row) return;
  row.scrollIntoView({ block: "center" });
  row.focus({ preventScroll: true });
  row.classList.remove("found");
  requestAnimationFrame(() => row.classList.add("found"));
  setTimeout(() => row.classList.remove("found"), 1800);
}

function media(message) {
  if (message.photo) return photo(message, writer(message.from));
  if (message.sticker) return make("div", { class: "sticker", role: "img", "aria-label": preview(message) }, message.sticker.emoji ?? "🙂");
  if (message.voice) return card("voice", "Röstmeddelande", seconds(message.voice.duration));
  if (message.document) return file(message.document);
  if (message.location) return card("pin", "Plats", `${message.location.latitude}, ${message.location.longitude}`);
  if (message.poll) return poll(message.poll);
  if (message.contact) return card("person", nameOf(message.contact), message.contact.phone_number);
  return null;
}

const poll = ({ question, options }) =>
  make("div", { class: "poll" }, make("strong", {}, question), make("ul", {}, options.map(({ text: said }) => make("li", {}, said))));

function text(message) {
  const [words, entities] = message.text !== undefined
    ? [message.text, message.entities] : [message.caption, message.caption_entities];
  return words ? make("div", { class: "text", dir: "auto" }, richText(words, entities)) : null;
}

function reactions(message) {
  if (!message.reactions) return null;
  const shown = message.reactions.map((each) => make("span", { role: "img", "aria-label": `Reaktion från ${chatName({ type: "private" })}: ${each.emoji}` }, each.emoji));
  return make("p", { class: "reactions" }, shown);
}

function meta(message) {
  const edited = message.edit_date ? make("span", {}, "redigerat ") : null;
  const time = new Date(message.date * 1000).toISOString();
  return make("p", { class: "meta" }, edited, make("time", { datetime: time }, clock(message.date)));
}

function moreButton(message) {
  const button = make(
    "button",
    { type: "button", class: "more", tabindex: "-1", "aria-label": "Svara, vidarebefordra med mera", "aria-haspopup": "menu" },
    icon("down"),
  );
  button.addEventListener("click", () => messageMenu(message, button));
  return button;
}
