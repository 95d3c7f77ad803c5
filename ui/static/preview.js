// The preview of a draft: asked for when it is unfolded, and again when something of its brief was saved.
const box = () => element.querySelector(".wb-preview");
let opened = ""; // the brief whose preview lies open
let soon = 0;
const ask = () => {
  clearTimeout(soon);
  soon = setTimeout(() => {
    const one = box();
    if (one && one.open) trigger("submit", { act: "preview" });
  }, 250);
};
element.addEventListener(
  "toggle",
  (event) => {
    const one = box();
    if (event.target !== one || !one.open) return;
    opened = one.dataset.brief;
    if (!("made" in one.dataset)) ask();
  },
  true,
);
// Drawn anew, without its draft, it stays unfolded; whoever was led to its heading sees the sheet from its top.
watch("value", () =>
  requestAnimationFrame(() => {
    const one = box();
    if (one && !one.open && one.dataset.brief === opened) one.open = true;
    if (one && one.contains(document.activeElement) && document.activeElement.id === "wb-preview") {
      one.scrollIntoView({ block: "start" });
    }
  }),
);
document.addEventListener("council:saved", () => {
  const one = box();
  if (!one) return;
  delete one.dataset.made;
  if (one.open) ask();
});
element.addEventListener("click", (event) => {
  if (event.target.closest("summary") && box().open) opened = ""; // it is folded by this very press
  const pressed = event.target.closest("button");
  if (pressed && pressed.dataset.doc) trigger("click", { ...pressed.dataset });
});
