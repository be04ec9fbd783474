// What is typed and not yet saved, kept in this tab until the server has it. It belongs to the person who typed it: nobody
// else gets it back, and signing out forgets it, in every tab.
import { useEffect, useSyncExternalStore } from "react";

const PREFIX = "draft:";
const OWNER = "drafts-of";
const LONGEST_KEPT = 24 * 60 * 60 * 1000;
const SIGN_OUT = "signed-out";
const SERVER_PATIENCE = 3000;

let owner = "";
const readers = new Set();

function subscribe(reader) {
  readers.add(reader);
  return () => readers.delete(reader);
}

/** Who looks at this page, once that is known: nothing is given back before. */
export const useOwner = () => useSyncExternalStore(subscribe, () => owner, () => "");

export function keep(key, draft) {
  if (!owner) return;
  try {
    sessionStorage.setItem(PREFIX + key, JSON.stringify({ ...draft, at: Date.now() }));
  } catch {
    // A full store: the draft lives in the page alone.
  }
}

export function kept(key) {
  const draft = owner ? JSON.parse(sessionStorage.getItem(PREFIX + key) ?? "null") : null;
  return draft && Date.now() - draft.at < LONGEST_KEPT ? draft : null;
}

export function drop(key) {
  if (owner) sessionStorage.removeItem(PREFIX + key);
}

export function forgetAll() {
  Object.keys(sessionStorage)
    .filter((key) => key.startsWith(PREFIX))
    .forEach((key) => sessionStorage.removeItem(key));
}

/** Says whose page it is. */
export function DraftsOf({ person }) {
  useEffect(() => {
    if (!person) return;
    if (sessionStorage.getItem(OWNER) !== person) forgetAll();
    sessionStorage.setItem(OWNER, person);
    owner = person;
    readers.forEach((reader) => reader());
  }, [person]);
  return null;
}

/** In the form that signs out. */
export function ForgetDrafts() {
  const listen = (node) => {
    const form = node?.closest("form");
    form?.addEventListener("submit", () => {
      forgetAll();
      new BroadcastChannel(SIGN_OUT).postMessage("");
    });
  };
  return <span ref={listen} hidden />;
}

/** Another tab signs out: nothing stays readable here until the server says where to go, or did not. */
function empty() {
  forgetAll();
  document.documentElement.hidden = true;
  document.title = "TrustCoach";
  setTimeout(() => location.reload(), SERVER_PATIENCE);
}

if (typeof window !== "undefined") new BroadcastChannel(SIGN_OUT).onmessage = empty;
