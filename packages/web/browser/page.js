/** Small comforts on the pages: filters apply at once. Everything works without it, too. */

for (const select of document.querySelectorAll('.filter select')) {
  select.addEventListener('change', () => select.form.requestSubmit());
}

// On paper everything that is folded away on the screen would be lost, except hashes.
addEventListener('beforeprint', () => {
  for (const one of document.querySelectorAll('.verdict details')) one.open = true;
});

// A browser that opens no fold by itself for what an address names inside it.
const unfold = () => {
  const named = document.querySelector('details :target');
  for (let folded = named?.closest('details'); folded; folded = folded.parentElement.closest('details'))
    folded.open = true;
  named?.scrollIntoView();
};
addEventListener('hashchange', unfold);
unfold();

// A form of rows grows in place. Without this the button sends the form, and it comes back longer.
const longer = (rows) => {
  const model = rows.querySelector('template');
  const index = rows.querySelectorAll(':scope > .one-row').length;
  if (index >= Number(rows.dataset.most)) return undefined;
  const row = model.content.firstElementChild.cloneNode(true);
  // The model's own number is one that nothing else is called by.
  for (const one of [row, ...row.querySelectorAll('*')]) {
    for (const { name, value } of [...one.attributes])
      one.setAttribute(name, value.replaceAll('8888', index).replaceAll('8889', index + 1));
    if (one.tagName === 'LABEL') one.firstChild.data = one.firstChild.data.replaceAll('8889', index + 1);
  }
  model.before(row);
  const choice = rows.dataset.chooses && rows.closest('form').elements[rows.dataset.chooses];
  if (choice && choice.options.length <= index) {
    const words = choice.options[0].text.replace(/1/, index + 1);
    choice.add(new Option(words, index));
  }
  return row;
};
for (const more of document.querySelectorAll('.part-acting .more-rows')) {
  const rows = more.closest('form').querySelector('.rows');
  more.addEventListener('click', (event) => {
    event.preventDefault();
    longer(rows)?.querySelector('textarea, input:not([type="hidden"])')?.focus();
    more.closest('p').hidden = rows.querySelectorAll(':scope > .one-row').length >= Number(rows.dataset.most);
  });
}

// What somebody has begun to write outlives a reload and a session that ended: it is kept here alone, until something is on record.
const forms = document.querySelectorAll('.part-acting form, form.part-acting');
const chosen = (select, is) => [...select.options].flatMap((one) => (is(one) ? [one.value] : [])).join('\n');
const stands = (field) => {
  if (field.type === 'checkbox') return field.checked ? 'on' : '';
  return field.options ? chosen(field, (one) => one.selected) : field.value;
};
const stood = (field) => {
  if (field.type === 'checkbox') return field.defaultChecked ? 'on' : '';
  return field.options ? chosen(field, (one) => one.defaultSelected) : field.defaultValue;
};
const put = (field, text) => {
  if (field.type === 'checkbox') field.checked = text === 'on';
  else if (field.options) for (const one of field.options) one.selected = text.split('\n').includes(one.value);
  else field.value = text;
};
// What was typed on another text than stands there now does not replace it, and is not lost.
const beside = (field, text) => {
  const { kept } = field.form.dataset;
  if (!kept || text === stood(field) || field.type === 'checkbox' || field.options) return;
  const words = Object.assign(document.createElement('p'), { textContent: kept });
  const box = Object.assign(document.createElement('div'), { className: 'moved' });
  box.append(words, Object.assign(document.createElement('pre'), { textContent: text }));
  field.closest('.field').append(box);
};
try {
  const kept = `draft ${location.pathname} `;
  const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(kept));
  // What is on record by now is no draft any more; what was begun in the other forms still is.
  const sent = `sent ${location.pathname}`;
  const filing = `${location.pathname.replace(/^\/c\//, '/r/').replace(/\/[^/]*$/, '')}/new`;
  if (document.querySelector('.part-acting .done'))
    for (const path of [location.pathname, `${location.pathname}/edit`, filing]) {
      for (const id of JSON.parse(sessionStorage.getItem(`sent ${path}`) ?? '[]'))
        localStorage.removeItem(`draft ${path} ${id}`);
      sessionStorage.removeItem(`sent ${path}`);
    }
  // What comes back was not taken.
  else if (forms.length > 0) sessionStorage.removeItem(sent);
  for (const form of forms)
    form.addEventListener('submit', () =>
      sessionStorage.setItem(sent, JSON.stringify([...form.elements].flatMap(({ id }) => (id ? [id] : [])))),
    );
  const drafts = keys().map((key) => [key.slice(kept.length), key]);
  // Rows that were added are added again, for what was written in them.
  for (const rows of document.querySelectorAll('.part-acting .rows')) {
    const first = rows.querySelector('textarea, input:not([type="hidden"])')?.id.replace(/\d+$/, '');
    const added = drafts.flatMap(([id]) => (id.replace(/\d+$/, '') === first ? [Number(id.slice(first.length))] : []));
    while (rows.querySelectorAll(':scope > .one-row').length <= Math.max(-1, ...added)) if (!longer(rows)) break;
  }
  for (const [id, key] of drafts) {
    const field = document.getElementById(id);
    const draft = JSON.parse(localStorage.getItem(key));
    if (!field?.closest('.part-acting')) continue;
    // A draft of what stood there then; by now something else may stand on record.
    if (draft.stood !== stood(field)) {
      beside(field, draft.text);
      continue;
    }
    put(field, draft.text);
    for (let folded = field.closest('details'); folded; folded = folded.parentElement.closest('details'))
      folded.open = true;
  }
  for (const form of forms)
    form.addEventListener('input', ({ target }) => {
      // What a file is called is no draft of it, and no script may choose one.
      if (!target.id || target.type === 'file') return;
      const text = stands(target);
      if (text === stood(target)) localStorage.removeItem(kept + target.id);
      else localStorage.setItem(kept + target.id, JSON.stringify({ stood: stood(target), text }));
    });
} catch {
  // A browser that keeps nothing keeps no draft.
}

// A file that is too large is not sent to be told so.
for (const file of document.querySelectorAll('input[type="file"][data-most]'))
  file.addEventListener('change', () => {
    const isLarge = [...file.files].some(({ size }) => size > Number(file.dataset.most));
    file.setCustomValidity(isLarge ? file.dataset.large : '');
    if (isLarge) file.reportValidity();
  });

// What the form would make of the request is said by the server while somebody types, by the rules that record it.
const PAUSE_MS = 400;
for (const region of document.querySelectorAll('[data-as-typed]')) {
  const form = region.closest('form');
  let waits;
  let last = 0;
  const ask = async () => {
    last += 1;
    const mine = last;
    let says = '';
    try {
      const answer = await fetch(region.dataset.asTyped, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        redirect: 'error',
      });
      if (answer.ok) says = await answer.text();
    } catch {
      // Whoever is away says nothing; what is sent is judged when it is sent.
    }
    if (mine === last) region.innerHTML = says;
  };
  const soon = () => {
    clearTimeout(waits);
    waits = setTimeout(ask, PAUSE_MS);
  };
  form.addEventListener('input', soon);
  form.closest('details').addEventListener('toggle', ({ target }) => target.open && soon());
}
// Sent twice would be recorded once all the same; the second answer would only say so.
for (const form of forms) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
  });
}
addEventListener('pageshow', () => {
  for (const form of forms) delete form.dataset.sent;
});

// What has happened since this browser last showed the page is marked. Only the time of the newest entry is kept, and only here.
const times = [...document.querySelectorAll('.history time')];
if (times.length > 0) {
  const key = `seen ${location.pathname}`;
  try {
    const before = localStorage.getItem(key);
    for (const time of before ? times : []) {
      if (time.dateTime <= before) continue;
      const mark = document.createElement('strong');
      mark.className = 'new';
      mark.textContent = time.closest('[data-new]').dataset.new;
      time.closest('li').querySelector('p').prepend(mark, ' ');
    }
    localStorage.setItem(
      key,
      times
        .map((time) => time.dateTime)
        .sort()
        .at(-1),
    );
  } catch {
    // A browser that keeps nothing marks nothing.
  }
}
