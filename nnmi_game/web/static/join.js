// The page where one joins: the code may stand behind the address (#CODE), the key of the seat is never seen here.
"use strict";
const at = (id) => document.getElementById(id);
const lang = document.body.dataset.lang;
const there = (path) => `${path}?lang=${lang}`;
const go = () => window.location.assign(there("seat"));
const code = decodeURIComponent(window.location.hash.slice(1));
at("code").value = code;
(code ? at("name") : at("code")).focus();
for (const link of document.querySelectorAll(".language")) {
  link.hash = window.location.hash;
}
const plain = (text) => text.toUpperCase().replace(/[^0-9A-Z]/g, "");

fetch(there("seat/mine"))
  .then((answer) => answer.json())
  .then((mine) => {
    if (mine.label && (!code || plain(code) === plain(mine.code))) {
      at("label").textContent = mine.label;
      at("class").textContent = [mine.title, mine.code].filter(Boolean).join(" · ");
      at("mine").hidden = false;
      at("on").focus();
    }
  })
  .catch(() => {});

const post = (path, said) =>
  fetch(there(path), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(said) });

at("on").addEventListener("click", go);
at("leave").addEventListener("click", async () => {
  await post("seat/leave", {});
  at("mine").hidden = true;
  at("name").focus();
});
at("join").addEventListener("submit", async (event) => {
  event.preventDefault();
  const wrong = at("wrong");
  wrong.textContent = "";
  const value = (id) => at(id).value.trim();
  try {
    const key = value("key");
    const answer = key
      ? await post("seat/return", { key })
      : await post("seat/join", { type: "join", code: value("code"), name: value("name"), roster: value("roster"), lang });
    if (answer.ok) {
      go();
    } else {
      wrong.textContent = (await answer.json()).text;
    }
  } catch {
    wrong.textContent = wrong.dataset.lost;
  }
});
