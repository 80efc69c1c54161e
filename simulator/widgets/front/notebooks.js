/** Ways from one notebook to another. */

import { h } from "./dom.js";

/** A notebook beside this one, opened in a window of its own. */
export const link = ({ file, title }) => h("a", { href: address(file), target: "_blank", rel: "noopener", "data-key": file }, title);

/** Where a notebook beside this one is found: from the address, or from what the page says of itself. */
function address(file) {
  if (/\/(tree|render|notebooks)\/.*\.ipynb/.test(location.pathname)) return file;
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent || "{}");
  const base = config.baseUrl || "/";
  const way = config.litePluginSettings ? "lab/index.html?path=" : "lab/tree/"; // without a server, or with one
  return `${base}${way}notebooks/${file}`;
}
