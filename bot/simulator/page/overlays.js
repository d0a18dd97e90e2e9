/** What lies over the page: short notices, dialogs and menus. */

import { byId, make } from "./dom.js";

const READING_MS = 60;

/** A notice that goes away by itself. */
export function toast(text) {
  const notice = make("p", { class: "toast" }, text);
  byId("toasts").append(notice);
  setTimeout(() => notice.remove(), 3000 + READING_MS * text.length);
}

/**
 * A dialog with a heading and buttons; resolves to the chosen button's value, null when it was left with Escape.
 * `choices` are { label, value, detail, main, quiet }.
 */
export function ask(heading, choices, { list = false } = {}) {
  return new Promise((resolve) => {
    let chosen = null;
    const dialog = make("dialog", { class: list ? "dialog choosing" : "dialog", "aria-labelledby": "asked" });
    const buttons = choices.map(({ label, value, detail, main, quiet }) => make(
      "button",
      { type: "button", class: main ? "main" : quiet ? "quiet" : null, onclick: () => { chosen = value; dialog.close(); } },
      make("span", {}, label),
      detail ? make("small", {}, detail) : null,
    ));
    dialog.append(make("p", { id: "asked", class: "asked" }, heading), make("div", { class: "choices" }, buttons));
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => { dialog.remove(); resolve(chosen); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

export const tell = (text) => ask(text, [{ label: "Jag förstår", value: true, main: true }]);

/** A picture as large as the window allows; `link` are the attributes that open it alone. */
export function enlarge(address, alt, link) {
  const leave = make("button", { type: "button", class: "main", onclick: () => dialog.close() }, "Stäng");
  const dialog = make(
    "dialog", { class: "dialog enlarged", "aria-label": alt },
    make("img", { src: address, alt }),
    make("div", { class: "choices" }, make("a", link, "Öppna i egen flik"), leave),
  );
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  leave.focus();
}

let shut = () => {};

/** A menu at `anchor`; `items` are { label, icon, run }. Arrow keys move, Escape closes and gives focus back. */
export function menu(anchor, label, items, point = null) {
  shut();
  const entries = items.map((item) => make(
    "button",
    { type: "button", role: "menuitem", tabindex: "-1", class: item.danger ? "danger" : null,
      onclick: () => { close(); item.run(); } },
    item.icon ?? null, item.label,
  ));
  const box = make("div", { class: "menu", role: "menu", "aria-label": label }, entries);
  const close = (giveBack = true) => {
    box.remove();
    anchor.removeAttribute("aria-expanded");
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("resize", shut);
    shut = () => {};
    if (giveBack) anchor.focus({ preventScroll: true });
  };
  const outside = (event) => { if (!box.contains(event.target)) close(false); };
  box.addEventListener("keydown", (event) => onKey(event, entries, close));
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", () => shut(), { once: true });
  anchor.setAttribute("aria-expanded", "true");
  document.body.append(box);
  put(box, point ?? anchor.getBoundingClientRect());
  shut = () => close(false);
  entries[0]?.focus();
}

function onKey(event, entries, close) {
  const at = entries.indexOf(document.activeElement);
  const to = {
    ArrowDown: (at + 1) % entries.length,
    ArrowUp: (at - 1 + entries.length) % entries.length,
    Home: 0,
    End: entries.length - 1,
  }[event.key];
  if (event.key === "Escape" || event.key === "Tab") close();
  else if (to !== undefined) entries[to].focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

// Beside the anchor, and always wholly in the window.
function put(box, near) {
  const gap = 6;
  const { width, height } = box.getBoundingClientRect();
  const below = near.bottom + gap + height <= window.innerHeight;
  const top = below ? near.bottom + gap : Math.max(gap, near.top - gap - height);
  const left = Math.min(Math.max(gap, near.right - width), window.innerWidth - width - gap);
  box.style.top = `${top}px`;
  box.style.left = `${Math.max(gap, left)}px`;
}
