/** What a first-time visitor meets: who the bot is, and some questions to try. */

import { byId, make, setText } from "./dom.js";
import { say, startBot } from "./links.js";
import { here, isPrivate, messagesIn, state, watch } from "./store.js";

export function startWelcome() {
  byId("welcome").append(
    make("img", { src: "bot.svg", alt: "", width: "88", height: "88" }),
    make("h2", { id: "bot-name" }),
    make("p", { id: "bot-about" }),
  );
  watch(update);
}

function showExamples() {
  const items = state.bot.examples.map((question) =>
    make("li", {}, make("button", { type: "button", onclick: () => tryOut(question) }, `”${question}”`)));
  byId("hints").replaceChildren(make("li", { class: "hint-title" }, "Prova till exempel"), ...items);
}

function update() {
  const empty = isPrivate(here()) && messagesIn(state.place).length === 0;
  byId("welcome").hidden = !empty;
  setText(byId("bot-name"), state.bot.name);
  setText(byId("bot-about"), state.bot.description || "Här kan du prova att prata med boten. Tryck på Starta, eller ställ en fråga direkt.");
  if (byId("hints").childElementCount !== state.bot.examples.length + 1) showExamples();
  byId("hints").hidden = !state.bot.examples.length || !isPrivate(here()) || here().blocked || hasAsked();
}

// A command is no question yet.
const hasAsked = () => messagesIn(state.place).some(
  (message) => message.from.id === state.me.id && !message.text?.startsWith("/"),
);

async function tryOut(question) {
  state.toField = true;
  if (!here().started) await startBot();
  await say(question);
}
