/** Pictures and files in a message: seen, made larger, opened and saved. */

import { make } from "./dom.js";
import { icon } from "./icons.js";
import { enlarge } from "./overlays.js";
import { fileSize } from "./words.js";

// What the practice server lets a browser show; see SHOWN in bot/simulator/server.py.
const OPENED = new Set(["image/png", "image/jpeg", "image/gif", "text/html", "text/plain", "application/pdf"]);
const ALT_LENGTH = 120;

/** The picture in its shape, larger when pressed; a drawing where its bytes are gone or none. */
export function photo(message, writer) {
  const { file_id: id, width, height } = message.photo.at(-1);
  const said = (message.caption ?? "").replace(/\s+/g, " ").slice(0, ALT_LENGTH);
  const alt = said ? `Bild: ${said}` : `Bild från ${writer}`;
  const picture = make("img", { src: address(id), alt, width, height });
  const show = () => enlarge(address(id), alt, opens(id));
  const button = make("button", { type: "button", class: "photo", "aria-haspopup": "dialog", onclick: show }, picture);
  const drawn = make("div", { class: "photo drawn", role: "img", "aria-label": `${alt}. Den går inte att visa.` }, icon("photo"));
  picture.addEventListener("error", () => button.replaceWith(drawn));
  return button;
}

/** A card that opens the file in a tab of its own, or saves it. */
export function file(document) {
  const opened = OPENED.has(document.mime_type);
  const detail = `${fileSize(document.file_size)}, ${opened ? "öppna" : "ladda ner"}`;
  const how = opened ? opens(document.file_id) : { href: address(document.file_id), download: "" };
  return make("a", how, card("file", document.file_name ?? "Fil", detail));
}

const address = (id) => `/sim/files/${encodeURIComponent(id)}`;
const opens = (id) => ({ href: address(id), target: "_blank", rel: "noopener" });

/** A drawing with two lines beside it. */
export const card = (picture, title, detail) =>
  make("div", { class: "card" }, icon(picture), make("div", {}, make("strong", {}, title), make("small", {}, detail)));
