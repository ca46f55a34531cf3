/* Runs once the masthead is on the page: what belongs to the page as a whole. */
const filterList = () => document.querySelector('#filter > [data-testid="accordion-content"]');

function closeFilter() {
  const list = filterList();
  if (!list || list.style.display === "none") return false;
  document.querySelector("#filter > button").click();
  return true;
}

/* Closes what unfolds around `part`, and goes back to what unfolded it. */
function fold(part) {
  const open = part.closest?.("#conversation details[open]");
  if (!open) return false;
  open.open = false;
  open.querySelector("summary").focus();
  return true;
}

document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest("#filter")) closeFilter();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.closest?.("#box")) closeFilter();
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (closeFilter() || fold(event.target)) event.preventDefault();
});
document.addEventListener("click", (event) => {
  if (event.target.closest?.(".skip")) {
    event.preventDefault();
    document.querySelector("#box textarea").focus();
  }
  for (const save of document.querySelectorAll(".foot .save[open]")) {
    if (!save.contains(event.target) || event.target.closest("a")) save.open = false;
  }
});

const COPIED_MS = 1500; // How long a copy button says so: long enough to be read once.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.dataset.label ??= button.textContent;
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = button.dataset.label; }, COPIED_MS);
});

// Browsers give a page the clipboard only on this machine or over https.
if (navigator.clipboard) document.documentElement.dataset.clipboard = "";
