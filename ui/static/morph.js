/* Makes what is on the page what new HTML says, and leaves alone whatever is the same: what a
   reader has opened, typed, selected or focused stays. Elements with an id are known by it. */
function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

function morph(old, next) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== next.data) old.data = next.data;
    return;
  }
  for (const { name } of [...old.attributes]) {
    const isReaders = name === "open" && old.localName === "details";
    if (!next.hasAttribute(name) && !isReaders) old.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  morphChildren(old, next);
}

function morphChildren(old, next) {
  const wanted = new Set([...next.children].map((child) => child.id));
  for (const child of [...old.children]) if (child.id && !wanted.has(child.id)) child.remove();
  const known = new Map([...old.children].map((child) => [child.id, child]));
  let at = old.firstChild;
  for (const child of [...next.childNodes]) {
    const own = child.id ? known.get(child.id) : !at?.id && at?.nodeName === child.nodeName && at;
    if (!own || own.nodeName !== child.nodeName) {
      old.insertBefore(child, at);
      continue;
    }
    if (own === at) at = at.nextSibling;
    else old.insertBefore(own, at);
    morph(own, child);
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

/* Puts `html` in place of what `place` holds; focus that is lost by it stays near where it was. */
function put(place, html) {
  const near = document.activeElement?.closest("[id]");
  const next = parsed(html);
  if (place.firstElementChild?.nodeName === next.nodeName) morph(place.firstElementChild, next);
  else place.replaceChildren(next);
  const isLost = near && document.activeElement === document.body;
  if (isLost) document.getElementById(near.id)?.querySelector("button, a, summary")?.focus();
}
