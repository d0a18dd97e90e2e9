/** The reply keyboard under the text field. It can be put away; a one-time keyboard goes after a press. */

import { byId, make, patch } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./links.js";
import { here, state, watch } from "./store.js";

const hidden = new Map(); // chat and person -> the keyboard that was put away

export function startReplyKeys() {
  byId("keys").append(icon("keyboard"));
  byId("keys").addEventListener("click", toggle);
  watch(update);
}

const place = () => `${state.me.id} ${state.place.chat}`;
const sign = (keyboard) => JSON.stringify(keyboard);

function toggle() {
  const keyboard = here().keyboard;
  if (hidden.get(place()) === sign(keyboard)) hidden.delete(place());
  else hidden.set(place(), sign(keyboard));
  update();
}

function update() {
  const keyboard = here().keyboard;
  const rows = keyboard?.keyboard ?? [];
  const away = hidden.get(place()) === sign(keyboard);
  const box = byId("keyboard");
  box.hidden = rows.length === 0 || away || byId("composer").hidden;
  byId("keys").hidden = rows.length === 0;
  byId("keys").setAttribute("aria-expanded", String(!box.hidden));
  byId("keys").setAttribute("aria-label", box.hidden ? "Visa snabbsvar" : "Dölj snabbsvar");
  patch(box, rows.map((row, number) => ({ key: `${number}`, sign: sign(row), row })), ({ row }) => keyRow(row));
}

function keyRow(row) {
  const labels = row.map((key) => (typeof key === "string" ? key : key.text));
  return make("div", { class: "keyrow" }, labels.map((label) =>
    make("button", { type: "button", class: "key", onclick: () => tap(label) }, label)));
}

async function tap(label) {
  const keyboard = here().keyboard;
  await say(label);
  if (keyboard?.one_time_keyboard) {
    hidden.set(place(), sign(keyboard));
    update();
  }
}
