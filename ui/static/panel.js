/* Runs once the source panel is on the page. `element` and `watch` are Gradio's. */
const root = document.documentElement;
const narrow = matchMedia("(max-width: 899px)"); // The same width as in style.css.
let opener = null; // The button that opened the source: focus goes back to it.

const reference = ({ dataset }) => [dataset.document, dataset.start, dataset.end].join(" ");

function markOpener() {
  const wanted = opener && root.dataset.source === "open" ? reference(opener) : null;
  for (const button of document.querySelectorAll("#conversation button[data-start]")) {
    if (reference(button) === wanted) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

function setOpen(open) {
  if (open) root.dataset.source = "open";
  else delete root.dataset.source;
  // A sheet covers the conversation on a narrow screen: what is covered is out of reach.
  for (const id of ["masthead", "drawer", "talk"]) {
    document.getElementById(id).inert = open && narrow.matches;
  }
  markOpener();
}

function reveal() {
  const heading = element.querySelector(".source h2");
  setOpen(Boolean(heading));
  if (!heading) return;
  heading.focus({ preventScroll: true });
  const scroller = element.querySelector(".scroll");
  const mark = element.querySelector("mark") ?? element.querySelector(".cited");
  if (!mark) return;
  const offset = mark.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop += offset - scroller.clientHeight / 3;
}

function close() {
  if (root.dataset.source !== "open") return;
  setOpen(false);
  if (!opener?.isConnected) return;
  opener.dataset.quiet = ""; // Coming back to a marker is not asking what it says.
  opener.focus();
  delete opener.dataset.quiet;
}

let shown = null; // The reference whose source the panel holds: opening it again asks nobody.
document.addEventListener("rapporteur:cite", ({ detail }) => {
  opener = detail;
  if (reference(detail) === shown) reveal();
  else markOpener();
});
document.addEventListener("rapporteur:changed", markOpener);
document.addEventListener("rapporteur:visit", () => setOpen(false));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) close();
});
narrow.addEventListener("change", () => setOpen(root.dataset.source === "open"));
element.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) close(); });
watch("value", () => {
  shown = element.querySelector(".source") && opener ? reference(opener) : null;
  reveal();
});
