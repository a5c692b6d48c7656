
const SPAN = Math.max(1, DATA.to - DATA.from);
const MINUTE = 60000;
const STEPS = [1 / 6, .5, 1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080].map(minutes => minutes * MINUTE);
const NEAR_PIXELS = 8;
// Told apart without colour too: each policy has its dash and its mark.
const DASHES = ["solid", [8, 4], [2, 3], [10, 3, 2, 3], [5, 5], [1, 2]];
const shown = new Set([...DATA.policies.keys(), "desired", "optimum"]);
const charts = new Map();
let zoom = {from: 0, to: SPAN};

function policyColour(index) {
  return colour(`policy${index % 6}`);
}

function clock(millis) {
  return new Date(DATA.from + millis).toISOString().replace("T", " ").slice(0, 19);
}

function tick(millis) {
  const text = new Date(DATA.from + millis).toISOString();
  const length = zoom.to - zoom.from;
  if (length > 4 * 86400000) return text.slice(5, 10);
  return length > 86400000 ? `${text.slice(5, 10)}\n${text.slice(11, 16)}` : length > 600000 ? text.slice(11, 16) : text.slice(11, 19);
}

// Ticks at round times: the shortest step of which there is room for.
function step(narrow) {
  const most = narrow ? 4 : 9;
  return STEPS.find(each => (zoom.to - zoom.from) / each <= most) || STEPS[STEPS.length - 1] * Math.ceil((zoom.to - zoom.from) / STEPS[STEPS.length - 1] / most);
}

// The value that holds at a time: that of the last point before it.
function at(points, millis) {
  let low = 0, high = points.length - 1, found = -1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (points[middle][0] <= millis) { found = middle; low = middle + 1; } else high = middle - 1;
  }
  return found < 0 ? undefined : points[found][1];
}

// Steps hold until the end.
function toTheEnd(points) {
  return points.length ? [...points, [SPAN, points[points.length - 1][1]]] : points;
}

function line(name, grid, points, options) {
  return {name, type: "line", xAxisIndex: grid, yAxisIndex: grid, data: points, showSymbol: false, symbol: "none", z: 2, zlevel: 0, step: "end", animation: false, silent: true, ...options};
}

function demandSeries(target) {
  return line("demand", 0, toTheEnd(target.demand), {
    lineStyle: {color: colour("ink"), width: 1.2}, areaStyle: {color: colour("ink"), opacity: .08},
    markArea: {
      silent: true, animation: false,
      itemStyle: {color: colour("unsure"), borderColor: colour("bad"), borderWidth: .5, borderType: "dashed"},
      label: {show: target.censored.length < 20, position: "insideTop", formatter: "at least", color: colour("ink"), fontSize: 10},
      data: target.censored.map(([from, to]) => [{xAxis: from}, {xAxis: to}]),
    },
  });
}

function courseSeries(course, index) {
  const color = policyColour(index), type = DASHES[index % 6], label = DATA.policies[index];
  const made = [
    line(label, 1, course.metric, {step: false, lineStyle: {color, type, width: 1.4}}),
    line(label, 2, toTheEnd(course.running), {lineStyle: {color, type, width: 2}}),
  ];
  if (shown.has("desired")) made.push(line(label, 2, toTheEnd(course.desired), {lineStyle: {color, width: 1, opacity: .45}}));
  made.push({
    name: label, type: "scatter", xAxisIndex: 2, yAxisIndex: 2, animation: false, symbol: "triangle", symbolSize: 8,
    itemStyle: {color, borderColor: colour("card"), borderWidth: .5},
    data: course.acts.map(act => ({value: [act[0], act[2]], symbolRotate: act[2] > act[1] ? 0 : 180})),
  });
  return made;
}

function series(target) {
  const made = [demandSeries(target)];
  target.courses.forEach((course, index) => { if (shown.has(index)) made.push(...courseSeries(course, index)); });
  if (target.optimum && shown.has("optimum")) {
    made.push(line("optimum", 2, toTheEnd(target.optimum), {lineStyle: {color: colour("faint"), width: 1, type: [1, 2]}, areaStyle: {color: colour("faint"), opacity: .12}}));
  }
  return made;
}

function tip(target, box, millis) {
  const made = element("div", "tip", element("b", "", `${clock(millis)} UTC`));
  const row = (name, value) => made.append(element("div", "", element("span", "", name), element("b", "", value)));
  const unsure = target.censored.some(([from, to]) => from <= millis && millis < to);
  if (target.demand.length) row("demand", (unsure ? "at least " : "") + short(at(target.demand, millis)));
  const near = NEAR_PIXELS * (zoom.to - zoom.from) / Math.max(1, box.clientWidth);
  const acts = [];
  target.courses.forEach((course, index) => {
    if (!shown.has(index)) return;
    const runs = at(course.running, millis), wants = at(course.desired, millis), metric = at(course.metric, millis);
    row(DATA.policies[index], `${runs === undefined ? "–" : runs} run, ${wants === undefined ? "–" : wants} wanted` + (course.metric.length ? `; metric ${short(metric)}` : ""));
    for (const act of course.acts) if (Math.abs(act[0] - millis) <= near) acts.push([index, act]);
  });
  if (target.optimum && shown.has("optimum")) row("optimum", `${short(at(target.optimum, millis))} run`);
  acts.sort((a, b) => Math.abs(a[1][0] - millis) - Math.abs(b[1][0] - millis));
  for (const [index, [when, from, to, outcome, reason]] of acts.slice(0, 4)) {
    made.append(element("p", "", `${to > from ? "▲" : "▼"} ${DATA.policies[index]} ${clock(when).slice(11)}: `, element("b", "", `${from} → ${to}`), ` ${outcome}: ${reason}`));
  }
  if (acts.length > 4) made.append(element("p", "", `and ${acts.length - 4} more actions nearby`));
  return made;
}

function option(target, box) {
  const narrow = box.clientWidth < NARROW, left = narrow ? 44 : 64, right = narrow ? 10 : 20;
  const faint = colour("faint"), split = {lineStyle: {color: colour("line")}};
  // What has no demand but that of each policy has no chart of it either.
  const first = target.demand.length ? 0 : 1, each = (box.clientHeight - 150 + first * 32) / (3 - first);
  const titles = [first ? `` : `demand`, first ? target.metric : `metric as each policy sees it`, `${target.unit}s: running (bold), wanted (thin), ▲▼ actions`];
  const top = index => 22 + Math.max(0, index - first) * (each + 32), show = index => index >= first;
  const common = {type: "value", min: 0, max: SPAN, splitLine: {show: false}, axisLine: {lineStyle: {color: faint}}};
  return {
    animation: false, backgroundColor: "transparent", textStyle: {fontFamily: "system-ui, sans-serif"},
    title: titles.map((text, index) => ({text, left: 0, top: top(index) - 22, textStyle: {fontSize: 12, fontWeight: 600, color: faint}})),
    grid: titles.map((_, index) => ({left, right, top: top(index), height: show(index) ? each : 0})),
    xAxis: titles.map((_, index) => ({
      ...common, gridIndex: index, show: show(index), axisTick: {show: index === 2},
      axisLabel: {show: index === 2, color: faint, formatter: tick, hideOverlap: true}, splitNumber: narrow ? 3 : 8,
      interval: step(narrow), axisPointer: {show: true, type: "line", snap: false, z: 50, zlevel: 0, label: {show: false}, lineStyle: {color: faint}},
    })),
    yAxis: titles.map((_, index) => ({
      type: "value", gridIndex: index, show: show(index), min: 0, splitNumber: 3, minInterval: index === 2 ? 1 : undefined, splitLine: split,
      axisLabel: {color: faint, formatter: value => value >= 10000 ? value.toExponential(0) : short(value)},
    })),
    axisPointer: {link: [{xAxisIndex: "all"}]},
    tooltip: {
      ...tipOptions(), trigger: "axis", axisPointer: {type: "line", z: 50, zlevel: 0},
      formatter: params => tip(target, box, (Array.isArray(params) ? params[0] : params).axisValue),
    },
    dataZoom: [
      {type: "inside", xAxisIndex: [0, 1, 2], startValue: zoom.from, endValue: zoom.to, zoomOnMouseWheel: "ctrl", moveOnMouseMove: false, moveOnMouseWheel: false, filterMode: "none"},
      {type: "slider", xAxisIndex: [0, 1, 2], startValue: zoom.from, endValue: zoom.to, bottom: 6, height: 22, left, right, filterMode: "none", showDetail: false,
        brushSelect: false, borderColor: colour("line"), fillerColor: colour("unsure"), handleStyle: {color: colour("card"), borderColor: faint},
        dataBackground: {lineStyle: {color: faint}, areaStyle: {color: faint, opacity: .1}}, selectedDataBackground: {lineStyle: {color: faint}}, textStyle: {color: faint}},
    ],
    series: series(target),
  };
}

// Zoom is one for all charts.
function setZoom(from, to, except) {
  const least = Math.min(SPAN, 60000), length = Math.min(SPAN, Math.max(least, to - from));
  const start = Math.min(Math.max(0, from), SPAN - length);
  zoom = {from: start, to: start + length};
  document.getElementById("span").textContent = `${clock(zoom.from)} to ${clock(zoom.to)} UTC`;
  for (const [box, chart] of charts) {
    const interval = step(box.clientWidth < NARROW);
    chart.setOption({xAxis: [{interval}, {interval}, {interval}]}, {silent: true});
    if (chart !== except) chart.dispatchAction({type: "dataZoom", batch: [0, 1].map(dataZoomIndex => ({dataZoomIndex, startValue: zoom.from, endValue: zoom.to}))}, {silent: true});
  }
}

function zoomBy(factor) {
  const middle = (zoom.from + zoom.to) / 2, half = (zoom.to - zoom.from) * factor / 2;
  setZoom(middle - half, middle + half);
}

function moveBy(share) {
  const by = (zoom.to - zoom.from) * share;
  setZoom(zoom.from + by, zoom.to + by);
}

const ZOOMS = {in: () => zoomBy(.5), out: () => zoomBy(2), earlier: () => moveBy(-.25), later: () => moveBy(.25), all: () => setZoom(0, SPAN)};
const KEYS = {"+": ZOOMS.in, "=": ZOOMS.in, "-": ZOOMS.out, ArrowLeft: ZOOMS.earlier, ArrowRight: ZOOMS.later, "0": ZOOMS.all};

function showAt(chart, millis) {
  const [x] = chart.convertToPixel({gridIndex: 2}, [millis, 0]);
  chart.dispatchAction({type: "showTip", x, y: chart.getHeight() - 90});
}

function stepper(target, chart) {
  const times = [...new Set(target.courses.flatMap(course => course.acts.map(act => act[0])))].sort((a, b) => a - b);
  let now = -1;
  return by => {
    if (times.length === 0) return;
    now = now < 0 ? (by > 0 ? 0 : times.length - 1) : Math.min(Math.max(0, now + by), times.length - 1);
    const half = (zoom.to - zoom.from) / 2;
    if (times[now] < zoom.from || times[now] > zoom.to) setZoom(times[now] - half, times[now] + half);
    showAt(chart, times[now]);
  };
}

// A drag marks the time to zoom to; by touch one scrolls, and has the slider.
function dragging(box, chart) {
  const millisAt = x => chart.convertFromPixel({gridIndex: 2}, [x, 0])[0];
  let start = null, mark = null;
  box.addEventListener("pointerdown", event => {
    const y = event.clientY - box.getBoundingClientRect().top;
    if (event.pointerType === "touch" || event.button !== 0 || y > box.clientHeight - 50) return;
    start = event.clientX - box.getBoundingClientRect().left;
    mark = element("div", "brush");
    box.append(mark);
  });
  addEventListener("pointermove", event => {
    if (start === null) return;
    const x = event.clientX - box.getBoundingClientRect().left;
    mark.style.left = `${Math.min(start, x)}px`;
    mark.style.width = `${Math.abs(x - start)}px`;
  });
  addEventListener("pointerup", event => {
    if (start === null) return;
    const x = event.clientX - box.getBoundingClientRect().left, from = start;
    mark.remove();
    start = null;
    if (Math.abs(x - from) > 5) setZoom(millisAt(Math.min(x, from)), millisAt(Math.max(x, from)));
  });
  box.addEventListener("dblclick", () => setZoom(0, SPAN));
}

function draw(box) {
  if (charts.has(box)) return charts.get(box);
  const target = DATA.targets[Number(box.dataset.index)];
  const chart = echarts.init(box, null, {renderer: "svg"});
  charts.set(box, chart);
  chart.setOption(option(target, box));
  chart.on("datazoom", event => {
    const moved = event.batch ? event.batch[0] : event;
    const from = moved.startValue !== undefined ? moved.startValue : moved.start / 100 * SPAN;
    const to = moved.endValue !== undefined ? moved.endValue : moved.end / 100 * SPAN;
    setZoom(from, to, chart);
  });
  const step = stepper(target, chart);
  box.addEventListener("keydown", event => {
    const does = event.key === "n" ? () => step(1) : event.key === "p" ? () => step(-1) : KEYS[event.key];
    if (!does || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    does();
  });
  dragging(box, chart);
  return chart;
}

function redraw() {
  for (const [box, chart] of charts) {
    chart.resize();
    chart.setOption(option(DATA.targets[Number(box.dataset.index)], box), true);
  }
}

function sample(index) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 32 12");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M0 6H32");
  path.setAttribute("fill", "none");
  path.setAttribute("stroke-width", index === "desired" ? "1" : "2.5");
  path.style.stroke = typeof index === "number" ? `var(--policy${index % 6})` : "var(--faint)";
  const dash = index === "optimum" ? [1, 2] : typeof index === "number" ? DASHES[index % 6] : "solid";
  if (dash !== "solid") path.setAttribute("stroke-dasharray", dash.join(" "));
  svg.append(path);
  return svg;
}

function legend(key, label) {
  const button = element("button", "", sample(key), label);
  button.type = "button";
  button.setAttribute("aria-pressed", "true");
  button.addEventListener("click", () => {
    if (!shown.delete(key)) shown.add(key);
    button.setAttribute("aria-pressed", String(shown.has(key)));
    redraw();
  });
  return element("li", "", button);
}

function start() {
  const tools = document.getElementById("tools");
  tools.hidden = false;
  document.getElementById("legend").append(...DATA.policies.map((label, index) => legend(index, label)), legend("desired", "wanted"));
  if (DATA.targets.some(target => target.optimum)) document.getElementById("legend").append(legend("optimum", "optimum"));
  for (const button of tools.querySelectorAll("[data-zoom]")) button.addEventListener("click", ZOOMS[button.dataset.zoom]);
  keepDrawn([...document.querySelectorAll(".chart")], draw, redraw);
  setZoom(0, SPAN);
}

start();
