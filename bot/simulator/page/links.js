/** Where links lead: those to the bot stay in the page, others open a new tab. */

import { act, Refused } from "./api.js";
import { toast } from "./overlays.js";
import { here, isPrivate, open, state } from "./store.js";

const SAFE = new Set(["http:", "https:", "mailto:", "tg:"]);
const FAILED = "Det gick inte. Försök igen om en stund.";

/** The address where a link may lead, null for anything but web and mail. */
export function safeUrl(url) {
  try {
    const parsed = new URL(url);
    return SAFE.has(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

/** The start parameter of a link to this bot ("" without one), null for other links. */
export function deepLink(url) {
  const parsed = new URL(url);
  const web = ["t.me", "telegram.me"].includes(parsed.hostname) && parsed.pathname.slice(1);
  const name = parsed.protocol === "tg:" ? parsed.searchParams.get("domain") : web;
  if (!name || name.toLowerCase() !== state.bot.username.toLowerCase()) return null;
  return parsed.searchParams.get("start") ?? "";
}

/** Handles a click on a link; what leads to the bot does not leave the page. */
export function follow(event, url) {
  const payload = deepLink(url);
  if (payload === null) return;
  event.preventDefault();
  startBot(payload);
}

/** Opens an address that a button or the bot's answer names. */
export function visit(url) {
  const safe = safeUrl(url);
  if (!safe) return;
  const payload = deepLink(safe);
  if (payload === null) window.open(safe, "_blank", "noopener,noreferrer");
  else startBot(payload);
}

/** Opens the private chat; starts the bot there with `payload` if there is one, or if it was never started. */
export async function startBot(payload = "") {
  open(state.me.id);
  const chat = here();
  if (chat.blocked && !(await attempt("unblock_bot", { user: state.me.id }))) return;
  if (payload || !chat.started) await attempt("start", { user: state.me.id, payload });
}

/** Sends a command where one is; in a group with the bot's name. */
export function sendCommand(command) {
  const addressed = isPrivate(here()) || command.includes("@") ? command : `${command}@${state.bot.username}`;
  return say(addressed);
}

/** Writes in the place where one is. */
export function say(text, more = {}) {
  return attemptHere("send_text", { text, ...more });
}

/** An act in the place where one is. */
export function attemptHere(name, given = {}) {
  const { chat, topic } = state.place;
  return attempt(name, { chat, user: state.me.id, ...(topic === null ? {} : { topic }), ...given });
}

/** An act; what came of it, or null after telling that it failed. */
export async function attempt(name, given) {
  try {
    return await act(name, given);
  } catch (error) {
    toast(error instanceof Refused ? "Det går inte just nu." : FAILED);
    return null;
  }
}
