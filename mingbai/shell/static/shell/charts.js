// Draws the charts of a page from the tables beside them. Without JavaScript the tables are all there is.
"use strict";

const COLOURS = {
  met: "#17693a", nil: "#6aa884", late: "#c98a12", missing: "#b3261e", open: "#b9c2cc", not_applicable: "#5c6672",
};
const FONT = getComputedStyle(document.body).fontFamily;

function numbersOf(table) {
  const columns = [...table.tHead.rows[0].cells].filter((cell) => cell.dataset.series);
  const rows = [...table.tBodies[0].rows];
  return {
    names: rows.map((row) => row.cells[0].textContent.trim()),
    series: columns.map((cell) => ({
      key: cell.dataset.series,
      name: cell.textContent.trim(),
      values: rows.map((row) => Number(row.cells[cell.cellIndex].dataset.value ?? 0)),
    })),
  };
}

function options(kind, numbers) {
  const names = { type: "category", data: numbers.names, axisLabel: { interval: 0, width: 120, overflow: "truncate" } };
  const values = { type: "value", minInterval: 1 };
  const lying = kind === "bars";
  if (lying) names.inverse = true;
  return {
    animation: false,
    textStyle: { fontFamily: FONT, fontSize: 14 },
    legend: { top: 0, show: numbers.series.length > 1 },
    grid: { left: 8, right: 24, top: numbers.series.length > 1 ? 56 : 16, bottom: 8, containLabel: true },
    // Drawn on the canvas: markup with styles of its own is not allowed on these pages.
    tooltip: { trigger: "axis", renderMode: "richText" },
    xAxis: lying ? values : names,
    yAxis: lying ? names : values,
    series: numbers.series.map((one) => ({
      name: one.name,
      type: "bar",
      stack: "all",
      data: one.values,
      barMaxWidth: 28,
      itemStyle: { color: COLOURS[one.key] || "#1a5fb4", borderColor: "#fff", borderWidth: 1 },
    })),
  };
}

for (const place of document.querySelectorAll("[data-chart]")) {
  const table = document.getElementById(place.dataset.table);
  const numbers = numbersOf(table);
  if (place.dataset.chart === "bars") place.classList.add(numbers.names.length > 12 ? "tall" : "medium");
  const chart = window.echarts.init(place, null, { renderer: "canvas" });
  chart.setOption(options(place.dataset.chart, numbers));
  window.addEventListener("resize", () => chart.resize());
}
