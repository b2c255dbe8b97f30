/** Changes a part of the page to what it should be and leaves alone what is the same, so that fields keep what was typed into them. */

export function morph(host, html) {
  const wanted = document.createElement('template');
  wanted.innerHTML = html;
  children(host, wanted.content);
}

function children(now, wanted) {
  const next = [...wanted.childNodes];
  const old = [...now.childNodes];
  next.forEach((one, index) => {
    const there = old[index];
    if (!there) now.appendChild(one);
    else if (!same(there, one)) now.replaceChild(one, there);
    else if (one instanceof Element && there instanceof Element) {
      attributes(there, one);
      children(there, one);
    } else if (there.nodeValue !== one.nodeValue) there.nodeValue = one.nodeValue;
  });
  for (const gone of old.slice(next.length)) now.removeChild(gone);
}

/** Another component has another key, even when it looks the same. */
function same(one, other) {
  if (one.nodeType !== other.nodeType || one.nodeName !== other.nodeName) return false;
  if (!(one instanceof HTMLElement) || !(other instanceof HTMLElement)) return true;
  return one.dataset.key === other.dataset.key && one.dataset.modal === other.dataset.modal;
}

function attributes(now, wanted) {
  for (const { name } of [...now.attributes]) if (!wanted.hasAttribute(name)) now.removeAttribute(name);
  for (const { name, value } of [...wanted.attributes])
    if (now.getAttribute(name) !== value) now.setAttribute(name, value);
}
