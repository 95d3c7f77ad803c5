// Tables, cases and people: what sorts, narrows or goes back is told as "submit", what opens something as "click".
let kept = "";
let shown = "";
const settle = () => {
  const find = (name, value) => [...element.querySelectorAll(`[data-${name}]`)].find((one) => one.dataset[name] === value);
  const heading = element.querySelector("[data-focus]");
  const left = element.querySelector("[data-return]");
  if (heading && heading.dataset.focus !== shown) {
    shown = heading.dataset.focus;
    if (!navigator.userActivation.hasBeenActive) return; // opened by a link: the page stays where it is
    heading.focus({ preventScroll: true });
    const top = heading.closest("article") || heading;
    top.scrollIntoView({ block: "start" });
  } else if (left) {
    const row = find("key", left.dataset.return);
    const search = (element.closest(".listing") || element).querySelector("input, textarea");
    const target = row || search;
    if (target) target.focus();
  } else if (kept) {
    const again = find("key", kept);
    if (again) again.focus({ preventScroll: true });
  }
  if (!heading) shown = "";
  kept = "";
};
watch("value", () => requestAnimationFrame(settle));
requestAnimationFrame(settle);
element.addEventListener("click", (event) => {
  const pressed = event.target.closest("button");
  if (!pressed || !element.contains(pressed)) return;
  const data = { ...pressed.dataset };
  kept = data.key || "";
  trigger(data.doc || data.case || data.person ? "click" : "submit", data);
});
