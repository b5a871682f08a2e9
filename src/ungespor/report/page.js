"use strict";
const figures = JSON.parse(document.getElementById("figures").textContent);
const config = {
  displaylogo: false,
  responsive: true,
  modeBarButtons: [["toImage", "zoom2d", "resetScale2d"]],
};
// On a narrow screen a figure has less room around it, and panels stand one above the other.
const narrowScreen = window.matchMedia("(max-width: 40rem)");
const narrowLayout = { "margin.l": 45, "margin.r": 8, "font.size": 12, "yaxis.title.text": "" };
function place(layout, changes) {
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(".");
    const last = keys.pop();
    keys.reduce((inside, key) => (inside[key] ??= {}), layout)[last] = value;
  }
  return layout;
}
function draw() {
  for (const [key, figure] of Object.entries(figures)) {
    const layout = structuredClone(figure.layout);
    if (narrowScreen.matches) place(layout, { ...narrowLayout, ...figure.narrow });
    Plotly.react("figure-" + key, figure.data, layout, config);
  }
}
draw();
narrowScreen.addEventListener("change", draw);
// A printed page shows the numbers behind every figure.
window.addEventListener("beforeprint", () => {
  document.querySelectorAll("details").forEach((details) => { details.open = true; });
});
