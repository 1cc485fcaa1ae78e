// Runs before the terminal's script, and gives it a line that comes back by itself: the terminal stays as it is.
"use strict";
const KEPT = "nnmi-settings";
const FIRST_WAIT = 500, LAST_WAIT = 8000;
const Plain = window.WebSocket;
const body = document.body;
const terminal = document.getElementById("terminal");
const address = new URL("seat/ws", window.location.href);
address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
address.search = `?lang=${body.dataset.lang}`;
address.hash = "";
terminal.dataset.sessionWebsocketUrl = address.href;

const show = (word) => {
  for (const one of document.querySelectorAll(".word")) {
    one.hidden = one.dataset.word !== word;
  }
  document.querySelector(`.word[data-word="${word}"] button`)?.focus();
};
const takeKeys = () => {
  if (!document.querySelector(".word:not([hidden])")) {
    document.querySelector(".xterm-helper-textarea")?.focus();
  }
};
const kept = () => {
  try {
    return JSON.parse(window.localStorage.getItem(KEPT));
  } catch {
    return null;
  }
};

class Line extends EventTarget {
  constructor(url) {
    super();
    const asked = new URL(url.replace(/\?width=/, "&width="));
    this.size = { width: Number(asked.searchParams.get("width")), height: Number(asked.searchParams.get("height")) };
    this.wait = FIRST_WAIT;
    this.over = false;
    Line.present = this;
    this.connect();
  }

  connect() {
    window.clearTimeout(this.timer);
    this.over = false;
    const socket = new Plain(address.href);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => {
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.say(["hello", { ...this.size, calm, language: body.dataset.lang, settings: kept() }]);
      this.dispatchEvent(new Event("open"));
    });
    socket.addEventListener("message", (event) => this.hear(event.data));
    socket.addEventListener("close", () => this.lost(socket));
  }

  say(said) {
    if (this.socket.readyState === Plain.OPEN) {
      this.socket.send(JSON.stringify(said));
    }
  }

  // What the terminal's script says.
  send(text) {
    const said = JSON.parse(text);
    if (said[0] === "resize") {
      this.size = said[1];
    }
    if (said[0] !== "ping") {
      this.say(said);
    }
  }

  hear(data) {
    if (typeof data !== "string") {
      this.wait = FIRST_WAIT;
      show("");
      takeKeys();
      this.dispatchEvent(new MessageEvent("message", { data }));
      return;
    }
    const [what, told] = JSON.parse(data);
    if (what === "keep") {
      try {
        window.localStorage.setItem(KEPT, JSON.stringify(told));
      } catch {
        // A browser that keeps nothing plays as well.
      }
    } else if (what === "end" && told !== "gone") {
      this.end(told);
    } else if (what === "out") {
      document.querySelector(".reason").textContent = told;
      this.end("out");
    }
  }

  end(word) {
    this.over = true;
    show(word);
  }

  lost(socket) {
    if (this.over || socket !== this.socket) {
      return;
    }
    show("lost");
    this.timer = window.setTimeout(() => this.connect(), this.wait * (0.5 + Math.random()));
    this.wait = Math.min(2 * this.wait, LAST_WAIT);
  }
}
window.WebSocket = Line;

const again = () => {
  show("waiting");
  Line.present.connect();
};
for (const button of document.querySelectorAll(".again")) {
  button.addEventListener("click", again);
}
window.addEventListener("online", () => {
  if (Line.present && !Line.present.over && Line.present.socket.readyState === Plain.CLOSED) {
    Line.present.connect();
  }
});
window.addEventListener("focus", takeKeys);

// Where a page came without TLS, browsers have no clipboard but the old one.
if (!navigator.clipboard) {
  const writeText = async (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    takeKeys();
  };
  Object.defineProperty(navigator, "clipboard", { value: { writeText, readText: async () => "" } });
}
