/** Speaking to the service: a question with its token, and a stream that comes back by itself. */

/** The service's own address, wherever it is mounted. */
export const ROOT = new URL("../", import.meta.url);

const PATIENCE = 8_000; // milliseconds for an answer; the cockpit itself waits for ten seconds
const SILENCE = 25_000; // milliseconds without a sign of life, which comes every ten seconds
const FIRST = 500; // milliseconds until the first new try
const LONGEST = 8_000; // and at most
const CONFLICT = 409;
const TOO_MANY = 429;
const STALE_TOKEN = 401;
const MISSING = 404;
const NOISE = 1_500; // milliseconds: the service says its time in whole seconds

/** The service has said no, with a sentence. */
export class Refused extends Error {
  constructor(text, status) {
    super(text);
    this.status = status;
    this.conflict = status === CONFLICT;
    this.unknown = status === STALE_TOKEN;
  }
}

/** There was no answer, or none for now: worth another try in `wait` milliseconds. */
export class Away extends Error {
  constructor(text, wait = 0) {
    super(text);
    this.wait = wait;
  }
}

const headers = (token, more = {}) => ({ ...(token ? { Authorization: `Bearer ${token}` } : {}), ...more });

/** Ask for one thing. Throws Refused with the service's sentence, or Away. */
export async function ask(path, { token = "", method = "GET", body = null, patience = PATIENCE } = {}) {
  const answer = await reached(path, {
    method,
    headers: headers(token, body === null ? {} : { "Content-Type": "application/json" }),
    body: body === null ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(patience),
  });
  const said = await spoken(answer);
  if (!answer.ok) throw refusal(answer, said);
  return said;
}

async function reached(path, how) {
  try {
    return await fetch(new URL(path, ROOT), { cache: "no-store", credentials: "same-origin", ...how });
  } catch {
    throw new Away("There is no connection to the workshop.");
  }
}

/** What an answer says; nothing where it says nothing. */
async function spoken(answer) {
  try {
    const text = await answer.text();
    return text ? JSON.parse(text) : {};
  } catch {
    throw new Away("The answer of the workshop was cut off.");
  }
}

function refusal(answer, said) {
  const words = typeof said?.refused === "string" ? said.refused : "";
  if (answer.status === TOO_MANY) return new Away(words || "That was too much at once.", 1_000 * (Number(answer.headers.get("Retry-After")) || 1));
  if (answer.status >= 500) return new Away(words || "The workshop has no answer just now.");
  return new Refused(words || "The workshop has refused this.", answer.status);
}

/** A file that needs a token: fetched, then handed to the browser to keep. */
export async function download(path, name, token) {
  const answer = await reached(path, { headers: headers(token) });
  if (!answer.ok) throw refusal(answer, await spoken(answer));
  const address = URL.createObjectURL(await answer.blob());
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), PATIENCE);
}

/**
 * Follow a stream of views for ever. When it breaks it is taken up again, a little later each time.
 * @param heard is called with each view and by how much the service's clock is ahead, `lost` when the connection breaks, `gone` when the service
 *   knows this token or code no longer
 * @returns what ends it
 */
export function live(path, { token = "", heard, lost = () => {}, gone = () => {} }) {
  let over = false;
  let pause = FIRST;
  let breaking = new AbortController();
  let wake = () => {};

  const follow = async () => {
    breaking = new AbortController();
    const answer = await reached(path, { headers: headers(token, { Accept: "text/event-stream" }), signal: breaking.signal });
    if (!answer.ok) throw refusal(answer, await spoken(answer));
    const by = apart(answer);
    for await (const { event, data } of events(answer.body, breaking)) {
      if (event === "gone") throw new Refused(data.refused, MISSING);
      pause = FIRST;
      if (!over) heard(data, by);
    }
  };
  const loop = async () => {
    while (!over) {
      let wait = 0;
      try {
        await follow();
      } catch (error) {
        if (error instanceof Refused) {
          if (!over) gone(error);
          return;
        }
        wait = error.wait ?? 0;
      }
      if (over) return;
      lost();
      await new Promise((done) => {
        wake = done;
        setTimeout(done, Math.max(wait, pause * (0.75 + Math.random() / 2))); // or a whole room comes back at once
      });
      pause = Math.min(2 * pause, LONGEST);
    }
  };
  const online = () => wake();
  addEventListener("online", online);
  loop();
  return () => {
    over = true;
    removeEventListener("online", online);
    breaking.abort();
    wake();
  };
}

/** By how many milliseconds the service's clock is ahead of this one. */
function apart(answer) {
  const by = Date.parse(answer.headers.get("Date") ?? "") - Date.now();
  return Math.abs(by) > NOISE ? by : 0; // nothing where it does not say so
}

/** What comes in a stream of events, until it ends or falls silent. */
async function* events(body, breaking) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const silent = setTimeout(() => breaking.abort(), SILENCE);
    const { value, done } = await reader.read().finally(() => clearTimeout(silent));
    if (done) return;
    const parts = (rest + value).replaceAll("\r\n", "\n").split("\n\n");
    rest = parts.pop();
    yield* parts.map(event).filter((it) => it.data !== null);
  }
}

/** One event; a line that is only a sign of life has no data. */
function event(text) {
  const lines = text.split("\n");
  const of = (name) => lines.filter((it) => it.startsWith(`${name}:`)).map((it) => it.slice(name.length + 1).trimStart());
  const data = of("data").join("\n");
  return { event: of("event")[0] ?? "message", data: data ? JSON.parse(data) : null };
}
