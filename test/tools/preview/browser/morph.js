/** Changes a part of the page to what it should be and leaves alone what is the same, so that fields keep what was typed into them. */

export function morph(host, html) {
  const wanted = document.createElement('template');
  wanted.innerHTML = html;
  children(host, wanted.content);
}

/** A component is known by its key, wherever it stands among the others; everything else by its place. */
function children(now, wanted) {
  const known = new Map([...now.children].filter((one) => one.dataset.node).map((one) => [one.dataset.node, one]));
  let here = now.firstChild;
  for (const one of [...wanted.childNodes]) {
    const key = one instanceof HTMLElement ? one.dataset.node : undefined;
    const there = key === undefined ? unkeyed(here, one) : known.get(key);
    if (there && there.nodeName === one.nodeName) {
      if (there === here) here = there.nextSibling;
      else now.insertBefore(there, here);
      if (there instanceof Element) {
        attributes(there, one);
        children(there, one);
      } else if (there.nodeValue !== one.nodeValue) there.nodeValue = one.nodeValue;
    } else now.insertBefore(one, here);
  }
  while (here) {
    const gone = here;
    here = gone.nextSibling;
    gone.remove();
  }
}

function unkeyed(here, wanted) {
  if (!here || here.nodeName !== wanted.nodeName) return undefined;
  return here instanceof HTMLElement && here.dataset.node ? undefined : here;
}

function attributes(now, wanted) {
  for (const { name } of [...now.attributes]) if (!wanted.hasAttribute(name)) now.removeAttribute(name);
  for (const { name, value } of [...wanted.attributes])
    if (now.getAttribute(name) !== value) now.setAttribute(name, value);
}
