// The source panel: bring the quote into view inside it, on the page or in the text, and move the focus there when the
// user opened it; zoom, turn pages by key, copy the citation.
const wide = () => matchMedia("(min-width: 900px)").matches;
const STEPS = [100, 110, 125, 150, 200, 250, 300];
const WIDTHS = [600, 900, 1200, 1800, 2600];
let opened = "0";
let kept = "";
let begun = 100; // the zoom that the last quote began with
let zoom = 0; // percent of the width; 0: not chosen yet
const find = (selector) => element.querySelector(selector);

// Where to scroll so that the mark stands a third down and the first line shown is a whole one.
const place = (text, mark) => {
  const wanted = mark.offsetTop - Math.max(24, (text.clientHeight - mark.offsetHeight) / 3);
  const edge = text.getBoundingClientRect().top + text.clientTop - text.scrollTop;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(mark, mark.childNodes.length);
  const tops = [...before.getClientRects()].filter((line) => line.height > 0).map((line) => line.top - edge);
  const whole = tops.filter((top) => top >= wanted - 1 && top <= mark.offsetTop + 4);
  return wanted <= 0 || !whole.length ? Math.max(0, Math.min(wanted, mark.offsetTop)) : Math.min(...whole) - 4;
};

// The picture: as wide as the zoom says, and sharp at that width.
const sharpen = (desk) => {
  const picture = desk.querySelector("img");
  const needed = desk.clientWidth * (shown(desk) / 100) * (devicePixelRatio || 1);
  const width = WIDTHS.find((each) => each >= needed * 0.95) || WIDTHS[WIDTHS.length - 1];
  if (width <= Number(picture.dataset.width || 1200)) return;
  picture.dataset.width = width;
  const sharper = new Image();
  sharper.onload = () => { if (Number(picture.dataset.width) === width) picture.src = sharper.src; };
  sharper.src = `${picture.dataset.address}?width=${width}`;
};
const scale = (desk) => {
  const now = shown(desk);
  desk.querySelector(".sheet").style.width = `${now}%`;
  const told = find(".percent");
  if (told) told.textContent = `${now}\u00a0%`;
  const at = STEPS.indexOf(now);
  for (const [name, off] of [["out", at === 0], ["in", at === STEPS.length - 1]]) {
    const step = find(`button[data-zoom="${name}"]`);
    if (step) step.setAttribute("aria-disabled", String(off));
  }
  sharpen(desk);
};
// On a narrow desk the margins of a page are room lost, as long as all the marked words are seen.
const start = (desk) => {
  const hits = [...desk.querySelectorAll(".hit")].map((hit) => [parseFloat(hit.style.left), parseFloat(hit.style.width)]);
  // On a telephone the letters of a whole page are too small to read.
  if (desk.clientWidth < 400) return 150;
  if (desk.clientWidth > 700) return 100;
  if (!hits.length) return begun;
  const span = Math.max(...hits.map(([left, width]) => left + width)) - Math.min(...hits.map(([left]) => left)) + 3;
  begun = (span * STEPS[1]) / 100 <= 100 ? STEPS[1] : STEPS[0];
  return begun;
};
const shown = (desk) => zoom || start(desk);
const zoomTo = (way) => {
  const desk = find(".desk");
  if (!desk) return;
  const middle = {
    x: (desk.scrollLeft + desk.clientWidth / 2) / desk.scrollWidth,
    y: (desk.scrollTop + desk.clientHeight / 2) / desk.scrollHeight,
  };
  const before = desk.getBoundingClientRect();
  const seen = [...desk.querySelectorAll(".hit")].some((hit) => {
    const { top, bottom } = hit.getBoundingClientRect();
    return bottom > before.top && top < before.bottom;
  });
  const at = STEPS.indexOf(shown(desk)) + { in: 1, out: -1, fit: -STEPS.length }[way];
  zoom = STEPS[Math.min(Math.max(at, 0), STEPS.length - 1)];
  scale(desk);
  if (seen) return centre(desk);
  desk.scrollLeft = middle.x * desk.scrollWidth - desk.clientWidth / 2;
  desk.scrollTop = middle.y * desk.scrollHeight - desk.clientHeight / 2;
};
const centre = (desk) => {
  const hits = [...desk.querySelectorAll(".hit")];
  const sheet = desk.querySelector(".sheet");
  if (!hits.length) { desk.scrollTop = 0; return; }
  const top = Math.min(...hits.map((hit) => hit.offsetTop)) + sheet.offsetTop;
  const left = Math.min(...hits.map((hit) => hit.offsetLeft)) + sheet.offsetLeft;
  const right = Math.max(...hits.map((hit) => hit.offsetLeft + hit.offsetWidth)) + sheet.offsetLeft;
  desk.scrollTop = Math.max(0, top - desk.clientHeight / 3);
  // The middle of the page, where its text is, if all the marks are seen there; else the middle of the marks.
  const middle = (desk.scrollWidth - desk.clientWidth) / 2;
  const seen = left >= middle + 4 && right <= middle + desk.clientWidth - 4;
  const spare = Math.max(12, (desk.clientWidth - (right - left)) / 2);
  desk.scrollLeft = seen ? middle : Math.max(0, left - spare);
};

// Words on a scanned page take seconds to find; they are asked for when the picture is already there.
const fetchMarks = async (desk) => {
  const { fetch: address, shown, quote, failed } = desk.dataset;
  if (!address) return;
  let found = { complete: false, rectangles: [] };
  try {
    const response = await fetch(address);
    if (response.ok) found = await response.json();
  } catch (error) { /* told below, as when the words were not found */ }
  if (!desk.isConnected) return;
  const own = found.rectangles.filter((each) => each.page === Number(shown));
  own.forEach((each, number) => {
    const hit = document.createElement(number ? "span" : "mark");
    hit.className = "hit";
    for (const [side, value] of [["left", each.left], ["top", each.top], ["width", each.width], ["height", each.height]]) {
      hit.style[side] = `${value * 100}%`;
    }
    if (number) hit.setAttribute("aria-hidden", "true");
    else {
      hit.id = "quote";
      hit.tabIndex = 0;
      hit.setAttribute("role", "img");
      hit.setAttribute("aria-label", quote);
    }
    desk.querySelector(".sheet").append(hit);
  });
  const told = find(".told");
  if (told) told.textContent = found.complete ? "" : failed;
  scale(desk);
  centre(desk);
};

const show = () => {
  const source = find(".source");
  if (!source) return;
  const desk = find(".desk");
  const text = find(".passage");
  const mark = source.querySelector("mark");
  if (desk) {
    scale(desk);
    centre(desk);
    fetchMarks(desk);
  }
  if (text) text.scrollTop = mark ? place(text, mark) : 0;
  const fresh = source.dataset.opened !== undefined && source.dataset.opened !== opened;
  if (fresh) opened = source.dataset.opened;
  else if (kept) {
    const again = find(`[data-keep="${kept}"]:not([disabled])`) || desk || text;
    if (again) again.focus({ preventScroll: true });
  }
  kept = "";
  if (!fresh || opened === "0") return;
  const target = mark || desk || text;
  if (target) target.focus({ preventScroll: true });
  const panel = element.closest("#right") || element;
  if (wide()) panel.scrollTop = 0;
  else (desk || text || source).scrollIntoView({ block: "center" });
};
watch("value", () => requestAnimationFrame(show));
requestAnimationFrame(show);

// The clipboard is there on a safe connection alone; else the old way, else the reader copies by hand.
const copy = async (pressed) => {
  const { copy: words, link, copied, failed } = pressed.dataset;
  const line = `${words}\n${new URL(link, location.href).href}`;
  const told = find(".copied");
  told.textContent = "";
  const field = document.createElement("textarea");
  field.value = line;
  field.readOnly = true;
  let done = false;
  try {
    await navigator.clipboard.writeText(line);
    done = true;
  } catch (error) {
    field.className = "sr";
    element.append(field);
    field.select();
    try { done = document.execCommand("copy"); } catch (refused) { done = false; }
    field.remove();
  }
  told.textContent = done ? copied : failed;
  if (done) pressed.focus({ preventScroll: true });
  else {
    field.className = "by-hand";
    field.setAttribute("aria-label", failed);
    told.after(field);
    field.select();
  }
};

element.addEventListener("click", (event) => {
  const back = event.target.closest("a.back");
  if (back) {
    event.preventDefault();
    const turn = document.getElementById(back.getAttribute("href").slice(1));
    if (!turn) return;
    turn.setAttribute("tabindex", "-1");
    turn.focus({ preventScroll: true });
    turn.scrollIntoView({ block: "start" });
    return;
  }
  const pressed = event.target.closest("button");
  if (!pressed) return;
  if (pressed.dataset.zoom) zoomTo(pressed.dataset.zoom);
  else if (pressed.dataset.copy) copy(pressed);
  else {
    kept = pressed.dataset.keep || "";
    trigger("click", { ...pressed.dataset });
  }
});
element.addEventListener("keydown", (event) => {
  const desk = event.target.closest(".desk");
  if (!desk || event.ctrlKey || event.altKey || event.metaKey) return;
  const way = { "+": "in", "=": "in", "-": "out", "0": "fit" }[event.key];
  const turn = { ArrowLeft: "previous", ArrowRight: "next" }[event.key];
  if (way) zoomTo(way);
  else if (turn && desk.scrollWidth <= desk.clientWidth + 1) {
    const step = find(`[data-keep="${turn}"]:not([disabled])`);
    if (!step) return;
    step.click();
    kept = "desk";
  } else return;
  event.preventDefault();
});
