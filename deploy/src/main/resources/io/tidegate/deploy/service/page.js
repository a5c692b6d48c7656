"use strict";
// Facts are put in as text only, never as markup.
const PERIOD_MS = 1000;
const SHOWN = 40;
const WIDTH = 240, HEIGHT = 64;
const BADGES = {
  SCALE_OUT: ["▲ out", "out"], SCALE_IN: ["▼ in", "in"], SET_BOUNDS: ["• bounds", "out"], RELEASED: ["• released", "faint"], ROLL_OUT: ["• image", "out"],
  HELD: ["‖ held", "faint"], STEADY: ["= steady", "faint"],
};
const CHANGES = ["SCALE_OUT", "SCALE_IN", "SET_BOUNDS", "RELEASED", "ROLL_OUT"];
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

function clock(instant) {
  return new Date(instant).toLocaleTimeString([], {hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23"});
}

function time(instant) {
  const made = element("time", "", clock(instant));
  made.dateTime = instant;
  return made;
}

// Explanations are for any reader; here their times are those of the reader's clock.
function words(decision) {
  return decision.explanation.replace(INSTANT, clock);
}

function badge(decision) {
  const [text, className] = BADGES[decision.outcome] || [decision.outcome, "faint"];
  const changed = CHANGES.includes(decision.outcome) && decision.current !== undefined && decision.desired !== undefined;
  return element("span", `badge ${className}`, changed ? `${text} ${decision.current} → ${decision.desired}` : text);
}

function steps(history, index, scale) {
  const first = history[0][0];
  const span = Math.max(1, history[history.length - 1][0] - first);
  let path = "";
  for (const point of history) {
    const x = (WIDTH * (point[0] - first) / span).toFixed(1);
    const y = (HEIGHT - 1 - (HEIGHT - 4) * point[index] / scale).toFixed(1);
    path += path ? `H${x}V${y}` : `M${x} ${y}`;
  }
  return path;
}

function path(className, d) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "path");
  made.setAttribute("class", className);
  made.setAttribute("d", d);
  return made;
}

function chart(target) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `desired and running tasks of ${target.target} over time`);
  const history = target.history;
  if (history.length > 1) {
    const scale = Math.max(1, ...history.map(point => Math.max(point[1], point[2])));
    svg.append(path("running", `${steps(history, 2, scale)}V${HEIGHT}H0Z`), path("desired", steps(history, 1, scale)));
  }
  return svg;
}

function span(history) {
  if (history.length < 2) return "";
  const seconds = Math.round((history[history.length - 1][0] - history[0][0]) / 1000);
  return seconds < 120 ? `last ${seconds} s` : `last ${Math.round(seconds / 60)} min`;
}

function why(target) {
  const box = element("div", "why");
  const action = target.action, decision = target.decision;
  if (action) {
    const settled = target.outcome && target.outcome.commandId === action.commandId ? ` ${target.outcome.status.toLowerCase()}` : "";
    box.append(element("p", "", badge(action), " ", time(action.at), element("span", "faint", settled)), element("p", "", words(action)));
  }
  if (decision && (!action || decision.sequence !== action.sequence)) {
    box.append(element("p", "faint", badge(decision), " ", time(decision.at), ` ${words(decision)}`));
  }
  const foreign = target.foreignWrite;
  if (foreign && foreign.sequence !== (decision || {}).sequence && foreign.sequence !== (action || {}).sequence) {
    box.append(element("p", "faint", badge(foreign), " ", time(foreign.at), ` ${words(foreign)}`));
  }
  if (target.awsScalingPolicies.length > 0) {
    box.append(element("p", "overridden", `AWS also scales it: ${target.awsScalingPolicies.join(", ")}`));
  }
  if (target.override) box.append(element("p", "overridden", overridden(target.override)));
  if (!action && !decision) box.append(element("p", "faint", target.policy ? "no decision yet" : "no policy"));
  return box;
}

function overridden(held) {
  const paused = [held.pauseIn && "in", held.pauseOut && "out"].filter(Boolean).join(" and ");
  const what = held.capacity === undefined ? `scaling ${paused} paused` : `capacity ${held.capacity} by hand`;
  return `${what} until ${new Date(held.expiresAt).toLocaleString()} by ${held.by}: ${held.reason}`;
}

function card(target) {
  const observed = target.desired !== undefined;
  const head = element("div", "",
    element("h3", "", target.target),
    element("p", "count", observed ? `${target.running} / ${target.desired}` : "not observed"),
    element("p", "faint", observed ? `running / desired, ${target.desiredMin} to ${target.desiredMax} seen` : ""));
  return element("section", "target", head, element("div", "", chart(target), element("p", "faint", span(target.history))), why(target));
}

function line(decision) {
  return element("li", "", time(decision.at), badge(decision), element("span", "", decision.target), element("span", "text", words(decision)));
}

function number(name, value, wrong) {
  return element("div", wrong ? "wrong" : "", element("dt", "", name), element("dd", "", String(value)));
}

function part(found) {
  const made = element("li", found.up ? "up" : "down", found.up ? found.name : `${found.name}: ${found.detail}`);
  made.title = found.detail;
  return made;
}

async function read(address) {
  const answer = await fetch(address, {cache: "no-store"});
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}

function show(now, recent) {
  const c = now.commands;
  const all = document.getElementById("all").checked;
  const lines = recent.decisions.filter(decision => all || CHANGES.includes(decision.outcome)).slice(0, SHOWN);
  document.getElementById("parts").replaceChildren(...now.parts.map(part));
  document.getElementById("numbers").replaceChildren(
    number("targets", now.targets.length), number("decisions", now.decisions), number("sent", c.emitted),
    number("applied", c.applied), number("skipped", c.skipped), number("pending", c.pending),
    number("refused", c.refused, c.refused > 0), number("failed", c.failed, c.failed > 0),
    number("dead letters", now.deadLetters, now.deadLetters > 0));
  document.getElementById("targets").replaceChildren(...now.targets.map(card));
  document.getElementById("decisions").replaceChildren(...lines.map(line));
}

async function refresh() {
  const lost = document.getElementById("lost");
  try {
    show(...await Promise.all([read("v1/targets"), read("v1/decisions?limit=200")]));
    lost.textContent = "";
  } catch (error) {
    lost.textContent = `Lost touch with the service (${error.message}); trying again.`;
  }
  setTimeout(refresh, PERIOD_MS);
}

refresh();
