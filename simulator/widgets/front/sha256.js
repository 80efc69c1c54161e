/** SHA-256 (FIPS 180-4) of a text, in hexadecimal. A page that came over plain HTTP is given no
    `crypto.subtle`, and a room with one laptop as its server has nothing else. */

const BLOCK = 64; // bytes

const primes = (many) => {
  const found = [];
  for (let it = 2; found.length < many; it += 1) if (found.every((one) => it % one)) found.push(it);
  return found;
};
/** The first 32 bits behind the point. */
const fraction = (value) => Math.floor((value - Math.floor(value)) * 2 ** 32) >>> 0;
const START = primes(8).map((it) => fraction(Math.sqrt(it)));
const ROUNDS = primes(64).map((it) => fraction(Math.cbrt(it)));
const turned = (value, by) => (value >>> by) | (value << (32 - by));

export function sha256(text) {
  const state = [...START];
  const bytes = padded(new TextEncoder().encode(text));
  for (let at = 0; at < bytes.length; at += BLOCK) mix(state, new DataView(bytes.buffer, at, BLOCK));
  return state.map((it) => it.toString(16).padStart(8, "0")).join("");
}

/** The message, a one, zeros, and its length in bits. */
function padded(message) {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / BLOCK) * BLOCK);
  bytes.set(message);
  bytes[message.length] = 0x80;
  new DataView(bytes.buffer).setBigUint64(bytes.length - 8, BigInt(message.length) * 8n);
  return bytes;
}

function mix(state, block) {
  const words = schedule(block);
  let [a, b, c, d, e, f, g, last] = state;
  for (let n = 0; n < 64; n += 1) {
    const one = (last + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[n] + words[n]) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [a, b, c, d, e, f, g, last] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
  }
  [a, b, c, d, e, f, g, last].forEach((it, n) => {
    state[n] = (state[n] + it) >>> 0;
  });
}

function schedule(block) {
  const words = Array.from({ length: 16 }, (_, n) => block.getInt32(4 * n));
  for (let n = 16; n < 64; n += 1) {
    const [far, near] = [words[n - 15], words[n - 2]];
    const low = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
    const high = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10);
    words.push((words[n - 16] + low + words[n - 7] + high) | 0);
  }
  return words;
}
