/** "Vem är vem, och vad kan jag prova?": a panel beside the chats where there is room for it, otherwise a dialog. */

import { byId, make } from "./dom.js";
import { state, watch } from "./store.js";
import { TRIES } from "./words.js";

const WIDE = window.matchMedia("(min-width: 76rem)");
const button = byId("who-is-who");
const panel = byId("guide");
let become = () => {};
let shown = "";

/** `change` lets the visitor become another person. */
export function startGuide(change) {
  become = change;
  button.addEventListener("click", () => (WIDE.matches ? remember(panel.hidden) : showDialog()));
  WIDE.addEventListener("change", () => { if (state.me) place(); });
  watch(update);
}

function update() {
  const sign = JSON.stringify([state.me.id, state.people]);
  if (sign === shown) return;
  shown = sign;
  panel.replaceChildren(...content());
  place();
}

const wanted = () => localStorage.getItem("guide") !== "closed";
const known = () => state.people.some((person) => person.role in TRIES);

function remember(open) {
  localStorage.setItem("guide", open ? "open" : "closed");
  place();
}

function place() {
  button.hidden = !known();
  panel.hidden = !known() || !WIDE.matches || !wanted();
  if (WIDE.matches) button.setAttribute("aria-expanded", String(!panel.hidden));
  else button.removeAttribute("aria-expanded");
}

function showDialog() {
  const shut = make("button", { type: "button", class: "main", onclick: () => dialog.close() }, "Stäng");
  const inside = content(() => dialog.close());
  const dialog = make("dialog", { class: "dialog guide", "aria-labelledby": "guide-title" }, inside, make("div", { class: "choices" }, shut));
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => { dialog.remove(); panel.replaceChildren(...content()); });
  panel.replaceChildren();
  document.body.append(dialog);
  dialog.showModal();
}

function content(leave = () => {}) {
  const roles = Object.keys(TRIES).filter((role) => state.people.some((person) => person.role === role));
  return [
    make("h2", { id: "guide-title" }, "Vem är vem, och vad kan jag prova?"),
    ...roles.map((role) => make(
      "section", {}, make("h3", {}, `${role.charAt(0).toUpperCase()}${role.slice(1)}`),
      make("p", { class: "persons" }, state.people.filter((person) => person.role === role).map((person) => chip(person, leave))),
      make("ul", {}, TRIES[role].map((words) => make("li", {}, words))),
    )),
  ];
}

function chip(person, leave) {
  const me = person.id === state.me.id;
  const change = () => { leave(); become(person.id); };
  return make(
    "button", { type: "button", class: "person", "aria-pressed": String(me), onclick: change },
    me ? `Du är ${person.first_name}` : `Bli ${person.first_name}`,
  );
}
