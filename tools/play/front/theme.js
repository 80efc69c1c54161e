/** Light or dark, as the system is. */

export function theme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const set = () => (document.body.dataset.jpThemeLight = String(!dark.matches));
  dark.addEventListener("change", set);
  set();
}
