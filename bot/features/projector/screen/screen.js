/** One slide at a time, turned by itself; looks every second for what has been approved since. */

const EVERY = 1000; // ms from one look to the next
const TURNS = 15000; // ms that a slide stays
const frame = document.getElementById("slides");
const told = document.getElementById("status");
const lost = document.getElementById("lost");
const pause = document.getElementById("pause");
let latest = "";
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

async function look() {
  try {
    const answer = await fetch(frame.dataset.from, { cache: "no-store" });
    lost.hidden = answer.ok;
    const html = answer.ok ? await answer.text() : latest;
    if (html !== latest) take(html);
  } catch {
    lost.hidden = false;
  }
  if (!paused && Date.now() - turned >= TURNS) show(at + 1);
  setTimeout(look, EVERY);
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
show(0);
look();
