/** Small comforts on the pages: filters apply at once. Everything works without it, too. */

for (const select of document.querySelectorAll('.filter select')) {
  select.addEventListener('change', () => select.form.requestSubmit());
}

// On paper everything that is folded away on the screen would be lost, except hashes.
addEventListener('beforeprint', () => {
  for (const one of document.querySelectorAll('.verdict details')) one.open = true;
});
