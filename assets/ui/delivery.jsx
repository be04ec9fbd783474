// What a page says to the server arrives once, whatever becomes of its socket.
//
// Each event is numbered and kept until the server has handled it (ui/delivery/state.py says how far it is). A socket that
// comes back first hears what the server knows: what was handled is done, the rest is sent again, in order, and the page
// changes in one go, so that nobody loses the field that he types in. When the server remembers this page under another
// name, the States of before are gone (it was restarted, or the page slept for hours): then nothing is sent that may have
// been handled already, and forms and dialogs are told.
import { useSyncExternalStore } from "react";
import { Socket } from "socket.io-client";

const EVENT = "event";
const GOT = "got";
const FORM_DATA = "__reflex_form_data__";
const ROOT = "reflex___state____state";
const DELIVERY = `${ROOT}.trustcoach_app___ui___delivery___state____delivery_state`;

const QUIET = 3000;
const GIVE_UP = 8000;
const LONGEST_GATHERING = 10000;
const SLOW = 600;
const AWAY = 1000;

let socket = null;
let number = 0;
let heard = 0;
let tree = "";
let connections = 0;
let waiting = [];
let holdingSince = 0;
let gathered = null;
let losses = 0;
let awaySince = 0;
let isQuiet = false;
let pressed = null;

const toTell = [];
const readers = new Set();
const forms = new Map();
const changed = () => readers.forEach((reader) => reader());

function subscribe(reader) {
  readers.add(reader);
  return () => readers.delete(reader);
}

/** Whether the server cannot be reached, or has been silent for longer than any answer takes. */
export const useQuiet = () => useSyncExternalStore(subscribe, () => isQuiet, () => false);

/** How often the States of this page were lost. */
export const lossesSoFar = () => losses;

/** A form hears `sent(number)` when its event goes, and `lost(wasSent)` when the States that it was meant for are gone;
    `isStale()` says whether they are: it stands in a dialog that was not opened again since. */
export function registerForm(id, ears) {
  forms.set(id, ears);
  return () => forms.delete(id);
}

/** `ear` hears the number of the next event that goes, which is handled once the server has heard that many. */
export const onceSent = (ear) => toTell.push(ear);

const { emit, onconnect, emitEvent } = Socket.prototype;

Socket.prototype.emit = function (name, event, ...rest) {
  if (name !== EVENT || !event?.name) return emit.call(this, name, event, ...rest);
  socket = this;
  const form = formOf(event);
  if (form?.isStale()) {
    form.lost(false);
    return this;
  }
  const item = { number: ++number, event, form, button: pressed, over: 0, at: 0, isGot: false };
  event.router_data = { ...event.router_data, number };
  waiting.push(item);
  form?.sent(number);
  toTell.shift()?.(number);
  pressed = null;
  deliver();
  return this;
};

Socket.prototype.onconnect = function (...details) {
  socket = this;
  connections += 1;
  if (connections > 1) holdingSince = Date.now();
  onconnect.apply(this, details);
  deliver();
};

Socket.prototype.emitEvent = function (words) {
  if (words[0] === GOT) return got(words[1]);
  if (words[0] !== EVENT) return emitEvent.call(this, words);
  const update = take(words[1]);
  if (update) emitEvent.call(this, [EVENT, update]);
};

/** The form that an event comes from, by the mark that its hidden field leaves among the values. */
function formOf(event) {
  for (const values of Object.values(event.payload ?? {})) {
    const fields = values?.[FORM_DATA];
    const at = fields?.findIndex(([name]) => name === "_form") ?? -1;
    if (at >= 0) return forms.get(fields.splice(at, 1)[0][1]);
  }
}

function deliver() {
  if (!socket?.connected || holdingSince) return;
  for (const item of waiting) {
    if (item.over === connections) continue;
    Object.assign(item, { over: connections, at: Date.now(), isGot: false });
    emit.call(socket, EVENT, item.event);
  }
}

function got(told) {
  for (const item of waiting) if (item.number === told) item.isGot = true;
  look();
}

function handled(told) {
  heard = Math.max(heard, told);
  for (const item of waiting) if (item.number <= told) rest(item.button);
  waiting = waiting.filter((item) => item.number > told);
  if (!waiting.length) restAll();
  look();
}

/** What of an update goes on to the page, now. */
function take(update) {
  const told = update?.delta?.[DELIVERY] ?? {};
  const isHydrated = update?.delta?.[ROOT]?.is_hydrated_rx_state_;
  const isWhole = told.heard_rx_state_ !== undefined && isHydrated === false;
  if (isWhole && tree) return comeBack(update, told);
  tree = told.tree_rx_state_ || tree;
  if (gathered) return gather(update, isHydrated);
  if (told.heard_rx_state_ !== undefined) handled(told.heard_rx_state_);
  return update;
}

/** All that the server knows of this page: the first words of a socket that came back. */
function comeBack(update, { tree_rx_state_: name, heard_rx_state_: told }) {
  // Without a new socket, its database was away: what it refused meanwhile is sent again too.
  if (!holdingSince) waiting.forEach((item) => (item.over = 0));
  if (name !== tree) forgotten();
  tree = name;
  handled(told);
  gathered = { delta: {}, events: [] };
  setTimeout(release, LONGEST_GATHERING, gathered);
  return gather(update, false);
}

function forgotten() {
  losses += 1;
  const isGone = (item) => item.over > 0 || item.form?.isStale();
  const gone = waiting.filter(isGone);
  waiting = waiting.filter((item) => !isGone(item));
  heard = 0;
  restAll();
  gone.forEach((item) => item.form?.lost(item.over > 0));
}

/** The page is read anew on the server: it changes once that is done. */
function gather(update, isHydrated) {
  for (const [name, values] of Object.entries(update?.delta ?? {})) {
    gathered.delta[name] = { ...gathered.delta[name], ...values };
  }
  gathered.events.push(...(update?.events ?? []));
  if (isHydrated) release(gathered);
}

function release(whole) {
  if (whole !== gathered) return;
  gathered = null;
  holdingSince = 0;
  emitEvent.call(socket, [EVENT, whole]);
  deliver();
}

/** Looks whether anybody answers; a socket that nobody answers on is replaced. */
function look() {
  const asked = waiting.find((item) => item.over === connections && !item.isGot);
  const since = socket?.connected ? holdingSince || asked?.at : 0;
  const silence = since ? Date.now() - since : 0;
  awaySince = connections && !socket.connected ? awaySince || Date.now() : 0;
  const isAway = awaySince > 0 && Date.now() - awaySince > AWAY;
  if (isQuiet !== (isAway || silence > QUIET)) {
    isQuiet = !isQuiet;
    changed();
  }
  if (silence > GIVE_UP) replace();
}

function replace() {
  holdingSince = 0;
  socket?.io?.engine?.close();
}

// A button that asks the server shows, when it has to wait for long, that it waits; pressed again meanwhile it does nothing.
const slow = new Map();

function rest(button) {
  if (!button) return;
  clearTimeout(slow.get(button));
  slow.delete(button);
  delete button.dataset.waiting;
  button.removeAttribute("aria-busy");
}

function restAll() {
  [...slow.keys()].forEach(rest);
}

/** Marks a button as one that waits, once that takes long. */
export function wait(button) {
  if (!button || slow.has(button)) return;
  const show = () => {
    button.dataset.waiting = "";
    button.setAttribute("aria-busy", "true");
  };
  slow.set(button, setTimeout(show, SLOW));
}

export { rest };

function press(event) {
  const button = event.target.closest?.("button[data-asks]");
  if (!button) return;
  if (button.dataset.waiting !== undefined) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  pressed = button;
  setTimeout(() => {
    const isAsked = pressed !== button || waiting.some((item) => item.button === button);
    if (pressed === button) pressed = null;
    if (isAsked || !socket?.connected) wait(button);
  });
}

if (typeof window !== "undefined") {
  setInterval(look, 1000);
  document.addEventListener("click", press, true);
  window.addEventListener("online", replace);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) socket?.io?.engine?._hasPingExpired?.();
  });
}
