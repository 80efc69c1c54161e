/** Links between notebooks lead from page to page. */

const known = await (await fetch(new URL("known.json", import.meta.url))).json();
const ROOT = new URL("..", import.meta.url);

/** Where the notebook itself is, with nothing of JupyterLab around it. */
export const addressOf = (notebook) => new URL(`notebooks/index.html?path=${encodeURIComponent(notebook)}`, ROOT).href;

const longest = Object.keys(known).sort((a, b) => b.length - a.length);

/** The page of the notebook that a link means, or of the documentation; null if it means neither. */
function pageOf(href) {
  const url = new URL(href, ROOT);
  const path = decodeURIComponent(url.searchParams.get("path") ?? url.pathname);
  const named = (tail) => longest.find((it) => path.endsWith(`/${tail(it)}`) || path === tail(it));
  const notebook = named((it) => it) ?? named((it) => it.replace("exercises/solutions", "solutions")) ?? named((it) => it.replace("notebooks/", ""));
  if (notebook && path.endsWith(".ipynb")) return new URL(known[notebook], ROOT).href;
  const written = path.match(/docs\/(.*)\.md$/);
  if (written) return new URL(`../${written[1].replace(/README$/, "index")}.html`, ROOT).href;
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
