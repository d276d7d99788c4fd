// Proof of work in the background while the answers are read: no picture puzzle, nothing to see or hear.
// The challenge asks for the counter whose SHA-256 over salt, nonce and counter begins as it says.
"use strict";

const form = document.getElementById("send");
const field = form.elements.proof;
const challenge = JSON.parse(form.dataset.challenge);
const AT_ONCE = 500; // digests between two breaths of the page
let sending = false;

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) || [], (two) => parseInt(two, 16));
const hexOf = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
const breath = () => new Promise((go) => setTimeout(go, 0));

// -- SHA-256 for pages without https, where the browser offers none (FIPS 180-4; inputs below 56 bytes) --

const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
const fraction = (x) => Math.floor((x - Math.floor(x)) * 2 ** 32) | 0;
const START = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
const ROUND = primes.map((p) => fraction(Math.cbrt(p)));

function sha256(message) {
  const block = new DataView(new ArrayBuffer(64));
  message.forEach((one, place) => block.setUint8(place, one));
  block.setUint8(message.length, 0x80);
  block.setUint32(60, message.length * 8);
  const turn = (x, by) => (x >>> by) | (x << (32 - by));
  const w = new Int32Array(64);
  for (let i = 0; i < 64; i++) {
    if (i < 16) { w[i] = block.getInt32(i * 4); continue; }
    const x = w[i - 15], y = w[i - 2];
    w[i] = w[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let i = 0; i < 64; i++) {
    const t = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUND[i] + w[i]) | 0;
    const u = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t) | 0, c, b, a, (t + u) | 0];
  }
  const sums = [a, b, c, d, e, f, g, h];
  const digest = new DataView(new ArrayBuffer(32));
  sums.forEach((one, i) => digest.setInt32(i * 4, (one + START[i]) | 0));
  return new Uint8Array(digest.buffer);
}

const subtle = window.isSecureContext && window.crypto && window.crypto.subtle;
const digestOf = subtle
  ? async (message) => new Uint8Array(await subtle.digest("SHA-256", message))
  : async (message) => sha256(message);

async function solve({ nonce, salt, keyPrefix }) {
  const head = [...bytesOf(salt), ...bytesOf(nonce)], wanted = bytesOf(keyPrefix);
  const message = new Uint8Array(head.length + 4);
  message.set(head);
  const counter = new DataView(message.buffer, head.length);
  for (let n = 0; n < 2 ** 32; n++) {
    counter.setUint32(0, n);
    const digest = await digestOf(message);
    if (wanted.every((one, place) => digest[place] === one)) return { counter: n, derivedKey: hexOf(digest) };
    if (n % AT_ONCE === 0) await breath();
  }
  return null;
}

const solved = solve(challenge.parameters)
  .then((solution) => { if (solution) field.value = btoa(JSON.stringify({ challenge, solution })); })
  .catch(() => {}); // without a proof the form is taken too, only fewer in an hour

// A page that comes back from the browser's memory can be sent again.
window.addEventListener("pageshow", () => { sending = false; });

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (sending) return;
  sending = true;
  document.getElementById("working").hidden = Boolean(field.value);
  await solved;
  form.submit();
});
