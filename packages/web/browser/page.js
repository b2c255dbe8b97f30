/** Small comforts on the pages: filters apply at once. Everything works without it, too. */

for (const select of document.querySelectorAll('.filter select')) {
  select.addEventListener('change', () => select.form.requestSubmit());
}

// On paper everything that is folded away on the screen would be lost, except hashes.
addEventListener('beforeprint', () => {
  for (const one of document.querySelectorAll('.verdict details')) one.open = true;
});

// What somebody has begun to write outlives a reload and a session that ended: it is kept here alone, until something is on record.
const forms = document.querySelectorAll('.part-acting form, form.part-acting');
try {
  const kept = `draft ${location.pathname} `;
  if (document.querySelector('.part-acting .done'))
    for (const key of Object.keys(localStorage))
      if (key.startsWith(kept) || key.startsWith(`draft ${location.pathname}/edit `)) localStorage.removeItem(key);
  // An answer that stands in the issue: what was made of it comes back while it is the same that stands there.
  for (const field of document.querySelectorAll('.part-editing :is(textarea, select, input[type="text"])')) {
    const was = field.value;
    const draft = JSON.parse(localStorage.getItem(kept + field.id) ?? 'null');
    if (draft?.was === was) field.value = draft.now;
    field.addEventListener('input', () => {
      if (field.value === was) localStorage.removeItem(kept + field.id);
      else localStorage.setItem(kept + field.id, JSON.stringify({ was, now: field.value }));
    });
  }
  for (const field of document.querySelectorAll('.part-acting form :is(textarea, input[type="text"])')) {
    const draft = localStorage.getItem(kept + field.id);
    if (draft && field.value === '') {
      field.value = draft;
      const folded = field.closest('details.act');
      if (folded) folded.open = true;
    }
    field.addEventListener('input', () => {
      if (field.value === '') localStorage.removeItem(kept + field.id);
      else localStorage.setItem(kept + field.id, field.value);
    });
  }
} catch {
  // A browser that keeps nothing keeps no draft.
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
