/* The words behind a marker, shown while the pointer or the focus is on it. `element` is Gradio's. */
const tooltip = document.createElement("div");
tooltip.className = "tooltip";
tooltip.id = "tooltip";
tooltip.setAttribute("role", "tooltip");
tooltip.hidden = true;
document.body.append(tooltip);

const EDGE = 12; // Pixels that the tooltip keeps from the window's edges and from its marker.
const LEAVING_MS = 250; // In which the pointer may cross from the marker to the tooltip.
let described = null; // The marker whose words are shown.
let leaving = 0;

function line(name, text) {
  const child = document.createElement("div");
  child.className = name;
  child.textContent = text;
  return child;
}

function showTooltip(marker) {
  hideTooltip();
  const { quote, title, locator, verified } = marker.dataset;
  tooltip.replaceChildren(line("quote", quote), line("place", `${title}, ${locator}`));
  if (verified !== "true") tooltip.append(line("unverified", "quote not verified"));
  tooltip.hidden = false;
  tooltip.scrollTop = 0;
  place(marker.getBoundingClientRect());
  marker.setAttribute("aria-describedby", tooltip.id);
  described = marker;
}

/* Above the marker where there is room, else below it, and on the side with more room where the
   words fit on neither: they are scrolled then, never cut off. */
function place(at) {
  const above = at.top - 2 * EDGE;
  const below = innerHeight - at.bottom - 2 * EDGE;
  tooltip.style.maxHeight = `${Math.max(above, below)}px`;
  const { width, height } = tooltip.getBoundingClientRect();
  const isAbove = height <= above || above > below;
  const left = Math.min(at.left + at.width / 2 - width / 2, innerWidth - width - EDGE);
  tooltip.style.left = `${Math.max(left, EDGE)}px`;
  tooltip.style.top = `${isAbove ? at.top - height - EDGE : at.bottom + EDGE}px`;
}

function hideTooltip() {
  clearTimeout(leaving);
  described?.removeAttribute("aria-describedby");
  described = null;
  tooltip.hidden = true;
}

function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(hideTooltip, LEAVING_MS);
}

const markerOf = (event) => event.target.closest?.(".marker");

element.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse" || !markerOf(event)) return;
  clearTimeout(leaving);
  if (markerOf(event) !== described) showTooltip(markerOf(event));
});
element.addEventListener("pointerout", (event) => { if (markerOf(event)) leave(); });
tooltip.addEventListener("pointerenter", () => clearTimeout(leaving));
tooltip.addEventListener("pointerleave", leave);
element.addEventListener("focusin", (event) => {
  const marker = markerOf(event);
  if (marker?.matches(":focus-visible") && !("quiet" in marker.dataset)) showTooltip(marker);
});
element.addEventListener("focusout", hideTooltip);
element.addEventListener("click", hideTooltip);
// A marker that is reached by keyboard may be scrolled into sight after it has got the focus.
document.addEventListener("scroll", (event) => {
  if (!described || event.target === tooltip) return;
  const at = described.getBoundingClientRect();
  const { top, bottom } = element.closest("#conversation").getBoundingClientRect();
  if (at.bottom < top || at.top > bottom) hideTooltip();
  else place(at);
}, true);
window.addEventListener("resize", hideTooltip);
// Before all others that listen: one press closes the tooltip alone.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || tooltip.hidden) return;
  hideTooltip();
  event.preventDefault();
}, true);
