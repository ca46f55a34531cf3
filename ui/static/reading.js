// The pages for reading work without this: it copies links, follows the contents, and finds what
// a link means where the browser alone cannot. Names are those of ui/reading/.
const SAID_MS = 1500; // How long a message stands: long enough to be read once.
const said = document.getElementById("_said");
const article = document.getElementById("_text");
const aside = document.querySelector(".aside");
const wide = matchMedia("(min-width: 900px)"); // The same width as in reading.css.

let silence = 0;
function say(words) {
  said.textContent = words;
  clearTimeout(silence);
  silence = setTimeout(() => { said.textContent = ""; }, SAID_MS);
}

// A place's link stays on this page, with its search, and goes to the clipboard as well.
article?.addEventListener("click", (event) => {
  const place = event.target.closest(".place");
  if (!place || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  location.hash = place.hash;
  // Browsers give the clipboard only on this machine or over https, and may refuse it.
  navigator.clipboard?.writeText(place.href).then(() => say("Link copied"), () => {});
});

// The server never sees what stands behind "#": it is asked about a name that is not here.
function nameIn(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1); // "#100%" is not an address that anybody encoded.
  }
}
function checkName() {
  const name = nameIn(location.hash);
  if (!article || !name || document.getElementById(name)) return;
  location.replace(`${location.pathname}?${new URLSearchParams({ passage: name })}`);
}
addEventListener("hashchange", checkName);
checkName();

// Only what stands beside the text is moved, and not under the reader's hand.
function bringIntoView(link) {
  if (!wide.matches || aside.contains(document.activeElement)) return;
  const offset = link.getBoundingClientRect().top - aside.getBoundingClientRect().top;
  const isSeen = offset >= 0 && offset + link.offsetHeight <= aside.clientHeight;
  if (!isSeen) aside.scrollTop += offset - aside.clientHeight / 2;
}

// Of what was found, the entry of the passage that is open is marked.
const results = document.querySelector(".results");
function markResult() {
  results?.querySelector("[aria-current]")?.removeAttribute("aria-current");
  const link = [...(results?.querySelectorAll("a") ?? [])].find((a) => a.hash === location.hash);
  if (!link || !location.hash) return;
  link.setAttribute("aria-current", "true");
  bringIntoView(link);
}
addEventListener("hashchange", markResult);

// A quote may stand far down in its passage. Until a page is loaded, browsers keep its passage in
// view.
addEventListener("load", () => {
  const quotes = new URLSearchParams(location.search).has("quote");
  const mark = quotes && article?.querySelector("mark");
  const box = mark && mark.getBoundingClientRect();
  if (box && (box.top < 0 || box.bottom > innerHeight)) mark.scrollIntoView({ block: "center" });
});

// Beside the text, the contents follow it: the entry of the part that is being read is marked.
const parts = [];
for (const link of document.querySelectorAll(".contents a")) {
  const part = document.getElementById(nameIn(link.hash));
  if (part) parts.push({ part, link });
}

// A part is being read from where links bring its heading to, and a hand's breadth around.
const line = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + 24;
function partBeingRead() {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (parts[middle].part.getBoundingClientRect().top <= line) low = middle + 1;
    else high = middle;
  }
  return parts[low - 1]?.link;
}

const branchOf = (link) => link?.closest(".branch")?.querySelector("details");
let current;
function follow() {
  const link = partBeingRead();
  if (link === current || !wide.matches) return;
  current?.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "true");
  const [left, branch] = [branchOf(current), branchOf(link)];
  if (left && left !== branch) left.open = false;
  if (branch) branch.open = true;
  current = link;
  if (link && !results) bringIntoView(link);
}

let waiting = false;
function followSoon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; follow(); });
}
if (parts.length) {
  addEventListener("scroll", followSoon, { passive: true });
  addEventListener("resize", followSoon);
  follow();
}
markResult();
