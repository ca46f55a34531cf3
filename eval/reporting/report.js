/* Filters the list of questions. Without this script the whole list is there. */
const cases = [...document.querySelectorAll(".case")];
const filters = document.getElementById("filters");

function apply() {
  const { category, outcome, words } = filters.elements;
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const one of cases) {
    const fits = (!category.value || one.dataset.category === category.value)
      && (!outcome.value || one.dataset.outcome === outcome.value)
      && wanted.every((word) => one.textContent.toLowerCase().includes(word));
    one.hidden = !fits;
    shown += fits;
  }
  document.getElementById("shown").textContent = `${shown} of ${cases.length} questions`;
}

if (filters) {
  filters.hidden = false;
  filters.addEventListener("input", apply);
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => setTimeout(apply));
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest?.("[data-choose]");
    if (!chosen) return;
    filters.elements[chosen.dataset.choose].value = chosen.dataset.value;
    apply();
    filters.scrollIntoView({ block: "start" });
  });
  apply();
}
