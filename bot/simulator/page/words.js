/** What the page says about people, times and messages. Swedish klarspråk. */

import { state } from "./store.js";

const CLOCK = new Intl.DateTimeFormat("sv-SE", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("sv-SE", { day: "numeric", month: "long", year: "numeric" });

/** What each role can try in the practice world, three things each. */
export const TRIES = {
  medlem: [
    "Skriv en fråga till boten, precis som du pratar.",
    "Skriv /tips och berätta om något som fungerar hos er. Byt sedan till en moderator och granska det.",
    "Skriv /fraga och en fråga i gruppen Byalaget i Åsby, så ser alla svaret.",
  ],
  arrangör: [
    "Skriv /traff till boten och skapa en träff. Du får en QR-bild att sätta upp.",
    "Skriv /utskick och skicka något till alla grupper i nätverket.",
    "Skriv /sammanstall när medlemmarna har svarat, och öppna svaren i Word, som PDF eller i webbläsaren.",
    "Skriv /projektor, så visas svaren på storbild allt eftersom de godkänns.",
  ],
  moderator: [
    "Öppna gruppen Redaktionen och skriv /nasta. Då visas det som har väntat längst.",
    "Skriv /obesvarade där, och se vad boten inte kunde svara på.",
    "Skriv /varfor och en fråga, så förklarar boten sitt svar.",
  ],
};

export const clock = (seconds) => CLOCK.format(seconds * 1000);

export function day(seconds) {
  const said = DAY.format(seconds * 1000);
  return said === DAY.format(Date.now()) ? "I dag" : said;
}

/** A moment as an app shows it; `form` is r or w?[dD]?[tT]?, the day of the week, the date and the time. */
export function moment(seconds, form) {
  if (form === "r") return fromNow(seconds);
  const short = { dateStyle: form.includes("D") ? "long" : form.includes("d") ? "short" : undefined,
    timeStyle: form.includes("T") ? "medium" : form.includes("t") ? "short" : undefined };
  const shown = short.dateStyle || short.timeStyle ? new Intl.DateTimeFormat("sv-SE", short).format(seconds * 1000) : "";
  const weekday = form.includes("w") ? new Intl.DateTimeFormat("sv-SE", { weekday: "long" }).format(seconds * 1000) : "";
  return [weekday, shown].filter(Boolean).join(" ");
}

const UNITS = [["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]];

function fromNow(seconds) {
  const left = seconds - Date.now() / 1000;
  const [unit, size] = UNITS.find(([, each]) => Math.abs(left) >= each) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat("sv", { numeric: "auto" }).format(Math.round(left / size), unit);
}

export function nameOf(user) {
  return [user.first_name, user.last_name].filter(Boolean).join(" ");
}

/** A person with their role, if they have one: "Birgitta Norling – moderator". */
export const nameAndRole = (user) => [nameOf(user), user.role].filter(Boolean).join(" – ");

export const isBot = (user) => user.id === state.bot.id;

export function chatName(chat) {
  return chat.type === "private" ? state.bot.name : chat.title;
}

export function topicName(chat, topic) {
  return topic === null ? "Allmänt" : chat.topics.find((each) => each.id === topic)?.name ?? "Borttaget ämne";
}

export function members(chat) {
  if (chat.type === "private") return chat.blocked ? "Du har blockerat boten" : "bot";
  if (chat.type === "channel") return `kanal, ${amount(chat.members.length, "följer den", "följer den")}`;
  return amount(chat.members.length, "medlem", "medlemmar");
}

export function initials(name) {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0] ?? "").join("").toUpperCase();
}

/** One of 6 colours that stays with a person or chat. */
export const hue = (id) => Math.abs(id) % 6;

/** A message as one line, for lists, quotes and screen readers. */
export function preview(message) {
  const text = message.text ?? message.caption ?? "";
  return [kind(message), text.replace(/\s+/g, " ")].filter(Boolean).join(" ");
}

function kind(message) {
  if (message.photo) return "Bild";
  if (message.poll) return `Omröstning: ${message.poll.question}`;
  if (message.voice) return "Röstmeddelande";
  if (message.sticker) return `Klistermärke ${message.sticker.emoji ?? ""}`.trim();
  if (message.document) return `Fil: ${message.document.file_name ?? "utan namn"}`;
  if (message.location) return "Plats";
  if (message.contact) return `Kontakt: ${nameOf(message.contact)}`;
  return service(message) ?? "";
}

/** The sentence of a service message, null for other messages. */
export function service(message) {
  const who = message.from.first_name;
  const joined = message.new_chat_members;
  const left = message.left_chat_member;
  if (joined) return joined[0].id === message.from.id ? `${who} gick med` : `${who} lade till ${joined.map(nameOf).join(", ")}`;
  if (left) return left.id === message.from.id ? `${who} lämnade gruppen` : `${who} tog bort ${nameOf(left)}`;
  if (message.new_chat_title) return `${who} bytte gruppens namn till ${message.new_chat_title}`;
  if (message.pinned_message) return `${who} fäste ett meddelande`;
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return "Gruppen blev en supergrupp";
  if (message.forum_topic_created) return `${who} skapade ämnet ${message.forum_topic_created.name}`;
  if (message.forum_topic_closed) return `${who} stängde ämnet`;
  if (message.forum_topic_reopened) return `${who} öppnade ämnet igen`;
  return null;
}

export const seconds = (number) => `${Math.floor(number / 60)}:${String(number % 60).padStart(2, "0")}`;

/** How large a file is, in the unit that people know. */
export function fileSize(bytes) {
  if (bytes < 1000) return `${bytes} byte`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1).replace(".", ",")} MB`;
}

export function amount(number, one, many) {
  return number === 1 ? `1 ${one}` : `${number} ${many}`;
}
