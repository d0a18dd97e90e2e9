/** The list over the text field: commands while "/…" is typed, inline results while "@bot …" is. */

import { act, get } from "./api.js";
import { byId, make } from "./dom.js";
import { icon } from "./icons.js";
import { attempt, sendCommand, startBot } from "./links.js";
import { compose, events, here, isPrivate, placeKey, state } from "./store.js";
import { amount } from "./words.js";

const PAUSE_MS = 120;
const PATIENCE_MS = 8000;
const box = byId("suggest");
const field = byId("write");
let options = []; // { node, run, fill }
let active = -1;
let round = 0;

/** Shows what fits the text so far. */
export function suggestFor(text) {
  const mine = (round += 1);
  const command = /^\/(\w*)$/.exec(text);
  const inline = inlineText(text);
  if (command && !byId("commands").hidden) return listCommands(command[1]);
  if (inline === null) return close();
  setTimeout(() => { if (mine === round) askBot(inline, mine); }, PAUSE_MS);
}

function inlineText(text) {
  const found = /^@(\w+)\s([^]*)$/.exec(text);
  return found && found[1].toLowerCase() === state.bot.username.toLowerCase() ? found[2] : null;
}

/** All commands of this chat, or none if they are shown already. */
export function showCommands() {
  if (!box.hidden) close();
  else listCommands("");
}

function listCommands(start) {
  const fitting = here().commands.filter(({ command }) => command.startsWith(start.toLowerCase()));
  const entries = fitting.map(({ command, description }) => {
    const name = `/${command}`;
    // In a group a command mostly wants words after it.
    const run = () => (isPrivate(here()) ? (compose({ text: "" }), sendCommand(name)) : compose({ text: `${name} ` }));
    return { lines: [name, description], run, fill: () => compose({ text: `${name} ` }), kind: "command" };
  });
  show(entries, "Kommandon");
  if (start && fitting.every(({ command }) => command !== start)) activate(0);
}

async function askBot(text, mine) {
  if (box.hidden) show([], "Svar från boten", note("Boten letar …"));
  const place = { ...state.place };
  const answer = await results(place, text);
  if (mine !== round || placeKey(place) !== placeKey(state.place)) return;
  if (!answer) return show([], "Svar från boten", note("Boten svarar inte just nu."));
  const entries = answer.results.map((result) => ({
    lines: [result.title, result.description ?? ""],
    run: () => choose(place, answer.query, result.id),
    kind: "result",
  }));
  const button = answer.button?.start_parameter ? privateButton(answer.button) : null;
  show(entries, "Svar från boten", button ?? (entries.length ? null : note("Inga träffar.")));
}

async function results(place, text) {
  try {
    const { query } = await act("type_inline", { user: state.me.id, chat: place.chat, text });
    const stop = Date.now() + PATIENCE_MS;
    while (Date.now() < stop) {
      const { answer } = await get("query", { id: query });
      if (answer) return { ...answer, query };
      await nextAnswer();
    }
  } catch {
    return null;
  }
  return null;
}

// The feed may have told it before we looked, so we look again soon in any case.
function nextAnswer() {
  return new Promise((resolve) => {
    events.addEventListener("inline", resolve, { once: true });
    setTimeout(resolve, 300);
  });
}

async function choose(place, query, result) {
  compose({ text: "" });
  const topic = place.topic === null ? {} : { topic: place.topic, chat: place.chat };
  await attempt("choose_inline", { query, result_id: result, ...topic });
}

const note = (text) => make("p", { class: "note" }, text);

function privateButton(button) {
  const go = () => { compose({ text: "", focus: false }); startBot(button.start_parameter); };
  return make("button", { type: "button", class: "to-private", onclick: go }, icon("out"), button.text);
}

function show(entries, label, extra = null) {
  options = entries.map((entry, number) => ({ ...entry, node: option(entry, number) }));
  const list = make("ul", { role: "listbox", "aria-label": label, id: "options" }, options.map(({ node }) => node));
  box.replaceChildren(...(extra ? [extra] : []), ...(options.length ? [list] : []));
  box.hidden = !options.length && !extra;
  activate(-1);
  if (options.length) {
    const said = make("p", { class: "hidden", role: "status" });
    box.append(said);
    said.textContent = `${amount(options.length, "förslag", "förslag")}. Välj med pil ner och Enter.`;
  }
}

function option({ lines, run, kind }, number) {
  const shown = [make("strong", {}, lines[0]), lines[1] ? make("span", {}, lines[1]) : null];
  const node = make("li", { role: "option", id: `option-${number}`, class: kind, "aria-selected": "false" }, shown);
  // The text field keeps the focus.
  node.addEventListener("pointerdown", (event) => event.preventDefault());
  node.addEventListener("click", () => { close(); run(); });
  return node;
}

function activate(number) {
  active = number;
  options.forEach(({ node }, each) => node.setAttribute("aria-selected", String(each === number)));
  if (options[number]) {
    field.setAttribute("aria-activedescendant", `option-${number}`);
    options[number].node.scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
}

/** Moves with the arrow keys, completes a command with Tab; tells whether the key was used. */
export function suggestionKey(event) {
  if (box.hidden || !options.length) return false;
  if (event.key === "ArrowDown") activate((active + 1) % options.length);
  else if (event.key === "ArrowUp") activate(active <= 0 ? options.length - 1 : active - 1);
  else if (event.key === "Tab" && !event.shiftKey && active >= 0 && options[active].fill) options[active].fill();
  else return false;
  return true;
}

/** Takes the marked suggestion; tells whether there was one. */
export function pickSuggestion() {
  const chosen = box.hidden ? undefined : options[active];
  if (!chosen) return false;
  close();
  chosen.run();
  return true;
}

/** Tells whether there was something to close. */
export function closeSuggestions() {
  const was = !box.hidden;
  close();
  return was;
}

function close() {
  round += 1;
  options = [];
  box.hidden = true;
  box.replaceChildren();
  activate(-1);
}
