// Sending files in, one after another, and watching them being read. What the server says is shown as text alone.
const sent = []; // { file, name, level, state: waiting | sending | reading | done | bad, line, percent, id }
let job = { number: 0, running: false, results: [] };
let told = 0; // the job whose end the page has been told of
let sending = false;
let timer = 0;
let off = false;
const chosen = { open: false, level: "", replace: false }; // kept when the section is drawn anew in another language

const box = () => element.querySelector(".upload");
const find = (what) => element.querySelector(what);
const texts = () => JSON.parse(box().dataset.texts);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
const address = (path) => `${path}?language=${box().dataset.language}`;

const make = (name, style, text) => {
  const made = document.createElement(name);
  if (style) made.className = style;
  if (text) made.textContent = text;
  return made;
};

const row = (entry) => {
  const item = make("li", `file file-${entry.state}`);
  item.append(make("span", "file-name", entry.name));
  const line = make("span", "file-line", entry.line);
  if (entry.state === "sending") {
    const bar = make("progress");
    bar.max = 100;
    bar.value = entry.percent;
    bar.setAttribute("aria-label", entry.name);
    item.append(bar);
  }
  item.append(line);
  if (entry.state === "done" && entry.id && box().dataset.removes) {
    const remove = make("button", "plain remove", texts().remove);
    remove.type = "button";
    remove.dataset.id = entry.id;
    remove.setAttribute("aria-label", fill(texts().remove_name, { name: entry.name }));
    item.append(remove);
  }
  return item;
};

const draw = () => {
  if (!box()) return;
  const focused = document.activeElement?.dataset?.id;
  const list = find(".sent");
  list.replaceChildren(...sent.map(row));
  list.hidden = !sent.length;
  if (find(".line").textContent !== (job.line || "")) find(".line").textContent = job.line || "";
  const bar = find(".job progress");
  bar.hidden = !job.running;
  bar.max = Math.max(1, job.total || 0);
  if (job.total) bar.value = job.done;
  else bar.removeAttribute("value");
  find(".stop").hidden = !job.running;
  find(".reingest").disabled = job.running;
  const own = new Set(sent.filter((entry) => entry.result).map((entry) => entry.result));
  const others = (job.results || []).filter((each) => !own.has(`${each.level}/${each.path}`));
  const results = find(".results");
  results.replaceChildren(
    ...others.map((each) => {
      const item = make("li", `file file-${each.status === "failed" ? "bad" : "done"}`);
      item.append(make("span", "file-name", each.path), make("span", "file-line", each.told));
      return item;
    }),
  );
  results.hidden = !others.length;
  if (focused) element.querySelector(`[data-id="${focused}"]`)?.focus();
};

// The outcome of a job, put beside the files that were sent.
const settle = () => {
  for (const entry of sent) {
    if (entry.state !== "reading") continue;
    const result = (job.results || []).find(
      (each) => each.level === entry.level && (each.path === entry.name || each.path.endsWith(`/${entry.name}`)),
    );
    if (result) {
      entry.state = result.status === "failed" ? "bad" : "done";
      entry.line = result.told;
      entry.id = result.status === "removed" ? null : result.document_id;
      entry.result = `${result.level}/${result.path}`;
    } else if (!job.running) {
      entry.state = job.error ? "bad" : "done";
      entry.line = job.error || entry.received;
    }
  }
};

const take = (state) => {
  job = state;
  settle();
  draw();
  if (job.running || job.number === told) return;
  told = job.number;
  trigger("submit", { refresh: job.number });
};

const poll = async () => {
  clearTimeout(timer);
  if (off || !box()) return;
  try {
    const answer = await fetch(address("api/jobs/current"), { headers: { accept: "application/json" } });
    if (answer.status === 404) {
      off = true;
      box().hidden = true;
      return;
    }
    if (answer.status === 401 || answer.status === 403) return refuse(texts().signed_out);
    if (answer.ok) {
      const state = await answer.json();
      if (!told && !job.number && !state.running) told = state.number; // it ended before this page was opened
      take(state);
    }
  } catch {
    // The server cannot be reached just now: asked again below.
  }
  timer = setTimeout(poll, job.running ? 1000 : 20000);
};

const refuse = (line) => {
  find(".refused").textContent = line;
};

const send = (entry) =>
  new Promise((resolve) => {
    const form = new FormData();
    form.append("level", entry.level);
    if (entry.replace) form.append("replace", "1");
    form.append("file", entry.file, entry.file.name);
    const request = new XMLHttpRequest();
    request.open("POST", address("api/uploads"));
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (!event.lengthComputable) return;
      entry.percent = Math.round((100 * event.loaded) / event.total);
      entry.line = fill(texts().sending, { percent: entry.percent });
      draw();
    };
    const bad = (line) => {
      entry.state = "bad";
      entry.line = line;
      resolve();
    };
    request.onerror = request.onabort = request.ontimeout = () => bad(texts().lost);
    request.onload = () => {
      const answer = request.response || {};
      if (request.status === 401) return bad(texts().signed_out);
      if (request.status !== 201) return bad(answer.error || texts().lost);
      entry.name = answer.name;
      entry.received = answer.told;
      entry.state = "reading";
      entry.line = texts().reading;
      job = answer.job;
      resolve();
    };
    request.send(form);
  });

const work = async () => {
  if (sending) return;
  sending = true;
  for (let entry; (entry = sent.find((each) => each.state === "waiting")); ) {
    entry.state = "sending";
    entry.line = fill(texts().sending, { percent: 0 });
    draw();
    await send(entry);
    entry.file = null;
    draw();
  }
  sending = false;
  poll();
};

const add = (files) => {
  const level = find('[name="upload-level"]:checked, input[type="hidden"][name="upload-level"]');
  if (!level) {
    refuse(texts().no_level);
    find('[name="upload-level"]').focus();
    return;
  }
  refuse("");
  const limit = Number(box().dataset.limit);
  for (const file of files) {
    const large = file.size > limit;
    sent.push({
      file: large ? null : file,
      name: file.name,
      level: level.value,
      replace: find('[name="upload-replace"]').checked,
      state: large ? "bad" : "waiting",
      line: large ? fill(texts().too_large, { limit: box().dataset.megabytes }) : texts().waiting,
      percent: 0,
    });
  }
  draw();
  work();
};

const post = async (path) => {
  refuse("");
  try {
    const answer = await fetch(address(path), { method: "POST" });
    const state = await answer.json();
    if (!answer.ok) return refuse(state.error);
    take(state);
    poll();
  } catch {
    refuse(texts().lost);
  }
};

element.addEventListener("change", (event) => {
  if (event.target.type === "radio") chosen.level = event.target.value;
  if (event.target.type === "checkbox") chosen.replace = event.target.checked;
  if (event.target.type !== "file") return;
  const files = [...event.target.files];
  event.target.value = "";
  add(files);
});
element.addEventListener("click", (event) => {
  const pressed = event.target.closest("button");
  if (!pressed) return;
  if (pressed.matches(".reingest")) post("api/jobs/reingest");
  if (pressed.matches(".stop")) post("api/jobs/stop");
  if (pressed.matches(".remove")) {
    const entry = sent.find((each) => each.id === pressed.dataset.id);
    if (!entry || !confirm(fill(texts().confirm, { name: entry.name }))) return;
    entry.state = "reading";
    entry.line = texts().reading;
    post(`api/documents/${encodeURIComponent(entry.id)}/remove`);
  }
});
for (const name of ["dragover", "dragleave", "drop"]) {
  element.addEventListener(name, (event) => {
    if (!box()) return;
    event.preventDefault();
    find(".drop").classList.toggle("over", name === "dragover");
    if (name === "drop") add([...event.dataTransfer.files]);
  });
}
element.addEventListener(
  "toggle",
  (event) => {
    if (event.target === box()) chosen.open = box().open;
  },
  true,
);
watch("value", () =>
  requestAnimationFrame(() => {
    if (!box()) return;
    box().open = chosen.open;
    const level = find(`[name="upload-level"][value="${chosen.level}"]`);
    if (level?.type === "radio") level.checked = true;
    find('[name="upload-replace"]').checked = chosen.replace;
    draw();
    poll();
  }),
);
requestAnimationFrame(() => box() && poll());
