/** Stands beside controls of a lesson: when nobody hears them any more, it says so in their place. */

const WORDS = "Nobody hears this any more: the kernel was restarted. Run this cell again (Shift + Enter); what you have locked and flown is kept.";
const PATIENCE = 10_000; // milliseconds without an answer, after which the kernel is thought gone
const ACTS = ["click", "input", "change", "keydown", "focusout"];

function render({ model, el }) {
  let lost = null;
  el.setAttribute("role", "status");
  const heard = () => {
    clearTimeout(lost);
    lost = null;
    el.textContent = "";
  };
  const stop = (event) => {
    if (!el.closest(".pmo-lesson")?.contains(event.target)) return;
    try {
      if (lost === null) model.send({});
      lost ??= setTimeout(() => (el.textContent = WORDS), PATIENCE);
    } catch {
      event.stopImmediatePropagation(); // or the control would fail, and nobody would say why
      if (event.type !== "focusout" && event.type !== "keydown") event.preventDefault();
      el.textContent = WORDS;
    }
  };
  model.on("msg:custom", heard);
  // On the page and before all others, since a control listens at its own place.
  for (const act of ACTS) window.addEventListener(act, stop, true);
  return () => {
    clearTimeout(lost);
    model.off("msg:custom", heard);
    for (const act of ACTS) window.removeEventListener(act, stop, true);
  };
}

export default { render };
