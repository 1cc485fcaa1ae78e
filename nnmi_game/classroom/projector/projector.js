"use strict";
// How the class stands, as the server tells it. The key comes behind the #, which no browser sends to a server.
const words = JSON.parse(document.body.dataset.words);
const goals = ["competitiveness", "transition", "workforce", "sustainability"];
const at = (id) => document.getElementById(id);
const put = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const step = 25; // points of a goal that are one bar
const kept = "nnmi-projector";
let last = null;
let came = 0;
let wait = 500;

function key() {
  const given = decodeURIComponent(location.hash.slice(1));
  if (given) {
    sessionStorage.setItem(kept, given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(kept) ?? "";
}

function ask(why) {
  at("word").textContent = why;
  at("door").hidden = false;
  at("key").focus();
}

function connect() {
  const secret = key();
  if (!secret) return ask("");
  let refused = false;
  const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`);
  socket.onopen = () => {
    socket.send(JSON.stringify({ type: "hello", key: secret, lang: document.documentElement.lang.slice(0, 2) }));
    socket.send(JSON.stringify({ type: "watch" }));
  };
  socket.onmessage = (event) => {
    const said = JSON.parse(event.data);
    if (said.type === "projection") {
      wait = 500;
      last = said;
      came = performance.now();
      at("word").textContent = "";
      at("door").hidden = true;
      show();
    } else if (said.type === "refused") {
      refused = true;
      sessionStorage.removeItem(kept);
      ask(said.code === "key" ? words.wrong : said.text);
    }
  };
  socket.onclose = () => {
    if (refused) return;
    at("word").textContent = words.lost;
    setTimeout(connect, wait * (0.5 + Math.random()));
    wait = Math.min(2 * wait, 8000);
  };
}

function show() {
  const { session, offices, names } = last;
  at("title").textContent = session.title || words.title;
  document.title = at("title").textContent;
  at("code").textContent = put(words.join, { code: session.code });
  const text = session.state === "open" ? (session.pacing === "own" ? words.own : words.open) : words[session.state];
  at("state").textContent = put(text, { turn: session.open_turn, turns: session.turns });
  const done = offices.filter((office) => !office.behind).length;
  const counts = [put(words.here, { here: last.here, seats: last.seats })];
  const paced = session.pacing !== "own";
  if (paced) counts.push(put(words.played, { done, offices: offices.length, turn: session.open_turn }));
  at("counts").textContent = counts.join("  ·  ");
  at("bar").hidden = !paced || !offices.length;
  at("done").style.width = `${(100 * done) / Math.max(1, offices.length)}%`;
  at("goals").replaceChildren(...goals.map((goal, number) => strip(words[goal], number, offices)));
  table(names ? offices : []);
  tick();
}

function strip(title, number, offices) {
  const played = offices.filter((office) => office.goals.length);
  const points = played.map((office) => office.goals[number]).sort((a, b) => a - b);
  const middle = points.length ? points[(points.length - 1) >> 1] : null;
  const figure = document.createElement("div");
  const heading = document.createElement("h2");
  heading.append(title, Object.assign(document.createElement("span"), { textContent: middle ?? "" }));
  const svg = draw("svg", { viewBox: "0 0 1000 100", preserveAspectRatio: "none", role: "img" });
  svg.setAttribute("aria-label", put(words.about, { goal: title, middle: middle ?? "-" }));
  for (const x of [0, 250, 500, 750, 1000]) svg.append(draw("line", { x1: x, x2: x, y1: 0, y2: 100 }));
  const bins = new Map();
  for (const value of points) {
    const bin = Math.min(Math.max(Math.floor(value / step), 0), 1000 / step - 1);
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  }
  const most = Math.max(1, ...bins.values());
  for (const [bin, count] of bins) {
    const height = (100 * count) / most;
    svg.append(draw("rect", { x: bin * step + 1, y: 100 - height, width: step - 2, height }));
  }
  if (middle !== null) svg.append(draw("rect", { x: middle - 2, y: 0, width: 4, height: 100, class: "middle" }));
  figure.append(heading, svg);
  return figure;
}

function draw(name, values) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
  return made;
}

function table(offices) {
  at("names").hidden = !offices.length;
  const titles = [words.name, words.turn, ...goals.map((goal) => words[goal]), words.all];
  at("names").tHead.replaceChildren(line("th", titles));
  const rows = offices.map(({ names, turn, goals: points }) => {
    const figures = points.length ? [...points, points.reduce((sum, one) => sum + one, 0)] : ["-", "-", "-", "-", "-"];
    return line("td", [names.join(words.comma), `${turn}/${last.session.turns}`, ...figures]);
  });
  at("names").tBodies[0].replaceChildren(...rows);
}

function line(kind, texts) {
  const row = document.createElement("tr");
  row.append(...texts.map((text) => Object.assign(document.createElement(kind), { textContent: text })));
  return row;
}

function tick() {
  const session = last?.session;
  if (!session || session.left === null || session.state === "ended") {
    at("clock").textContent = "";
    return;
  }
  const gone = session.state === "open" ? (performance.now() - came) / 1000 : 0;
  const left = Math.max(0, Math.floor(session.left - gone));
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
  at("clock").textContent = hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
  at("clock").className = left < 60 ? "soon" : "";
}

at("door").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem(kept, at("key").value.trim());
  connect();
});
setInterval(tick, 250);
connect();
