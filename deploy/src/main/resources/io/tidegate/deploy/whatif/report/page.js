"use strict";
// Of all pages. What comes from outside is put in as text only, never as markup.
const DATA = JSON.parse(document.getElementById("data").textContent);
const NARROW = 600;
const NEAR = 400;

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function short(value) {
  if (value === null || value === undefined) return "not known";
  return Number(value.toPrecision(4)).toLocaleString("en");
}

function tipOptions() {
  return {confine: true, transitionDuration: 0, padding: 8, backgroundColor: colour("card"), borderColor: colour("line"), textStyle: {color: colour("ink")}};
}

// Draws each chart as soon as it is nearly in sight, and all anew when looks or sizes change.
function keepDrawn(boxes, draw, redraw) {
  const look = document.getElementById("look");
  look.hidden = false;
  look.addEventListener("change", event => {
    document.documentElement.dataset.look = event.target.value;
    redraw();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  // Paper is white, whatever the screen is.
  matchMedia("print").addEventListener("change", () => { boxes.forEach(draw); redraw(); });
  addEventListener("beforeprint", () => { boxes.forEach(draw); });
  boxes.filter(box => box.getBoundingClientRect().top < innerHeight + NEAR).forEach(draw);
  new ResizeObserver(redraw).observe(document.body);
  const seen = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(entry => draw(entry.target)), {rootMargin: `${NEAR}px`});
  boxes.forEach(box => seen.observe(box));
}
