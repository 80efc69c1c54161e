/** The notebook in its frame: started, told what to hide, run from top to bottom. */

const STEP = 50; // milliseconds between two looks
const SETTLED = 1000; // milliseconds after which nothing scrolls by itself any more
const SEEN = ".jp-OutputArea-output";
const PRESS_AND = "press **Shift + Enter**, and ";
const OF_CELLS = /[^.\n]*\*\*Shift \+ Enter\*\*[^.\n]*\.[ ]?/g;
const LOOK = `
.jp-CodeCell > .jp-Cell-inputWrapper, .jp-InputPrompt, .jp-OutputPrompt, .jp-Collapser, .jp-Notebook-footer,
.jp-cell-toolbar, .jp-mod-noOutputs.jp-mod-noInput { display: none !important; }
#main .jp-Notebook { padding: 0 !important; }
#main .jp-Notebook .jp-WindowedPanel-outer { width: auto !important; max-width: none !important; min-width: 0 !important; margin: 0 !important; padding: 0 !important; background: var(--jp-layout-color0) !important; }
#main .jp-Notebook .jp-WindowedPanel-inner { margin: 0 !important; padding: 8px 0 60px !important; box-shadow: none !important; }
#main .jp-Cell { max-width: 1440px !important; margin-inline: auto !important; padding: 2px 16px !important; border: 0 !important; box-shadow: none !important; }
#main .jp-MarkdownCell .jp-RenderedMarkdown { max-width: 52em; padding: 0; }
#main .jp-CodeCell .jp-Cell-outputWrapper { margin-top: 0 !important; }
#main .jp-OutputArea-output { padding-left: 0; overflow: visible; }
`;

const pause = (time) => new Promise((done) => setTimeout(done, time));

async function until(found) {
  for (;;) {
    const value = found();
    if (value) return value;
    await pause(STEP);
  }
}

/** JupyterLite's own application inside the frame, once it has opened the notebook. */
export async function start(frame, notebook) {
  const app = await until(() => frame.contentWindow?.jupyterapp);
  const panel = await until(() => (app.shell.currentWidget?.context?.path?.endsWith(notebook) ? app.shell.currentWidget : null));
  await panel.context.ready;
  undress(app.shell, panel);
  withoutCells(panel.content.widgets);
  dress(frame.contentDocument);
  guard(frame.contentDocument);
  forgetful(panel.context.model);
  await panel.sessionContext.ready;
  return { app, panel };
}

/** Run everything; done when the first thing can be seen, at the top of the page. */
export async function show({ app, panel }, page) {
  const outer = panel.content.node.querySelector(".jp-WindowedPanel-outer");
  let touched = false;
  for (const name of ["wheel", "pointerdown", "keydown"]) page.addEventListener(name, () => (touched = true), { capture: true, once: true });
  const top = () => touched || (outer.scrollTop = 0);
  outer.addEventListener("scroll", top);
  const running = app.commands.execute("notebook:run-all-cells").then(top, (error) => console.error(error));
  running.finally(() => setTimeout(() => outer.removeEventListener("scroll", top), SETTLED));
  await until(() => [...page.querySelectorAll(SEEN)].some((it) => it.offsetHeight > 20));
  return { running };
}

/** A page has no cells, so its text does not tell how to run them. */
function withoutCells(cells) {
  for (const { model } of cells) {
    if (model.type !== "markdown") continue;
    const text = model.sharedModel.getSource();
    const changed = text.replace(PRESS_AND, "").replace(OF_CELLS, "");
    if (changed !== text) model.sharedModel.setSource(changed);
  }
}

/** Without what stands around a notebook. */
function undress(shell, panel) {
  for (const it of [shell._topWrapper, shell._menuWrapper, shell._spacer_top, shell._spacer_bottom, panel.toolbar]) it?.hide();
}

function dress(page) {
  const style = page.createElement("style");
  style.textContent = LOOK;
  page.head.append(style);
}

/** Nothing of the notebook is kept, so nobody is asked whether it should be. */
function forgetful(model) {
  model.stateChanged.connect(() => {
    if (model.dirty) model.dirty = false;
  });
}

/** A page is no editor: keys and double clicks that would change the notebook do nothing. */
function guard(page) {
  const outside = (event) => !event.target.closest?.(".jp-OutputArea-output, .jp-Dialog");
  const moves = new Set(["Tab", "PageUp", "PageDown", "Home", "End", " "]);
  page.addEventListener(
    "keydown",
    (event) => {
      const saves = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
      if (saves) event.preventDefault();
      if (saves || (outside(event) && !moves.has(event.key))) event.stopImmediatePropagation();
    },
    true,
  );
  page.addEventListener("dblclick", (event) => outside(event) && event.stopImmediatePropagation(), true);
}
