/* Runs once the conversation is on the page. `element`, `props` and `watch` are Gradio's.
   Which conversation is shown, the page's address says: whatever comes of another is not shown. */
const here = () => new URLSearchParams(location.search).get("conversation") ?? "";
const addressOf = (id) => (id ? `/?conversation=${encodeURIComponent(id)}` : "/");
const TITLE = document.title;

let ticket = ""; // Of the question that began a conversation, until that has an address.
let shown = { conversation: null, turns: 0 };

function belongs({ dataset }) {
  return dataset.conversation === here() || (!here() && ticket && dataset.ticket === ticket);
}

function show() {
  const next = parsed(props.value);
  if (!belongs(next)) return;
  const { conversation } = next.dataset;
  if (conversation !== here()) history.replaceState(null, "", addressOf(conversation));
  put(element, props.value);
  const log = element.firstElementChild;
  const exchanges = log.querySelectorAll(".exchange");
  const isNew = conversation !== shown.conversation || exchanges.length > shown.turns;
  if (isNew) exchanges[exchanges.length - 1]?.scrollIntoView({ block: "start" });
  shown = { conversation, turns: exchanges.length };
  const first = log.querySelector(".question")?.textContent;
  document.title = first ? `${first} · ${TITLE}` : TITLE;
  document.documentElement.toggleAttribute("data-busy", Boolean(log.dataset.running));
  document.dispatchEvent(new CustomEvent("rapporteur:changed", { detail: log }));
}

function judge(said, kind, note = "") {
  const { turn } = said.closest(".exchange").dataset;
  send("judge", { turn, kind, marker: Number(said.dataset.marker), note });
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { document: id, start, end, ask, asTyped, judge: kind } = button.dataset;
  if (ask !== undefined) {
    const detail = { question: ask, asTyped: asTyped !== undefined };
    document.dispatchEvent(new CustomEvent("rapporteur:ask", { detail }));
  } else if (kind !== undefined) {
    judge(button, kind);
  } else if (start !== undefined) {
    const isQuote = button.matches(".marker, .citation");
    send("cite", { document: id, start: Number(start), end: Number(end), isQuote });
    document.dispatchEvent(new CustomEvent("rapporteur:cite", { detail: button }));
  }
});
element.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-judge]")) return;
  event.preventDefault();
  judge(event.target, event.target.dataset.judge, event.target.elements.note.value);
  event.target.closest("details").open = false;
});

document.addEventListener("rapporteur:asked", ({ detail }) => { ticket = detail; });
document.addEventListener("rapporteur:visit", ({ detail }) => {
  if (detail === here() && detail === shown.conversation) return;
  history.pushState(null, "", addressOf(detail));
  ticket = "";
  send("visit");
});
window.addEventListener("popstate", () => {
  ticket = "";
  send("visit");
});

element.innerHTML = '<div class="log"><p class="pending">Opening the conversation</p></div>';
show();
watch("value", show);
