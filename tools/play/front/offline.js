/** What a page has asked for is kept, so that it opens again where there is no network. */

import { addressOf } from "./links.js";

const CACHE = "precache"; // the name under which JupyterLite's service worker looks
const ROOT = new URL("..", import.meta.url).href;
const LISTS = ["pages/known.json", "pages/files.json"];

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

/** All pages of the course, their notebooks, and what they draw with. */
async function others() {
  const [known, files] = await Promise.all(LISTS.map(async (it) => (await fetch(ROOT + it)).json()));
  const played = Object.keys(known).filter((it) => !it.includes("/solutions/"));
  const own = [...LISTS, ...Object.values(known), ...played.map((it) => `files/${it}`), ...files].map((it) => ROOT + it);
  return [...own, ...played.map(addressOf)];
}
