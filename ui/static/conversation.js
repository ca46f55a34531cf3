/* Runs once the conversation is on the page. `element`, `trigger` and `watch` are Gradio's. */
const tooltip = document.createElement("div");
tooltip.className = "tooltip";
tooltip.setAttribute("role", "tooltip");
tooltip.hidden = true;
document.body.append(tooltip);

const EDGE = 12; // Pixels that the tooltip keeps from the window's edges and from its marker.
const clamp = (value, low, high) => Math.max(low, Math.min(value, high));

function showTooltip(marker) {
  const line = (name, text) => {
    const child = document.createElement("div");
    child.className = name;
    child.textContent = text;
    return child;
  };
  tooltip.replaceChildren(
    line("quote", marker.dataset.quote),
    line("place", marker.dataset.place),
  );
  tooltip.hidden = false;
  const at = marker.getBoundingClientRect();
  const size = tooltip.getBoundingClientRect();
  const left = at.left + at.width / 2 - size.width / 2;
  const above = at.top - size.height - EDGE;
  tooltip.style.left = `${clamp(left, EDGE, innerWidth - size.width - EDGE)}px`;
  tooltip.style.top = `${above >= EDGE ? above : at.bottom + EDGE}px`;
}

const hideTooltip = () => { tooltip.hidden = true; };
const markerOf = (event) => event.target.closest?.(".marker");

element.addEventListener("pointerover", (event) => {
  if (event.pointerType === "mouse" && markerOf(event)) showTooltip(markerOf(event));
});
element.addEventListener("pointerout", hideTooltip);
element.addEventListener("focusin", (event) => {
  if (markerOf(event)?.matches(":focus-visible")) showTooltip(markerOf(event));
});
element.addEventListener("focusout", hideTooltip);
document.addEventListener("scroll", hideTooltip, true);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideTooltip(); });

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  hideTooltip();
  const { document: id, start, end, example } = button.dataset;
  if (example !== undefined) trigger("example", { index: Number(example) });
  if (start === undefined) return;
  trigger("cite", { document: id, start: Number(start), end: Number(end) });
  document.dispatchEvent(new CustomEvent("rapporteur:cite", { detail: button }));
});

let shown = 0;
watch("value", () => {
  const exchanges = element.querySelectorAll(".exchange");
  if (exchanges.length > shown) exchanges[exchanges.length - 1].scrollIntoView({ block: "start" });
  shown = exchanges.length;
  document.dispatchEvent(new CustomEvent("rapporteur:changed"));
});
