/* Runs once the list of conversations is on the page: a column beside the conversation, or a drawer
   before it on narrow screens. `element`, `props` and `watch` are Gradio's. */
const root = document.documentElement;
const narrow = matchMedia("(max-width: 1099px)"); // The same width as in drawer.css.
const PAUSE_MS = 200; // After the last key of a search.

let pause = 0;

const here = () => new URLSearchParams(location.search).get("conversation") ?? "";
const toggle = () => document.getElementById("list");
const visit = (id) => document.dispatchEvent(new CustomEvent("rapporteur:visit", { detail: id }));

function wanted(more = 0) {
  const drawer = element.firstElementChild;
  const shown = Number(drawer.dataset.shown) + more;
  return { search: drawer.querySelector(".search").value, shown };
}

/* The day of older ones, the hour of today's, by the reader's own clock. */
function spell(time) {
  const moment = new Date(time.dateTime);
  const isToday = moment.toDateString() === new Date().toDateString();
  const isThisYear = moment.getFullYear() === new Date().getFullYear();
  time.textContent = isToday
    ? moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })
    : moment.toLocaleDateString("en-GB", {
      day: "numeric", month: "long", ...(isThisYear ? {} : { year: "numeric" }),
    });
}

function mark() {
  for (const item of element.querySelectorAll("li[data-conversation]")) {
    const link = item.querySelector("a");
    if (item.dataset.conversation === here()) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function browse(more = 0) {
  clearTimeout(pause);
  pause = 0;
  send("browse", wanted(more));
}

function show() {
  put(element, props.value);
  element.querySelectorAll("time").forEach(spell);
  mark();
  const { search } = element.firstElementChild.dataset;
  if (search !== wanted().search && !pause) browse(); // What came was of an earlier search.
}

function setOpen(open) {
  root.toggleAttribute("data-drawer", open);
  toggle()?.setAttribute("aria-expanded", String(open));
  for (const id of ["talk", "panel"]) document.getElementById(id).inert = open && narrow.matches;
}

function close() {
  if (!root.hasAttribute("data-drawer")) return;
  setOpen(false);
  toggle()?.focus();
}

element.addEventListener("input", (event) => {
  if (!event.target.matches(".search")) return;
  clearTimeout(pause);
  pause = setTimeout(browse, PAUSE_MS);
});
element.addEventListener("submit", (event) => {
  event.preventDefault();
  const { conversation } = event.target.closest("li").dataset;
  send("rename", { ...wanted(), conversation, title: event.target.elements.title.value });
  const more = event.target.closest("details");
  more.open = false;
  more.querySelector("summary").focus();
});
element.addEventListener("click", (event) => {
  const { conversation } = event.target.closest("li")?.dataset ?? {};
  if (event.target.closest("[data-older]")) {
    browse(Number(event.target.closest("[data-older]").dataset.older));
  } else if (event.target.closest("[data-delete]")) {
    send("delete", { ...wanted(), conversation });
    if (conversation === here()) visit("");
  }
});
// Conversations open here; with a modifier key, as links do, in another tab.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#new, #drawer li > a");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  close();
  visit(new URL(link.href).searchParams.get("conversation") ?? "");
  if (link.id === "new") document.querySelector("#box textarea").focus();
});
document.addEventListener("click", (event) => {
  if (event.target.closest?.("#list")) {
    setOpen(!root.hasAttribute("data-drawer"));
    if (root.hasAttribute("data-drawer")) element.querySelector(".search").focus();
  } else if (!event.target.closest?.("#drawer")) {
    close();
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const more = event.target.closest?.("#drawer details[open]");
  if (more) {
    more.open = false;
    more.querySelector("summary").focus();
    event.preventDefault();
  } else if (root.hasAttribute("data-drawer")) {
    close();
    event.preventDefault();
  }
});
narrow.addEventListener("change", () => setOpen(false));
document.addEventListener("rapporteur:changed", mark);

show();
watch("value", show);
