/** Stands beside controls of a lesson: when nobody hears them any more, it says so in their place.
    It also sees to it that who has run a cell meets what it shows from its beginning. */

const WORDS = "Nobody hears this any more: the kernel was restarted. Run this cell again (Shift + Enter); what you have locked and flown is kept.";
const PATIENCE = 10_000; // milliseconds without an answer, after which the kernel is thought gone
const YOUNG = 8_000; // milliseconds in which what a cell shows may scroll itself into view
const LOOKS = Array.from({ length: 14 }, (_, n) => 60 + 80 * n); // JupyterLab scrolls on, and again while sizes change
const ACTS = ["click", "input", "change", "keydown", "focusout"];

/** Back to the beginning of a result that was jumped over, if it is the cell that was just run. */
function show(el) {
  const whole = el.closest(".jp-OutputArea");
  const next = el.closest(".jp-Cell")?.nextElementSibling;
  const room = el.closest(".jp-WindowedPanel-outer, .jp-NotebookPanel-notebook");
  if (!whole || !room || !next?.classList.contains("jp-mod-active")) return;
  if (whole.getBoundingClientRect().top < room.getBoundingClientRect().top) whole.scrollIntoView({ block: "start" });
}

function render({ model, el }) {
  const looks = Date.now() - model.get("born") < YOUNG ? LOOKS.map((after) => setTimeout(() => show(el), after)) : [];
  const leave = () => looks.forEach(clearTimeout); // who turns the wheel goes where they like
  window.addEventListener("wheel", leave, { once: true, passive: true });
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
    leave();
    window.removeEventListener("wheel", leave);
    model.off("msg:custom", heard);
    for (const act of ACTS) window.removeEventListener(act, stop, true);
  };
}

export default { render };
