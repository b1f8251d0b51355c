// Sends what a person writes, and keeps the page current. Whatever comes back is set as text, or was escaped by the server.
"use strict";

const [form, target, data, answer, live] = ["form", "target", "data", "answer", "live"].map((id) => document.getElementById(id));
let written = "";

function showExample() {
  const example = target.selectedOptions[0]?.dataset.example ?? "";
  // What a person has written stays.
  if (data.value === written) {
    data.value = example;
    written = example;
  }
}

async function post(path, body) {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`/_watershed/api/${path}`, { method: "POST", headers, body });
  return response.json();
}

async function show(path, body) {
  answer.hidden = false;
  answer.textContent = "…";
  try {
    answer.textContent = JSON.stringify(await post(path, body), null, 2);
  } catch (error) {
    answer.textContent = `The application does not answer: ${error}`;
  }
  await refresh();
}

function showTimes() {
  for (const time of live.querySelectorAll("time")) {
    time.textContent = new Date(time.dateTime).toLocaleTimeString();
  }
}

async function refresh() {
  const response = await fetch("/_watershed/live");
  const html = await response.text();
  const open = new Set([...live.querySelectorAll("details[open]")].map((details) => details.dataset.key));
  const focus = live.contains(document.activeElement) ? document.activeElement : null;
  const key = focus?.dataset.key ?? focus?.closest("details")?.dataset.key;
  live.innerHTML = html;
  for (const details of live.querySelectorAll("details")) {
    details.open = open.has(details.dataset.key);
  }
  const again = key && live.querySelector(`[data-key="${CSS.escape(key)}"]`);
  (again?.querySelector("summary") ?? again)?.focus();
  showTimes();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  show(target.value, data.value);
});
target.addEventListener("change", showExample);
live.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-post]");
  if (button) {
    show(button.dataset.post, button.dataset.body ?? "");
  }
});
setInterval(() => {
  const selects = !document.getSelection().isCollapsed;
  if (!document.hidden && !selects) {
    refresh().catch(() => {});
  }
}, 2000);
showExample();
showTimes();
