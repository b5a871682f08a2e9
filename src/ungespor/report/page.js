"use strict";
const figures = JSON.parse(document.getElementById("figures").textContent);
const config = {
  displaylogo: false,
  responsive: true,
  modeBarButtons: [["toImage", "zoom2d", "resetScale2d"]],
};
for (const [key, figure] of Object.entries(figures)) {
  Plotly.newPlot("figure-" + key, figure.data, figure.layout, config);
}
// A printed page shows the numbers behind every figure.
window.addEventListener("beforeprint", () => {
  document.querySelectorAll("details").forEach((details) => { details.open = true; });
});
