"use strict";
// Facts are put in as text only, never as markup.
const PERIOD_MS = 1000;
const WIDTH = 160, HEIGHT = 32;

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function steps(history, index, scale) {
  const first = history[0][0];
  const span = Math.max(1, history[history.length - 1][0] - first);
  let path = "";
  for (const point of history) {
    const x = (WIDTH * (point[0] - first) / span).toFixed(1);
    const y = (HEIGHT - 2 - (HEIGHT - 4) * point[index] / scale).toFixed(1);
    path += path ? `H${x}V${y}` : `M${x} ${y}`;
  }
  return path;
}

function sparkline(history) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("width", WIDTH);
  svg.setAttribute("height", HEIGHT);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", "desired and running capacity over time");
  if (history.length > 1) {
    const scale = Math.max(1, ...history.map(point => Math.max(point[1], point[2])));
    for (const [index, name] of [[1, "desired"], [2, "running"]]) {
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("class", name);
      path.setAttribute("d", steps(history, index, scale));
      svg.append(path);
    }
  }
  return svg;
}

function cell(content) {
  const td = element("td");
  td.append(content);
  return td;
}

function row(target) {
  const tr = element("tr");
  const capacity = target.desired === undefined ? "not observed" : `${target.running} / ${target.desired}`;
  const decision = target.decision ? `${target.decision.outcome}: ${target.decision.explanation}` : "none yet";
  const command = target.outcome ? `${target.outcome.status} (${target.outcome.reason})` : "";
  tr.append(cell(target.target), cell(capacity), cell(sparkline(target.history)), cell(decision), cell(command));
  return tr;
}

function line(decision) {
  const li = element("li");
  const time = element("time", new Date(decision.at).toLocaleTimeString());
  time.dateTime = decision.at;
  li.append(time, ` ${decision.target} ${decision.outcome}: ${decision.explanation}`);
  return li;
}

async function read(path) {
  const answer = await fetch(path, {cache: "no-store"});
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

async function refresh() {
  const summary = document.getElementById("summary");
  try {
    const [now, recent] = await Promise.all([read("v1/targets"), read("v1/decisions?limit=20")]);
    document.getElementById("targets").replaceChildren(...now.targets.map(row));
    document.getElementById("decisions").replaceChildren(...recent.decisions.map(line));
    const c = now.commands;
    summary.className = "";
    summary.textContent = `${now.targets.length} targets, ${now.decisions} decisions; commands: ${c.emitted} sent, ` +
      `${c.applied} applied, ${c.skipped} skipped, ${c.refused} refused, ${c.failed} failed, ${c.pending} pending; ` +
      `${now.deadLetters} dead letters`;
  } catch (error) {
    summary.className = "lost";
    summary.textContent = `Lost touch with the service (${error.message}); trying again.`;
  }
  setTimeout(refresh, PERIOD_MS);
}

refresh();
