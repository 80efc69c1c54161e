/** Links between notebooks lead from page to page. */

const known = await (await fetch(new URL("known.json", import.meta.url))).json();
const ROOT = new URL("..", import.meta.url);

/** Where the notebook itself is, with nothing of JupyterLab around it. */
export const addressOf = (notebook) => new URL(`notebooks/index.html?path=${encodeURIComponent(notebook)}`, ROOT).href;

/** The page of the notebook that a link means, if it means one; of the documentation's, likewise. */
export function pageOf(href) {
  const url = new URL(href, ROOT);
  const path = decodeURIComponent(url.searchParams.get("path") ?? url.pathname);
  const notebook = Object.keys(known).find((it) => path.endsWith(it)) ?? Object.keys(known).find((it) => path.endsWith(`/${it.split("/")[1]}`) && it.startsWith("notebooks/"));
  if (notebook) return new URL(known[notebook], ROOT).href;
  const written = path.match(/docs\/(.*)\.md$/);
  if (written) return new URL(`../${written[1]}.html`, ROOT).href;
  return null;
}

export function linksLeadToPages(page) {
  page.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("a[href]");
      const target = link && pageOf(link.href);
      if (!target) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.ctrlKey || event.metaKey || link.target === "_blank") open(target, "_blank", "noopener");
      else location.href = target;
    },
    true,
  );
}
