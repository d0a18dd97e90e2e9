/** Telegram's entities as elements. Offsets count UTF-16 units, as JavaScript's strings do. */

import { make } from "./dom.js";
import { follow, safeUrl, sendCommand } from "./links.js";
import { moment } from "./words.js";

const PLAIN = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };
const FOLDED_LENGTH = 140;
const FOLDED_LINES = 3;

/** The nodes of a text with its entities. */
export function richText(text, entities = []) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return nodes(text, 0, text.length, sorted);
}

function nodes(text, start, end, entities) {
  const found = [];
  let at = start;
  for (let number = 0; number < entities.length; number += 1) {
    const entity = entities[number];
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (to <= from) continue;
    const inside = entities.slice(number + 1).filter((each) => each.offset < to);
    if (from > at) found.push(text.slice(at, from));
    found.push(element(entity, text.slice(from, to), nodes(text, from, to, inside)));
    at = to;
  }
  if (at < end) found.push(text.slice(at, end));
  return withoutBlankLines(found);
}

// A block makes its own line, so the line breaks of the text around it would leave gaps.
function withoutBlankLines(found) {
  const isBlock = (node) => node instanceof Element && node.matches("blockquote, pre");
  return found.map((node, number) => {
    if (typeof node !== "string") return node;
    const after = isBlock(found[number + 1]) ? node.replace(/\n{1,2}$/, "") : node;
    return isBlock(found[number - 1]) ? after.replace(/^\n{1,2}/, "") : after;
  });
}

function element(entity, text, inside) {
  switch (entity.type) {
    case "bold":
    case "italic":
    case "underline":
    case "strikethrough":
      return make(PLAIN[entity.type], {}, inside);
    case "code":
      return make("code", {}, text);
    case "pre":
      return make("pre", { tabindex: "0" }, make("code", {}, text));
    case "blockquote":
      return make("blockquote", { dir: "auto" }, inside);
    case "expandable_blockquote":
      return folded(text, inside);
    case "spoiler":
      return spoiler(inside);
    case "text_link":
      return link(entity.url, inside);
    case "url":
      return link(/^[a-z]+:/i.test(text) ? text : `https://${text}`, inside);
    case "email":
      return make("a", { href: `mailto:${text}` }, inside);
    case "bot_command":
      return make("button", { type: "button", class: "link", onclick: () => sendCommand(text) }, inside);
    case "date_time":
      return dateTime(entity, inside);
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
    case "phone_number":
      return make("span", { class: "mention" }, inside);
    default:
      return make("span", {}, inside);
  }
}

// Without a form the text stays as it is; the exact time is there for whoever looks.
function dateTime({ unix_time: at, date_time_format: form }, inside) {
  const about = { datetime: new Date(at * 1000).toISOString(), class: "moment", title: moment(at, "wDt") };
  return make("time", about, form ? moment(at, form) : inside);
}

function link(url, inside) {
  const safe = safeUrl(url);
  if (!safe) return make("span", {}, inside);
  const attributes = { href: safe, target: "_blank", rel: "noopener noreferrer", onclick: (event) => follow(event, safe) };
  return make("a", attributes, inside);
}

function spoiler(inside) {
  const cover = make("button", { type: "button", class: "spoiler", "aria-label": "Dold text. Visa den." });
  const text = make("span", { class: "covered", "aria-hidden": "true" }, inside);
  cover.append(text);
  cover.addEventListener("click", () => {
    const shown = make("span", { class: "uncovered", tabindex: "-1" }, ...text.childNodes);
    cover.replaceWith(shown);
    shown.focus({ preventScroll: true });
  });
  return cover;
}

function folded(text, inside) {
  const body = make("div", { class: "fold" }, inside);
  const quote = make("blockquote", { class: "expandable", dir: "auto" }, body);
  if (text.length <= FOLDED_LENGTH && text.split("\n").length <= FOLDED_LINES) return quote;
  body.classList.add("closed-fold");
  const more = make("button", { type: "button", class: "unfold", "aria-expanded": "false" }, "Visa mer");
  more.addEventListener("click", () => {
    const closed = body.classList.toggle("closed-fold");
    more.setAttribute("aria-expanded", String(!closed));
    more.textContent = closed ? "Visa mer" : "Visa mindre";
  });
  quote.append(more);
  return quote;
}
