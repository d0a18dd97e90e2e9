/** The chat page of the practice server: chooses who one is, follows the feed and starts the views. */

import { get } from "./api.js";
import { startChats } from "./chats.js";
import { startComposer } from "./composer.js";
import { byId, make, setText } from "./dom.js";
import { follow } from "./feed.js";
import { startGuide } from "./guide.js";
import { startReplyKeys } from "./replykeys.js";
import { apply, changed, placeKey, receive, state, watch } from "./store.js";
import { startThread } from "./thread.js";
import { startWelcome } from "./welcome.js";
import { nameAndRole } from "./words.js";

const LOST = "Ingen kontakt med övningsservern. Sidan försöker igen …";
const RETRY_MS = 1000;
let leave = () => {};
let wanted = null;

const person = byId("person");
person.addEventListener("change", () => turnInto(Number(person.value)));
for (const start of [startChats, startWelcome, startComposer, startReplyKeys, startThread]) start();
startGuide(turnInto);
watch(remember);
begin();

async function begin() {
  try {
    state.people = (await get("people")).people.filter((user) => !user.is_bot);
  } catch {
    contact(false);
    setTimeout(begin, RETRY_MS);
    return;
  }
  person.replaceChildren(...state.people.map((user) => make("option", { value: user.id }, nameAndRole(user))));
  const before = JSON.parse(sessionStorage.getItem("place") ?? "null");
  const known = state.people.some((user) => user.id === before?.user);
  if (state.people.length === 0) setTimeout(begin, RETRY_MS);
  else become(known ? before.user : state.people[0].id, known ? before.place : null);
}

function turnInto(user) {
  become(user, { chat: user, topic: null });
}

function become(user, place) {
  leave();
  person.value = String(user);
  wanted = place;
  leave = follow(user, { state: arrive, changes: apply, contact, unknown: begin });
}

function arrive(found) {
  state.place = wanted ?? state.place;
  wanted = null;
  receive(found);
}

function contact(there) {
  setText(byId("lost"), there ? "" : LOST);
  if (there === state.contact) return;
  state.contact = there;
  changed();
}

let remembered = "";

function remember() {
  const key = `${state.me.id} ${placeKey(state.place)}`;
  if (key === remembered) return;
  remembered = key;
  sessionStorage.setItem("place", JSON.stringify({ user: state.me.id, place: state.place }));
}
