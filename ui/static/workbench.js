// The workbench: forms and presses are told to the server; what staff decide about a brief is saved as they do it.
const box = (what) => element.querySelector(what);
const all = (what) => [...element.querySelectorAll(what)];
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

// One line for screen readers, outside of what is drawn anew.
const say = (line) => {
  let live = document.getElementById("live");
  if (!live) {
    live = document.createElement("div");
    live.id = "live";
    live.className = "sr";
    live.setAttribute("role", "status");
    (document.querySelector("main") || document.body).append(live);
  }
  live.textContent = "";
  setTimeout(() => (live.textContent = line), 60);
};

// What has the focus keeps it when the page is drawn anew; a new place is told by its heading.
let kept = "";
let place = "";
const folds = () => new Map(all(".wb-q").map((one) => [one.dataset.q, one.open]));
let folded = new Map();
element.addEventListener("toggle", () => (folded = folds()), true);
const settle = () => {
  templated();
  const heading = box("[data-focus]");
  const now = heading ? heading.dataset.focus : "";
  const moved = now !== place;
  place = now;
  if (!moved) {
    for (const one of all(".wb-q")) if (folded.has(one.dataset.q)) one.open = folded.get(one.dataset.q);
  }
  const lost = document.activeElement === document.body || element.contains(document.activeElement);
  const held = (key) => all("[data-key]").find((one) => one.dataset.key === key);
  const again = kept && (held(kept) || (kept.startsWith("question ") && held("add")));
  if (lost && again && !moved) again.focus({ preventScroll: true });
  else if (lost && moved && navigator.userActivation.hasBeenActive) {
    const target = heading || again || box("h2");
    if (target) {
      if (!target.matches("button")) target.tabIndex = -1;
      target.focus({ preventScroll: true });
      element.scrollIntoView({ block: "start" });
    }
  }
  if (moved) line = "";
  else if (box(".wb-state")) box(".wb-state").textContent = line;
  const told = all("[data-say]").map((one) => one.textContent).join(" ");
  if (told) say(told);
};
watch("value", () => requestAnimationFrame(settle));
element.addEventListener("focusin", (event) => {
  const held = event.target.closest("[data-key]");
  kept = held ? held.dataset.key : "";
});

// Choices are saved one after another, so that the last one made is the last one saved.
let saving = Promise.resolve(true);
let line = "";
const state = (now, bad) => {
  line = bad ? "" : now;
  const told = box(".wb-state");
  if (!told) return;
  told.textContent = now;
  told.classList.toggle("wb-bad", Boolean(bad));
};
const send = async (brief, language, body) => {
  const told = box(".wb-state")?.dataset || {};
  try {
    const answer = await fetch(`api/workbench/${encodeURIComponent(brief)}/choices?language=${language}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      keepalive: true,
    });
    if (answer.ok) {
      state(told.saved);
      document.dispatchEvent(new Event("council:saved"));
      if ((await answer.json()).covers_changed) recovered();
      return true;
    }
    const reason = answer.status === 401 ? told.out : (await answer.json()).error || told.lost;
    state(reason, true);
  } catch {
    state(told.lost, true);
  }
  return false;
};
// What is kept decides how far a question is answered: the page is drawn anew, as it stands.
let redraw = false;
const recovered = () => {
  redraw = true;
  saving.then(() => {
    if (!redraw) return;
    redraw = false;
    trigger("submit", { act: "again" });
  });
};
const save = (body) => {
  const whole = box("[data-brief]");
  if (!whole) return saving;
  const { brief, language } = whole.dataset;
  saving = saving.then(() => send(brief, language, body));
  return saving;
};

// Notes are saved when the writer pauses or leaves the field.
const written = new Map();
const keep = (area) => {
  clearTimeout(written.get(area));
  written.delete(area);
  const [n, ...source] = area.dataset.note.split(" ");
  return save({ n: Number(n), source: source.join(" ") || null, note: area.value });
};
const settled = () => {
  for (const area of [...written.keys()]) keep(area);
  return saving;
};
element.addEventListener("input", (event) => {
  const area = event.target;
  if (!area.dataset || !area.dataset.note) return;
  clearTimeout(written.get(area));
  written.set(area, setTimeout(() => keep(area), 700));
});
element.addEventListener("focusout", (event) => written.has(event.target) && keep(event.target));
addEventListener("pagehide", settled);

const toggle = (button) => {
  const item = button.closest(".wb-item");
  const on = button.getAttribute("aria-checked") !== "true";
  button.setAttribute("aria-checked", String(on));
  item.classList.toggle("wb-out", !on);
  save({ n: Number(item.dataset.q), source: item.dataset.source, kept: on });
};
const move = (button) => {
  if (button.getAttribute("aria-disabled")) return;
  const item = button.closest(".wb-item");
  const list = item.parentElement;
  const other = button.dataset.way === "up" ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  if (button.dataset.way === "up") other.before(item);
  else other.after(item);
  const items = [...list.children];
  items.forEach((one, i) => {
    for (const each of one.querySelectorAll(".wb-move")) {
      const end = each.dataset.way === "up" ? i === 0 : i === items.length - 1;
      if (end) each.setAttribute("aria-disabled", "true");
      else each.removeAttribute("aria-disabled");
    }
  });
  button.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
  save({ n: Number(item.dataset.q), order: items.map((one) => one.dataset.source) });
  say(fill(box(".wb-state").dataset.moved, { place: items.indexOf(item) + 1, count: items.length }));
};
const unfold = (button) => {
  const note = button.closest(".wb-item").querySelector(".wb-note");
  note.hidden = !note.hidden;
  button.setAttribute("aria-expanded", String(!note.hidden));
  if (!note.hidden) note.querySelector("textarea").focus();
};
const goto = (id) => {
  const place = document.getElementById(id);
  if (!place) return;
  const fold = place.closest("details");
  if (fold) fold.open = true;
  (place.control || place).focus({ preventScroll: true });
  (fold || place).scrollIntoView({ block: "start" });
};

// The municipality's own Word file stays in the browser, for every draft until the page is left.
let template = null;
const templated = () => {
  const field = box(".wb-template");
  if (!field) return;
  const { pick, label } = field.dataset;
  field.querySelector("label > span").textContent = template ? fill(label, template) : pick;
  field.querySelector(".wb-no-template").hidden = !template;
};
const pick = async (file) => {
  const field = box(".wb-template");
  if (!file || !field) return;
  const told = field.dataset;
  const named = { name: file.name };
  if (!/\.do[ct]x$/i.test(file.name)) return state(fill(told.type, named), true);
  if (file.size > Number(told.limit)) return state(fill(told.tooLarge, named), true);
  try {
    template = { ...named, data: await file.arrayBuffer() };
    state(fill(told.chosen, named));
  } catch {
    state(told.lost, true);
  }
  templated();
};
const unpick = () => {
  template = null;
  templated();
  state(box(".wb-template").dataset.dropped);
  box(".wb-template input").focus();
};
const drafted = (link) => {
  if (!template) return fetch(link.href);
  const address = new URL(link.href);
  address.search = new URLSearchParams({ language: box("[data-brief]").dataset.language, name: template.name });
  return fetch(address, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: template.data,
  });
};

// The draft is made when all that was chosen is saved; the browser then saves the file.
const download = async (link) => {
  const told = box(".wb-state").dataset;
  state(told.making);
  if (!(await settled())) return;
  try {
    const answer = await drafted(link);
    if (!answer.ok) return state(answer.status === 401 ? told.out : (await answer.json()).error, true);
    const name = /filename\*=utf-8''([^;]+)/i.exec(answer.headers.get("content-disposition") || "");
    const address = URL.createObjectURL(await answer.blob());
    const saved = document.createElement("a");
    saved.href = address;
    saved.download = name ? decodeURIComponent(name[1]) : "utkast.docx";
    document.body.append(saved);
    saved.click();
    saved.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    state(told.made);
  } catch {
    state(box(".wb-template").dataset.lost, true);
  }
};

const fields = (form) => {
  const data = new FormData(form);
  const made = { question: data.getAll("question"), parts: data.getAll("parts") };
  for (const [name, value] of data) if (!(name in made)) made[name] = value;
  return made;
};
// Which part gets the focus when the questions stand anew: the one that came of the press, or comes in its place.
const focused = { add: () => all(".wb-ask").length + 1, remove: (n) => n, join: (n) => n, split: (n) => n + 1 };
const tell = async (pressed) => {
  const { event, sure, ...data } = pressed.dataset;
  if (sure && !confirm(sure)) return;
  const form = pressed.closest("form");
  if (form) {
    data.fields = fields(form);
    data.at = pressed.closest("li")?.querySelector('[name="question"]').selectionStart || 0;
  }
  state("");
  await settled();
  if (data.act in focused) kept = `question ${focused[data.act](Number(data.n))}`;
  trigger(event || "submit", data);
};
element.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link && link.dataset.goto) {
    event.preventDefault();
    goto(link.dataset.goto);
  } else if (link && link.matches(".wb-draft")) {
    event.preventDefault();
    download(link);
  }
  const pressed = event.target.closest("button");
  if (!pressed || !element.contains(pressed)) return;
  if (pressed.matches(".wb-switch")) toggle(pressed);
  else if (pressed.matches(".wb-move")) move(pressed);
  else if (pressed.matches(".wb-unfold")) unfold(pressed);
  else if (pressed.matches(".wb-no-template")) unpick();
  else if (pressed.dataset.unfold) for (const one of all(".wb-q")) one.open = pressed.dataset.unfold === "unfold_all";
  else if (pressed.dataset.doc) trigger("click", { ...pressed.dataset });
  else if (pressed.dataset.act || pressed.dataset.event) tell(pressed);
});
element.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const data = { act: form.dataset.act, fields: fields(form) };
  trigger(data.act === "begin" ? "apply" : "submit", data);
});

// A file goes to the server by itself and comes back as what was understood of it.
const take = async (files) => {
  const drop = box(".wb-drop");
  const file = files[0];
  if (!drop || !file) return;
  const told = JSON.parse(drop.dataset.texts);
  const line = (text, bad) => {
    const sent = box(".wb-sent");
    if (!sent) return;
    sent.textContent = fill(text, { name: file.name });
    sent.classList.toggle("wb-bad", Boolean(bad));
  };
  if (file.size > Number(drop.dataset.limit)) return line(told.too_large, true);
  line(told.sending);
  try {
    const address = `api/workbench/paper?language=${drop.dataset.language}&name=${encodeURIComponent(file.name)}`;
    const answer = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: file,
    });
    if (answer.status === 401) return line(told.signed_out, true);
    const found = await answer.json();
    if (!answer.ok) return line((found.error || told.lost).replace(/[{}]/g, ""), true);
    line("");
    trigger("submit", { act: "paper", paper: JSON.stringify(found) });
  } catch {
    line(told.lost, true);
  }
};
element.addEventListener("change", (event) => {
  if (event.target.type !== "file") return;
  const files = [...event.target.files];
  event.target.value = "";
  if (event.target.closest(".wb-template")) pick(files[0]);
  else take(files);
});
for (const name of ["dragover", "dragleave", "drop"]) {
  element.addEventListener(name, (event) => {
    const drop = box(".wb-drop");
    if (!drop || !event.dataTransfer) return;
    event.preventDefault();
    drop.classList.toggle("wb-over", name === "dragover");
    if (name === "drop") take([...event.dataTransfer.files]);
  });
}
