/* Runs once the place for suggestions is on the page: the question box, its suggestions, and the
   buttons beside it. `element` is Gradio's. The pattern is that of a combobox with a
   listbox (ARIA Authoring Practices Guide), whose options are asked when they are chosen. */
const LONG_ENOUGH = 2; // Characters from which something is suggested.
const PAUSE_MS = 150; // After the last key: people type a letter in about as long.
const PATIENCE_MS = 8000; // After which a question that nothing came of may be sent again.

element.innerHTML =
  '<ul id="known" role="listbox" aria-label="Known questions" hidden></ul>' +
  '<p class="unseen" role="status"></p>';
const list = element.querySelector("ul");
const status = element.querySelector("p");
const box = () => document.querySelector("#box textarea");
const inBox = (event) => event.target.closest?.("#box") && !event.isComposing;

let active = -1; // The option that Enter asks; -1: none, it asks what is typed.
let asking = new AbortController();
let pause = 0;
let awaited = null; // What was sent and has not been seen on the page yet.

function dress() {
  if (!box()) return requestAnimationFrame(dress);
  const attributes = {
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id, autocomplete: "off", enterkeyhint: "send",
  };
  for (const [name, value] of Object.entries(attributes)) box().setAttribute(name, value);
}

function suggest(questions) {
  active = -1;
  list.replaceChildren(...questions.map((question, at) => {
    const option = document.createElement("li");
    option.id = `known-${at}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.textContent = question;
    return option;
  }));
  list.hidden = !questions.length;
  list.scrollTop = 0;
  box().setAttribute("aria-expanded", String(!list.hidden));
  box().removeAttribute("aria-activedescendant");
  status.textContent = questions.length ? `${questions.length} known questions` : "";
}

function close() {
  clearTimeout(pause);
  asking.abort();
  if (!list.hidden) suggest([]);
}

async function look() {
  const typed = box().value.trim();
  asking.abort();
  asking = new AbortController();
  if (typed.length < LONG_ENOUGH) return close();
  try {
    const address = `/api/v1/suggestions?q=${encodeURIComponent(typed)}`;
    const response = await fetch(address, { signal: asking.signal });
    const { questions } = response.ok ? await response.json() : { questions: [] };
    if (box().value.trim() === typed && document.activeElement === box()) {
      suggest(questions.filter((question) => question !== typed));
    }
  } catch (error) {
    if (error.name !== "AbortError") close();
  }
}

function move(step) {
  const count = list.children.length;
  list.children[active]?.setAttribute("aria-selected", "false");
  active = ((active + 1 + step + count + 1) % (count + 1)) - 1; // Between the last and the first: none.
  const option = list.children[active];
  if (!option) return box().removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  box().setAttribute("aria-activedescendant", option.id);
}

function write(text) {
  box().value = text;
  box().dispatchEvent(new Event("input", { bubbles: true })); // Gradio fits the box to it.
  close();
}

function ask(question, asTyped = false) {
  close();
  const isBusy = document.documentElement.hasAttribute("data-busy");
  const isAwaited = awaited && Date.now() - awaited.at < PATIENCE_MS;
  if (!question.trim() || isBusy || isAwaited) return;
  const ticket = Math.random().toString(36).slice(2);
  awaited = { ticket, at: Date.now(), typed: box().value, isOwn: question === box().value };
  document.dispatchEvent(new CustomEvent("rapporteur:asked", { detail: ticket }));
  const drawer = document.querySelector(".drawer");
  const listed = { search: drawer.querySelector(".search").value, shown: Number(drawer.dataset.shown) };
  send("ask", { question, asTyped, ticket, ...listed });
}

function take(option) {
  write(option.textContent);
  ask(option.textContent);
}

const keys = {
  ArrowDown: () => (list.hidden ? look() : move(1)),
  ArrowUp: () => !list.hidden && move(-1),
  Enter: () => (active >= 0 ? take(list.children[active]) : ask(box().value)),
  Escape: () => close(),
};
document.addEventListener("keydown", (event) => {
  if (!inBox(event)) return;
  const isOpen = !list.hidden;
  const isOwn = event.key === "Enter" ? !event.shiftKey : isOpen && event.key in keys;
  if (isOwn) {
    event.preventDefault();
    keys[event.key]();
  } else if (event.key === "ArrowDown" && !box().value.includes("\n")) {
    look();
  } else if (event.key === "Tab") {
    close();
  }
}, true);
document.addEventListener("input", (event) => {
  if (!inBox(event)) return;
  clearTimeout(pause);
  pause = setTimeout(look, PAUSE_MS);
});
document.addEventListener("focusout", (event) => { if (inBox(event)) close(); });
list.addEventListener("pointerdown", (event) => event.preventDefault()); // The box keeps focus.
list.addEventListener("click", (event) => {
  const option = event.target.closest("li");
  if (option) take(option);
});
document.addEventListener("click", (event) => {
  if (event.target.closest("#send")) ask(box().value);
  if (!event.target.closest("#stop")) return;
  send("stop", { turn: document.querySelector(".log").dataset.running });
  box().focus();
});

document.addEventListener("rapporteur:ask", ({ detail }) => ask(detail.question, detail.asTyped));
document.addEventListener("rapporteur:changed", ({ detail: log }) => {
  if (!awaited || log.dataset.ticket !== awaited.ticket) return;
  const { typed, isOwn } = awaited;
  awaited = null;
  if (log.querySelector(".notice")) return; // It was not taken: it stays in the box.
  if (isOwn && box().value === typed) write("");
  if (!isOwn) log.querySelector(".exchange:last-of-type .question").focus({ preventScroll: true });
});

dress();
