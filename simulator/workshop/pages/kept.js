/** What this browser keeps: tokens and drafts, never a name or a result. */

const memory = new Map(); // where a browser keeps nothing, at least until the page is left

/** One thing that is kept under a name: for this window (`sessionStorage`), or until it is forgotten. */
export function kept(name, place = "localStorage") {
  const key = `pmo ${name}`;
  const store = () => {
    try {
      return window[place];
    } catch {
      return null; // forbidden by the browser's settings
    }
  };
  return {
    read() {
      try {
        return JSON.parse(store()?.getItem(key) ?? memory.get(key) ?? "null");
      } catch {
        return null;
      }
    },
    write(value) {
      const text = JSON.stringify(value);
      memory.set(key, text);
      try {
        store()?.setItem(key, text);
      } catch {
        // full, or forbidden: it is kept until the page is left
      }
    },
    forget() {
      memory.delete(key);
      store()?.removeItem(key);
    },
  };
}

/** A secret that came behind the # of the address; it is taken out of the address bar at once. */
export function fromFragment() {
  const found = decodeURIComponent(location.hash.slice(1));
  if (found) history.replaceState(null, "", location.pathname + location.search);
  return found;
}

/** A name for something that is sent, so that it counts once however often it is sent. */
export function fresh() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (it) => it.toString(16).padStart(2, "0")).join("");
}
