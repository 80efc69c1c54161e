/** What the screen will show, drawn at once by the screen's own module, and not to be used yet. */

export async function still(place) {
  const values = JSON.parse(document.getElementById("shown").textContent);
  const { default: widget } = await import(`../front/${place.dataset.module}.js`);
  const model = { get: (name) => values[name], on() {}, off() {}, send() {} };
  widget.render({ model, el: place });
  for (const it of place.querySelectorAll("button, input, select, textarea")) it.disabled = true;
  for (const it of place.querySelectorAll("fieldset")) it.tabIndex = 0; // or nobody could scroll in it by keyboard
  if (place.dataset.module === "cockpit") place.inert = true;
}
