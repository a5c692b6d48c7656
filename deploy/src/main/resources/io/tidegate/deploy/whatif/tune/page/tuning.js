
const POLICIES = DATA.policies;
const BY_COST = [...POLICIES.keys()].sort((a, b) => POLICIES[a].cost - POLICIES[b].cost || POLICIES[a].missing - POLICIES[b].missing);
// Told apart without colour too: each has its shape.
const MARKS = {
  best: {label: "best", symbol: "diamond", size: 17, colour: "policy0", path: "M16 0L22 6L16 12L10 6Z"},
  current: {label: "current policy", symbol: "rect", size: 12, colour: "policy1", path: "M11 1H21V11H11Z"},
  defaults: {label: "defaults", symbol: "triangle", size: 14, colour: "policy2", path: "M16 0L22 11H10Z"},
};
const SPANS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400];
const charts = new Map();
let chosen = null;
// The share of all that the first chart shows, about what was chosen.
let zoom = 1;

function span(seconds) {
  for (const [unit, length] of [["d", 86400], ["h", 3600], ["m", 60]]) {
    if (seconds >= length && seconds % (length / 4) === 0) return `${short(seconds / length)}${unit}`;
  }
  return `${short(seconds)}s`;
}

function name(index) {
  if (index === "defaults") return "the policy with its defaults";
  return index === 0 ? (DATA.best === 0 ? "the current policy, the best" : "the current policy") : index === DATA.best ? "the best" : "tried";
}

function policy(index) {
  return index === "defaults" ? DATA.defaults : POLICIES[index];
}

function tip(index) {
  const one = policy(index), made = element("div", "tip", element("b", "", name(index)));
  const row = (label, value) => made.append(element("div", "", element("span", "", label), element("b", "", value)));
  DATA.keys.forEach((key, at) => row(key, one.values[at] === null ? "its default" : one.values[at]));
  row("cost", `${short(one.cost)} ${DATA.currency}`);
  row(`${DATA.unit}-hours missing`, `${short(one.missing)} h`);
  row("minutes over target", short(one.over));
  row("actions", short(one.actions));
  row("cost with penalty", `${short(one.penalised)} ${DATA.currency}`);
  if (!one.within) made.append(element("p", "", "beyond the constraints"));
  return made;
}

function scatter(points, options) {
  return {
    type: "scatter", animation: false, symbol: "circle", symbolSize: 8, z: 3,
    data: points.map(([x, y, index]) => ({value: [x, y], index, itemStyle: policy(index).within ? undefined : {color: "transparent", borderColor: colour("faint"), borderWidth: 1}})),
    itemStyle: {color: colour("faint"), opacity: .75}, ...options,
  };
}

function marked(kind, point) {
  const mark = MARKS[kind];
  return {
    ...scatter([point], {symbol: mark.symbol, symbolSize: mark.size, z: kind === "best" ? 6 : 5}),
    data: [{value: point.slice(0, 2), index: point[2]}],
    itemStyle: {color: colour(mark.colour), borderColor: colour("card"), borderWidth: 1.5, opacity: 1},
  };
}

// What was clicked, or gone to by keyboard, is ringed in all charts.
function ring(points) {
  return {...scatter(points.filter(point => point[2] === chosen), {symbolSize: 22, z: 7, silent: true}), id: "ring", itemStyle: {color: "transparent", borderColor: colour("ink"), borderWidth: 2, opacity: 1}};
}

function joined(points, options) {
  return {type: "line", animation: false, silent: true, symbol: "none", z: 2, data: points, tooltip: {show: false}, lineStyle: {color: colour("ink"), width: 1.5}, ...options};
}

function axis(label, side, options) {
  const faint = colour("faint");
  return {
    type: "value", scale: true, name: label, nameLocation: side, nameGap: side === "middle" ? 28 : 10,
    nameTextStyle: {color: faint, fontSize: 12, align: side === "middle" ? "center" : "left", padding: 0},
    splitLine: {lineStyle: {color: colour("line")}}, axisLine: {lineStyle: {color: faint}},
    axisLabel: {color: faint, hideOverlap: true, formatter: value => Math.abs(value) >= 10000 ? value.toExponential(1) : short(value)}, ...options,
  };
}

function frame(box, series, xAxis, yAxis) {
  const narrow = box.clientWidth < NARROW;
  return {
    animation: false, backgroundColor: "transparent", textStyle: {fontFamily: "system-ui, sans-serif"},
    grid: {left: narrow ? 48 : 60, right: narrow ? 16 : 28, top: 30, bottom: 46},
    tooltip: {...tipOptions(), trigger: "item", formatter: params => params.data && params.data.index !== undefined ? tip(params.data.index) : ""},
    xAxis: {...xAxis, splitNumber: narrow ? 3 : 6}, yAxis: {...yAxis, splitNumber: 4}, series,
  };
}

function scatterOption(box) {
  const points = [...POLICIES.keys()].map(index => [POLICIES[index].cost, POLICIES[index].missing, index]);
  const series = [joined(DATA.front.map(index => [POLICIES[index].cost, POLICIES[index].missing])), scatter(points)];
  if (DATA.defaults) series.push(marked("defaults", [DATA.defaults.cost, DATA.defaults.missing, "defaults"]));
  series.push(marked("current", points[0]), marked("best", points[DATA.best]), ring(points));
  const about = points[typeof chosen === "number" ? chosen : DATA.best];
  return frame(box, series, axis(`cost (${DATA.currency})`, "middle", shown(points, about, 0)), axis(`${DATA.unit}-hours missing (h)`, "end", shown(points, about, 1)));
}

// A part of an axis about a point, and nothing where all is shown.
function shown(points, about, at) {
  if (zoom === 1) return {};
  const all = points.map(point => point[at]), least = Math.min(...all), length = (Math.max(...all) - least) * zoom;
  const from = Math.max(least - length * .1, about[at] - length / 2);
  return {min: from, max: from + length * 1.1, axisLabel: {color: colour("faint"), hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: short}};
}

function setZoom(to) {
  zoom = Math.min(1, Math.max(1 / 512, to));
  redraw();
}

// Values that nothing within the constraints has do not count, unless there are no others.
function counting(profile) {
  const within = profile.steps.filter(step => POLICIES[step[1]].within);
  return within.length ? within : profile.steps;
}

// What does far worse than any value at its best is left out: the line would be flat.
function ceiling(profile) {
  if (!profile.steps.length) return {least: 0, top: 1, above: 0};
  const best = counting(profile).map(step => POLICIES[step[1]].goal), least = Math.min(...best), most = Math.max(...best);
  const all = profile.points.map(point => POLICIES[point[1]].goal), top = most + (most - least || Math.abs(most) || 1) * .5;
  return {least: Math.min(...all), top: Math.min(top, Math.max(...all)), above: all.filter(goal => goal > top).length};
}

// Ticks at round times: the shortest step of which there is room for.
function interval(profile, box) {
  const values = profile.points.map(point => point[0]), length = Math.max(...values) - Math.min(...values);
  return SPANS.find(each => length / each <= (box.clientWidth < 400 ? 4 : 7)) || length / 4;
}

function profileOption(box, profile) {
  const place = ([value, index]) => [value, POLICIES[index].goal, index];
  const room = ceiling(profile), points = profile.points.map(place).filter(point => point[1] <= room.top);
  const money = DATA.goal.startsWith("cost") ? ` (${DATA.currency})` : " (h)";
  const counted = counting(profile), line = profile.steps.map(step => [step[0], counted.includes(step) ? POLICIES[step[1]].goal : null]);
  const label = {word: "value", number: "value", duration: "value, a duration"}[profile.kind];
  const x = profile.kind === "word"
    ? axis(label, "middle", {type: "category", data: profile.steps.map(step => step[0]), axisLabel: {color: colour("faint"), hideOverlap: true}, splitLine: {show: false}})
    : axis(label, "middle", profile.kind === "duration" ? {interval: interval(profile, box), axisLabel: {color: colour("faint"), hideOverlap: true, showMaxLabel: false, formatter: span}} : {});
  const series = [joined(line), scatter(points)];
  for (const [kind, index] of [["current", 0], ["best", DATA.best]]) {
    series.push(...points.filter(point => point[2] === index).map(point => marked(kind, point)));
  }
  const pad = (room.top - room.least || Math.abs(room.top) || 1) * .08;
  return frame(box, [...series, ring(points)], x, axis(DATA.goal + money + (room.above ? `; ${room.above} lie above` : ""), "end", {scale: false, min: room.least - pad, max: room.top + pad, axisLabel: {color: colour("faint"), showMinLabel: false, showMaxLabel: false, formatter: value => short(value)}}));
}

function option(box) {
  return box.id === "scatter" ? scatterOption(box) : profileOption(box, DATA.profiles[Number(box.dataset.key)]);
}

function choose(index) {
  chosen = index;
  document.getElementById("chosen").textContent = index === null ? "" : [...tip(index).children].map(child => [...child.childNodes].map(node => node.textContent).join(": ")).join("; ");
  redraw();
}

function showTip(chart) {
  const series = chart.getOption().series.findIndex(each => each.type === "scatter" && each.id !== "ring" && each.data.some(point => point.index === chosen));
  if (series < 0) return;
  chart.dispatchAction({type: "showTip", seriesIndex: series, dataIndex: chart.getOption().series[series].data.findIndex(point => point.index === chosen)});
}

function onwards(order, by) {
  const at = order.indexOf(chosen);
  if (at >= 0) return order[Math.min(Math.max(0, at + by), order.length - 1)];
  return by > 0 ? order[0] : order[order.length - 1];
}

const ZOOMS = {"+": () => setZoom(zoom / 2), "=": () => setZoom(zoom / 2), "-": () => setZoom(zoom * 2), "0": () => setZoom(1)};
const KEYS = {
  ArrowRight: () => onwards(BY_COST, 1), ArrowLeft: () => onwards(BY_COST, -1),
  f: () => DATA.front[(DATA.front.indexOf(chosen) + 1) % DATA.front.length], b: () => DATA.best, c: () => 0, Escape: () => null,
};

function draw(box) {
  if (charts.has(box)) return;
  const chart = echarts.init(box, null, {renderer: "svg"});
  charts.set(box, chart);
  chart.setOption(option(box));
  chart.on("click", params => { if (params.data && params.data.index !== undefined && params.data.index !== "defaults") choose(params.data.index); });
  box.addEventListener("keydown", event => {
    const to = KEYS[event.key], zooms = ZOOMS[event.key];
    if (!to && !zooms || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (zooms) {
      zooms();
      return;
    }
    // Else the chart, drawn anew, shows again the one that it showed last.
    chart.dispatchAction({type: "hideTip"});
    choose(to());
    if (chosen !== null) showTip(chart);
  });
}

function redraw() {
  for (const [box, chart] of charts) {
    chart.resize();
    chart.setOption(option(box), true);
  }
}

function sample(label, style, path, stroke) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 32 12");
  svg.setAttribute("aria-hidden", "true");
  drawn.setAttribute("d", path);
  drawn.style.fill = stroke ? "none" : `var(--${style})`;
  drawn.style.stroke = stroke ? `var(--${style})` : "none";
  svg.append(drawn);
  return element("li", "", svg, label);
}

function legend() {
  const dot = "M16 2A4 4 0 1 1 15.99 2Z", marks = document.getElementById("marks");
  marks.hidden = false;
  for (const kind of ["best", "current", "defaults"]) {
    if (kind !== "defaults" || DATA.defaults) marks.append(sample(MARKS[kind].label, MARKS[kind].colour, MARKS[kind].path));
  }
  marks.append(sample("tried", "faint", dot));
  if (POLICIES.some(one => !one.within)) marks.append(sample("tried, beyond the constraints", "faint", dot, true));
  marks.append(sample("front: nothing is better in both", "ink", "M0 6H32", true));
}

async function copy() {
  const text = document.getElementById("yaml"), told = document.getElementById("copied");
  try {
    await navigator.clipboard.writeText(text.textContent);
    told.textContent = "copied";
  } catch (refused) {
    getSelection().selectAllChildren(text);
    told.textContent = "selected; copy it with the keyboard";
  }
}

function start() {
  legend();
  for (const id of ["keys", "copy", "zoom"]) document.getElementById(id).hidden = false;
  for (const button of document.querySelectorAll("[data-zoom]")) button.addEventListener("click", ZOOMS[button.dataset.zoom]);
  document.getElementById("copy").addEventListener("click", copy);
  keepDrawn([...document.querySelectorAll(".chart")], draw, redraw);
}

start();
