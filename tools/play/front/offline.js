/** What a page has asked for is kept, so that it opens again where there is no network. */

const CACHE = "precache"; // the name under which JupyterLite's service worker looks
const ROOT = new URL("..", import.meta.url).href;
const OWN = ["pages/known.json"];

export async function keep(inside) {
  const asked = [window, inside].flatMap((it) => it.performance.getEntriesByType("resource").map((entry) => entry.name));
  const wanted = new Set([location.href.split("#")[0], inside.location.href, ...asked, ...(await python()), ...(await others())]);
  const cache = await caches.open(CACHE);
  for (const address of wanted) {
    if (!address.startsWith(ROOT) || address.includes("/api/drive") || address.includes("heartbeat")) continue;
    if (!(await cache.match(address))) await cache.add(address).catch(() => {}); // what is not there need not be kept
  }
}

/** Python and its wheels, which the kernel asked for out of sight. */
async function python() {
  const home = `${ROOT}static/pyodide/`;
  const list = await (await fetch(`${home}pyodide-lock.json`)).json();
  const files = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"];
  return [...files, ...Object.values(list.packages).map((it) => it.file_name)].map((it) => home + it);
}

/** All pages of the course, and their notebooks. */
async function others() {
  const known = await (await fetch(`${ROOT}${OWN[0]}`)).json();
  const played = Object.keys(known).filter((it) => !it.includes("/solutions/"));
  return [...OWN, ...Object.values(known), ...played.map((it) => `files/${it}`)].map((it) => ROOT + it);
}
