/* Runs once the masthead is on the page: what belongs to the page as a whole. */
const filterList = () => document.querySelector('#filter > [data-testid="accordion-content"]');

function closeFilter() {
  const list = filterList();
  if (list && list.style.display !== "none") document.querySelector("#filter > button").click();
}

document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest("#filter")) closeFilter();
});
document.addEventListener("keydown", (event) => {
  const asks = event.key === "Enter" && event.target.closest?.("#box");
  if (event.key === "Escape" || asks) closeFilter();
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
