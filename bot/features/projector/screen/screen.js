/** One slide at a time, turned by itself; what has been approved since comes at once. */

const SOON = 50; // ms from an answer to the next question
const AGAIN = 500; // ms until the next try when the bot does not answer
const TURNS = 15000; // ms that a slide stays
const frame = document.getElementById("slides");
const told = document.getElementById("status");
const lost = document.getElementById("lost");
const pause = document.getElementById("pause");
let latest = "";
let tag = "";
let at = 0;
let turned = Date.now();
let paused = false;

const slides = () => [...frame.querySelectorAll(".slide")];

function show(number) {
  const all = slides();
  at = (number + all.length) % all.length;
  turned = Date.now();
  all.forEach((slide, place) => { slide.hidden = place !== at; });
}

/** Put what is new in place, and turn to the first slide that it is on. */
function take(html) {
  const before = slides().map((slide) => slide.innerHTML);
  frame.innerHTML = html;
  const news = slides().findIndex((slide, place) => slide.innerHTML !== before[place]);
  const words = document.getElementById("told").innerHTML;
  if (told.textContent !== words) told.textContent = words;
  show(latest && news >= 0 && !paused ? news : Math.min(at, slides().length - 1));
  latest = html;
}

/** The bot answers when there is something new, or after some seconds. */
async function look() {
  try {
    const answer = await fetch(`${frame.dataset.from}?sedan=${tag}`, { cache: "no-store" });
    lost.hidden = answer.ok;
    if (answer.ok) {
      const html = await answer.text();
      tag = answer.headers.get("X-Tag");
      if (html !== latest) take(html);
    }
  } catch {
    lost.hidden = false;
  }
  setTimeout(look, lost.hidden ? SOON : AGAIN);
}

function rest() {
  paused = !paused;
  pause.textContent = paused ? pause.dataset.off : pause.dataset.on;
}

document.getElementById("before").addEventListener("click", () => show(at - 1));
document.getElementById("after").addEventListener("click", () => show(at + 1));
pause.addEventListener("click", rest);
document.addEventListener("keydown", (event) => {
  if (event.target instanceof HTMLButtonElement && event.key === " ") return;
  const acts = { ArrowLeft: () => show(at - 1), ArrowRight: () => show(at + 1), " ": rest };
  if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
});
setInterval(() => { if (!paused && Date.now() - turned >= TURNS) show(at + 1); }, 500);
show(0);
look();
