// The conversation and the lists: a press on anything that carries data is told to the server.
element.addEventListener("click", (event) => {
  const pressed = event.target.closest("button");
  if (!pressed || !element.contains(pressed)) return;
  const data = { ...pressed.dataset };
  if (data.question) trigger("submit", data);
  else if (data.n || data.doc) trigger("click", data);
});
if (element.closest("#log")) {
  element.setAttribute("role", "log");
  element.setAttribute("aria-live", "polite");
  const name = () => element.setAttribute("aria-label", props.name);
  name();
  watch("name", name);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = calm ? "auto" : "smooth";
  let shown = 0;
  let waiting = false;
  watch("value", () => {
    const turns = element.querySelectorAll(".turn");
    const last = turns[turns.length - 1];
    // A question goes to the top; its answer is then shown whole above the field, if there is room for it.
    if (turns.length > shown) last.scrollIntoView({ behavior, block: "start" });
    else if (waiting && last && !last.querySelector(".working")) last.scrollIntoView({ behavior, block: "nearest" });
    shown = turns.length;
    waiting = Boolean(last && last.querySelector(".working"));
  });
}
