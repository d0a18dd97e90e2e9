/**
 * What the page knows: who one is, their chats, where one is, what is half-written. Views watch it and read it; what
 * happens in the world arrives through `receive` and `apply` only.
 */

export const state = {
  people: [],
  me: null,
  bot: null,
  born: "",
  chats: new Map(),
  place: null, // { chat, topic }: ids, topic null outside topics
  view: "chat", // what a narrow screen shows: "chat" or "list"
  contact: true,
  toField: false, // whether the text field shall have the focus as soon as it is there
};
/**
 * "arrived" (message), "answer" (to a press) and "inline" (results are there), where `detail` is what the feed told;
 * "pressed" when a button under a message was.
 */
export const events = new EventTarget();

const watchers = [];
const read = new Map();
const drafts = new Map();
let waiting = false;

/** Calls `update` now and whenever something changed. */
export function watch(update) {
  watchers.push(update);
  if (state.me) update();
}

/** Tells the views, once for all changes of this moment. */
export function changed() {
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => {
    waiting = false;
    if (state.me) for (const update of watchers) update();
  });
}

/** Takes over everything that a person sees. */
export function receive(found) {
  if (state.born !== found.born || state.me?.id !== found.user.id) read.clear();
  if (state.born !== found.born) drafts.clear();
  Object.assign(state, { born: found.born, me: found.user, bot: found.bot });
  state.chats = new Map(found.chats.map((chat) => [chat.id, { ...chat, messages: byNumber(chat.messages) }]));
  if (!isThere(state.place)) state.place = { chat: state.me.id, topic: null };
  recall();
  changed();
}

function isThere(place) {
  const chat = state.chats.get(place?.chat);
  return chat !== undefined && (place.topic === null || chat.topics.some((topic) => topic.id === place.topic));
}

const byNumber = (messages) => new Map(messages.map((message) => [message.message_id, message]));

/** Takes over what is new. */
export function apply(found) {
  for (const head of found.chats) {
    state.chats.set(head.id, { messages: new Map(), ...state.chats.get(head.id), ...head });
  }
  for (const change of found.changes) take(change);
  changed();
}

function take(change) {
  const chat = state.chats.get(change.chat_id);
  if (change.kind === "answer" || change.kind === "inline") return tell(change.kind, change);
  if (!chat || change.message_id === undefined) return;
  if (!change.message) chat.messages.delete(change.message_id);
  else {
    const isNew = change.kind === "message" && !chat.messages.has(change.message_id);
    chat.messages.set(change.message_id, change.message);
    if (isNew && change.message.from.id !== state.me.id) tell("arrived", change.message);
  }
}

const tell = (kind, detail) => events.dispatchEvent(new CustomEvent(kind, { detail }));

// Places: a chat, or one topic of a forum.

export const placeKey = (place) => `${place.chat}/${place.topic ?? 0}`;
export const here = () => state.chats.get(state.place.chat);
export const topicOf = (message) => (message.is_topic_message ? message.message_thread_id : null);
export const isPrivate = (chat) => chat.type === "private";

/** All places of a chat: itself, or General and the topics of a forum. */
export function placesOf(chat) {
  const topics = chat.forum ? chat.topics.map((topic) => topic.id) : [];
  return [null, ...topics].map((topic) => ({ chat: chat.id, topic }));
}

export function messagesIn(place) {
  const chat = state.chats.get(place.chat);
  const all = [...(chat?.messages.values() ?? [])];
  return chat?.forum ? all.filter((message) => topicOf(message) === place.topic) : all;
}

/** Goes to a place; a narrow screen shows the chat. */
export function open(chat, topic = null) {
  state.place = { chat, topic };
  state.view = "chat";
  changed();
}

export function showList() {
  state.view = "list";
  changed();
}

// Unread messages, remembered for as long as the tab is open.

export function unread(place) {
  const last = read.get(placeKey(place)) ?? 0;
  return messagesIn(place).filter((each) => each.message_id > last && each.from.id !== state.me.id).length;
}

export function markRead(place) {
  const last = messagesIn(place).at(-1)?.message_id ?? 0;
  if (last <= (read.get(placeKey(place)) ?? 0)) return;
  read.set(placeKey(place), last);
  sessionStorage.setItem(memory(), JSON.stringify([...read]));
  changed();
}

function recall() {
  for (const [key, last] of JSON.parse(sessionStorage.getItem(memory()) ?? "[]")) read.set(key, last);
}

const memory = () => `read ${state.born} ${state.me.id}`;

// What is half-written, per person and place. `version` grows when something else than typing changed it.

const draftKey = () => `${state.me.id} ${placeKey(state.place)}`;
const EMPTY = { text: "", reply: null, edit: null, version: 0 };

export const draft = () => drafts.get(draftKey()) ?? EMPTY;

export const typed = (text) => drafts.set(draftKey(), { ...draft(), text });

/** Fills the composer: `text`, and the id of a message to `reply` to or `edit`. */
export function compose(given) {
  drafts.set(draftKey(), { ...EMPTY, ...given, version: draft().version + 1, focus: given.focus ?? true });
  changed();
}
