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
  let shown = 0;
  watch("value", () => {
    const turns = element.querySelectorAll(".turn");
    if (turns.length > shown) turns[turns.length - 1].scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
    shown = turns.length;
  });
}
