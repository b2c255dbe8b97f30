/** Small comforts on the pages: filters apply at once. Everything works without it, too. */

for (const select of document.querySelectorAll('.filter select')) {
  select.addEventListener('change', () => select.form.requestSubmit());
}

// On paper everything that is folded away on the screen would be lost, except hashes.
addEventListener('beforeprint', () => {
  for (const one of document.querySelectorAll('.verdict details')) one.open = true;
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
