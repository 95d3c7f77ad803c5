// The conversation and the lists: a press on anything that carries data is told to the server.
const tell = (pressed) => {
  const { event, confirm: sure, ...data } = pressed.dataset;
  if (sure && !window.confirm(sure)) return;
  if (data.save) data.base = location.origin + location.pathname;
  if (event) trigger(event, data);
  else if (data.question) trigger("submit", data);
  else if (data.n || data.doc || data.case || data.person) trigger("click", data);
};
element.addEventListener("click", (event) => {
  const pressed = event.target.closest("button");
  if (!pressed || !element.contains(pressed)) return;
  if (pressed.dataset.copy) copy(pressed);
  else if (pressed.dataset.form) unfold(pressed, true);
  else if (pressed.dataset.cancel) unfold(pressed, false);
  else tell(pressed);
});

// One line for screen readers, outside of what is drawn anew. It is told once what has come.
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

// Copies an answer with its footnotes; without the browser's leave the text is shown, marked for copying by hand.
const copy = async (pressed) => {
  const held = pressed.closest(".reply").querySelector(".notes");
  const text = held.textContent.replaceAll(held.dataset.place, location.origin + location.pathname);
  try {
    await navigator.clipboard.writeText(text);
    done(pressed);
  } catch {
    held.textContent = text;
    held.hidden = false;
    getSelection().selectAllChildren(held);
    if (document.execCommand("copy")) {
      held.hidden = true;
      done(pressed);
    } else {
      held.tabIndex = 0;
      held.focus();
      say(props.not_copied);
    }
  }
};
const done = (pressed) => {
  say(pressed.dataset.done);
  pressed.classList.add("done");
  setTimeout(() => pressed.classList.remove("done"), 2500);
};

// The form for what is wrong with an answer.
const unfold = (pressed, open) => {
  const form = document.getElementById(pressed.dataset.form || pressed.dataset.cancel);
  const opener = element.querySelector(`[data-form="${form.id}"]`);
  form.hidden = !open || !form.hidden;
  opener.setAttribute("aria-expanded", String(!form.hidden));
  if (form.hidden) opener.focus();
  else form.querySelector("input").focus();
};
element.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const chosen = form.querySelector("input:checked");
  trigger("like", {
    vote: "down",
    of: form.dataset.of,
    reason: chosen ? chosen.value : "",
    comment: form.querySelector("textarea").value,
  });
});
element.addEventListener("keydown", (event) => {
  const form = event.target.closest("form");
  if (form && event.key === "Escape") unfold(form.querySelector("[data-cancel]"), false);
});

if (element.closest("#log")) {
  element.setAttribute("role", "log");
  element.setAttribute("aria-live", "off");
  const name = () => element.setAttribute("aria-label", props.name);
  name();
  watch("name", name);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = calm ? "auto" : "smooth";
  let shown = 0;
  let waiting = false;
  let told = "";
  let thanked = 0;
  let focused = null;
  // What had the focus, so that it has it again when the conversation is drawn anew.
  element.addEventListener("focusin", (event) => {
    const form = event.target.closest("form");
    const held = event.target.closest("button");
    focused = form ? { form: form.id } : held ? { ...held.dataset } : null;
  });
  element.addEventListener("focusout", () => setTimeout(() => {
    if (document.activeElement !== document.body && !element.contains(document.activeElement)) focused = null;
  }));
  const same = (button) =>
    focused && Object.keys(focused).length && Object.entries(focused).every(([key, value]) => button.dataset[key] === value);
  const refocus = (last) => {
    if (!focused || document.activeElement !== document.body) return;
    const again = [...element.querySelectorAll("button")].find(same);
    const form = focused.form && document.getElementById(focused.form);
    const thanks = form && form.closest(".reply").querySelector(".thanks");
    const target = thanks || again || (last && last.querySelector(".asked"));
    if (target) target.focus({ preventScroll: true });
  };
  // The framework loads the page anew when the line was cut: the conversation it showed is then asked for.
  const KEY = "council-conversation";
  watch("conversation", () => {
    if (props.conversation) sessionStorage.setItem(KEY, props.conversation);
    else sessionStorage.removeItem(KEY);
  });
  // The welcome stands there once the page has been filled; only then may the conversation take its place.
  const resuming = setInterval(() => {
    const name = sessionStorage.getItem(KEY);
    if (name && !element.querySelector(".welcome") && !element.querySelector(".turn")) return;
    clearInterval(resuming);
    if (name && element.querySelector(".welcome")) trigger("select", { resume: name });
  }, 250);
  window.addEventListener("offline", () => {
    const line = document.createElement("p");
    line.className = "notice offline";
    line.textContent = props.offline;
    element.prepend(line);
    say(props.offline);
  });
  window.addEventListener("online", () => element.querySelectorAll(".offline").forEach((line) => line.remove()));
  watch("value", () => {
    const turns = element.querySelectorAll(".turn");
    const last = turns[turns.length - 1];
    const comes = Boolean(last && last.dataset.waiting);
    refocus(last);
    // A question goes to the top; its answer is then shown whole above the field, if there is room for it.
    if (turns.length > shown) last.scrollIntoView({ behavior, block: "start" });
    else if (waiting && last && !comes) last.scrollIntoView({ behavior, block: "nearest" });
    if (last && !comes && last.dataset.told && last.dataset.id !== told && (waiting || shown)) say(last.dataset.told);
    if (last && !comes) told = last.dataset.id;
    const thanks = element.querySelectorAll(".thanks");
    if (thanks.length > thanked) say(thanks[0].textContent);
    thanked = thanks.length;
    shown = turns.length;
    waiting = comes;
    if (comes) guard(last.dataset.id);
  });
  // An answer that no longer comes (the line was cut, the server started anew) is told to be cut.
  let guarded = "";
  const guard = async (id) => {
    if (guarded === id) return;
    guarded = id;
    let missed = 0;
    const awaited = () => element.querySelector(`.turn[data-waiting][data-id="${id}"]`);
    while (awaited() && missed < 2) {
      await new Promise((done) => setTimeout(done, 2500));
      try {
        missed = (await server.running(id)) ? 0 : missed + 1;
      } catch {
        missed += 1;
      }
    }
    guarded = "";
    const turn = awaited();
    if (!turn) return;
    turn.querySelector(".working").hidden = true;
    turn.querySelector(".cut").hidden = false;
    delete turn.dataset.waiting;
    waiting = false;
    say(turn.querySelector(".cut p:nth-child(2)").textContent);
  };
}
