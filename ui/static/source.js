// The source panel: bring the quote into view inside the panel, and move the focus there when the user opened it.
const wide = () => matchMedia("(min-width: 900px)").matches;
let opened = "0";
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
const show = () => {
  const source = element.querySelector(".source");
  if (!source) return;
  const text = source.querySelector(".passage");
  const mark = source.querySelector("mark");
  if (text) text.scrollTop = mark ? place(text, mark) : 0;
  if (source.dataset.opened === opened || source.dataset.opened === undefined) return;
  opened = source.dataset.opened;
  if (opened === "0") return;
  const target = mark || text;
  if (target) target.focus({ preventScroll: true });
  const panel = element.closest("#right") || element;
  if (wide()) panel.scrollTop = 0;
  else (text || source).scrollIntoView({ block: "center" });
};
watch("value", () => requestAnimationFrame(show));
requestAnimationFrame(show);
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
  if (pressed) trigger("click", { ...pressed.dataset });
});
