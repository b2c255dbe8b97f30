/** Makes the sandbox lively: fills forms in with examples, and shows what changed without a reload. Everything works without it, too. */

const QUICK = 500;
const CALM = 1500;
let quickUntil = Date.now() + 6000;
let seen = '';
/** Where this page is; after a refusal the address bar shows that of the action. */
const here = document.querySelector('.faces [name="to"]')?.value ?? location.pathname + location.search;

function busy(region) {
  const active = document.activeElement;
  if (active && region.contains(active) && /^(INPUT|TEXTAREA|SELECT)$/.test(active.tagName)) return true;
  return [...region.querySelectorAll('details.edit[open] :is(textarea, input)')].some(
    (field) => field.value !== field.defaultValue,
  );
}

/** Puts a region's new content in place; what was unfolded stays unfolded, and the focus stays where it was. */
function refresh(region, fresh) {
  const openKeys = new Set(
    [...region.querySelectorAll('details[open]')].map(
      (one) => one.dataset.keep ?? one.querySelector('summary')?.textContent,
    ),
  );
  const closedKeys = new Set(
    [...region.querySelectorAll('details:not([open])')].map(
      (one) => one.dataset.keep ?? one.querySelector('summary')?.textContent,
    ),
  );
  const focusables = [...region.querySelectorAll('a, button, summary')];
  const focused = focusables.indexOf(document.activeElement);
  for (const details of fresh.querySelectorAll('details')) {
    const key = details.dataset.keep ?? details.querySelector('summary')?.textContent;
    if (openKeys.has(key)) details.open = true;
    else if (closedKeys.has(key)) details.open = false;
  }
  region.replaceChildren(...fresh.childNodes);
  offerExamples();
  if (focused >= 0) region.querySelectorAll('a, button, summary')[focused]?.focus();
}

async function look() {
  if (document.visibilityState === 'visible') {
    try {
      const answer = await fetch(here, { headers: { accept: 'text/html' } });
      if (answer.ok) {
        const text = await answer.text();
        if (text !== seen) {
          const page = new DOMParser().parseFromString(text, 'text/html');
          let complete = true;
          for (const region of document.querySelectorAll('[data-live]')) {
            const fresh = page.querySelector(`[data-live="${region.dataset.live}"]`);
            if (!fresh) continue;
            if (busy(region)) complete = false;
            else if (was.get(region.dataset.live) !== fresh.innerHTML) {
              was.set(region.dataset.live, fresh.innerHTML);
              refresh(region, fresh);
            }
          }
          if (complete) seen = text;
        }
      }
    } catch {
      // The server is away for a moment; the next look finds it again.
    }
  }
  setTimeout(look, Date.now() < quickUntil ? QUICK : CALM);
}

/** What each region held when it was last put in place, as the server wrote it. */
const was = new Map(
  [...document.querySelectorAll('[data-live]')].map((region) => [region.dataset.live, region.innerHTML]),
);

/** What a field of an example holds: ticked, chosen, or written; whoever listens to the form hears of it as of typing. */
function put(field, value) {
  if (field instanceof RadioNodeList) {
    for (const one of field) put(one, value);
    return;
  }
  // Of several boxes of one name an example tells which are ticked.
  if (field.type === 'checkbox') field.checked = Array.isArray(value) ? value.includes(field.value) : value;
  else field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-example]') : null;
  if (!button) return;
  let first;
  for (const { type, dimension, fields } of JSON.parse(button.dataset.example)) {
    const form = [...document.forms].find((one) =>
      type === 'edit'
        ? one.classList.contains('part-editing')
        : one.elements.type?.value === type && (!dimension || one.elements.dimension?.value === dimension),
    );
    if (!form) continue;
    for (let folded = form.closest('details'); folded; folded = folded.parentElement.closest('details'))
      folded.open = true;
    for (const [name, value] of Object.entries(fields)) if (form.elements[name]) put(form.elements[name], value);
    first ??= form;
  }
  first?.scrollIntoView();
});

/** Only a script fills in an example. */
function offerExamples() {
  for (const button of document.querySelectorAll('[data-example]')) button.hidden = false;
}
offerExamples();

document.addEventListener('submit', (event) => {
  quickUntil = Date.now() + 6000;
  const question = event.target.dataset.confirm;
  if (question && !confirm(question)) event.preventDefault();
});

// On a phone the faces are a row to push: whoever one is stands in it, not beyond its end.
const me = document.querySelector('.face[aria-pressed="true"]');
const row = me?.parentElement;
if (row) row.scrollLeft = me.offsetLeft + me.offsetWidth / 2 - row.offsetLeft - row.clientWidth / 2;

// Whoever notices that they write as somebody else changes the face, and finds the words again.
const box = document.querySelector('.box textarea');
const draft = `draft ${location.pathname}`;
let sending = false;
if (box) {
  const left = sessionStorage.getItem(draft);
  if (left && box.value === '') box.value = left;
  sessionStorage.removeItem(draft);
  box.form.addEventListener('submit', () => {
    sending = true;
  });
  window.addEventListener('pagehide', () => {
    if (!sending && box.value.trim() && box.value !== box.defaultValue) sessionStorage.setItem(draft, box.value);
  });
}

setTimeout(look, QUICK);
