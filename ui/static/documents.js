// The list of documents and its chart: presses are told to the server, and the focus stays where it was.
let pressedKey = "";
element.addEventListener("click", (event) => {
  const pressed = event.target.closest("button");
  if (!pressed || !element.contains(pressed) || pressed.getAttribute("aria-disabled")) return;
  const data = { ...pressed.dataset };
  if (data.sort || data.page) {
    pressedKey = data.key || "";
    trigger("submit", data);
  } else if (data.doc) {
    trigger("click", data);
  }
});
// A chart that is wider than the page begins with the latest months.
const settle = () => {
  const chart = element.querySelector(".chart");
  if (chart) chart.scrollLeft = chart.scrollWidth;
  if (!pressedKey) return;
  const again = element.querySelector(`[data-key="${pressedKey}"]`);
  if (again) again.focus({ preventScroll: pressedKey.startsWith("page") });
  if (pressedKey.startsWith("page")) element.scrollIntoView({ block: "start" });
  pressedKey = "";
};
watch("value", () => requestAnimationFrame(settle));
requestAnimationFrame(settle);
// A tab that is not shown has no width: the chart is put right when it is first seen.
new ResizeObserver(() => {
  const chart = element.querySelector(".chart");
  if (chart && !chart.dataset.seen && chart.clientWidth) {
    chart.dataset.seen = "1";
    chart.scrollLeft = chart.scrollWidth;
  }
}).observe(element);
