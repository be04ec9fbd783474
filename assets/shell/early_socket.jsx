// Gives the page a token of its own, which no other page has: whoever brings it again is this page, with another socket
// (reflex_seams/replaced_sockets.py). A page that is loaded opens clean.
//
// Opens the page's websocket while its scripts still load and asks at once, in its address (web/early_message.py), for what
// they will show; Reflex's client takes it over with what was heard by then. Two kinds of pages leave it to the client:
// those with a parameter in their path, which Reflex's router reads, and the door's, whose mailed keys belong into no log.
import { createElement, useState } from "react";
import { useLocation } from "react-router";
import { WebSocket as Transport } from "engine.io-client";
import { initialStateHashes, stateSchema, state_name } from "$/utils/context";
import reflex from "$/reflex.json";
import "$/public/ui/delivery.jsx";

const DOOR = "/login";
const LONGEST = 10000;
const CONNECT = "40/_event,";

// The words that Reflex's `connect` and `bootAuth` would send (utils/state.js).
const SCRIPT = `((start) => {
  const { pathname, search, hash } = location;
  const random = crypto.getRandomValues(new Uint8Array(37));
  const token = (sessionStorage.token = "page-10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit, at) =>
    (digit ^ (random[at - 5] & (15 >> (digit / 4)))).toString(16)));
  if (pathname.replace(/\\/$/, "") !== start.page || document.hidden) return;
  start.event.router_data = { pathname, asPath: pathname + search + hash };
  if (search) start.event.router_data.query = Object.fromEntries(new URLSearchParams(search));
  const hello = JSON.stringify({ event: start.event, state_schema: start.schema });
  const query = new URLSearchParams({ token, EIO: 4, transport: "websocket", hello });
  const socket = new WebSocket(location.origin.replace("http", "ws") + "/_event/?" + query, start.version);
  const heard = [];
  socket.onmessage = ({ data }) => heard.push(data);
  window.earlySocket = { socket, heard, token, timer: setTimeout(() => socket.close(), ${LONGEST}) };
})`;

// Only the build writes the script: React leaves the text of a script alone that it finds in a page.
export function EarlySocket() {
  const [page] = useState(useLocation().pathname.replace(/\/$/, ""));
  if (page.startsWith(DOOR)) return null;
  const event = { name: `${state_name}.hydrate_and_load`, payload: { hashes: initialStateHashes } };
  const start = JSON.stringify({ page, version: reflex.version, schema: stateSchema, event });
  return createElement("script", { dangerouslySetInnerHTML: { __html: import.meta.env.SSR ? `${SCRIPT}(${start})` : "" } });
}

// A page that is left while its socket opens: closing it then is an error of the console, and the browser ends it anyway.
let isLeft = false;

if (typeof window !== "undefined") {
  window.addEventListener("pagehide", ({ persisted }) => (isLeft = !persisted), true);
}

const { doClose } = Transport.prototype;
Transport.prototype.doClose = function () {
  if (!isLeft || this.ws?.readyState !== WebSocket.CONNECTING) doClose.call(this);
};

// What the client's transport holds instead of a websocket of its own, until both stand where they would stand without us.
class Taken {
  constructor({ socket, heard }) {
    this.socket = socket;
    this.heard = heard;
    const hear = socket.onmessage;
    socket.onmessage = (event) => {
      hear(event);
      if (heard.length === 1) this.open();
    };
    socket.onclose = (event) => this.onclose(event);
    socket.onerror = (event) => this.onerror(event);
    if (heard.length) queueMicrotask(() => this.open());
  }

  open() {
    this.onopen();
    this.onmessage({ data: this.heard[0] });
  }

  // The client's own CONNECT went with the address: what was heard since answers it, all in one breath, so in one render.
  send(data) {
    if (!this.heard || !data.startsWith(CONNECT)) return this.socket.send(data);
    const answers = this.heard.slice(1);
    this.heard = null;
    this.socket.onmessage = (event) => this.onmessage(event);
    queueMicrotask(() => answers.forEach((data) => this.onmessage({ data })));
  }

  get readyState() {
    return this.socket.readyState;
  }

  close() {
    this.socket.close();
  }
}

const createSocket = Transport.prototype.createSocket;
Transport.prototype.createSocket = function (uri, ...rest) {
  const early = window.earlySocket;
  window.earlySocket = null;
  clearTimeout(early?.timer);
  const isOurs = early?.socket.readyState < WebSocket.CLOSING && new URL(uri).searchParams.get("token") === early.token;
  if (isOurs) return new Taken(early);
  early?.socket.close();
  return createSocket.call(this, uri, ...rest);
};
