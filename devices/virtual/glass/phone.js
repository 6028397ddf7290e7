// The glass: draws the tree it is given, scrolls lists under the finger, and queues what was touched.
// It holds nothing of the world but what is on the screen. Python calls boot, draw and drain.
"use strict";
const TAP = 1, HOLD = 2, CHANGE = 4;
const SLOP = 16;          // device pixels a finger may stray and still tap
const HOLD_MS = 500;
const SVG = "http://www.w3.org/2000/svg";
let icons = {}, root = null, queue = [], touch = null;

function boot(iconPaths) {
  icons = iconPaths;
  root = document.getElementById("root");
  addEventListener("pointerdown", down);
  addEventListener("pointermove", move);
  addEventListener("pointerup", up);
  addEventListener("contextmenu", e => e.preventDefault());
}

// -- drawing ---------------------------------------------------------------------------------------------------

function draw(tree, theme, zoom, font) {
  document.documentElement.className = theme;
  document.documentElement.style.zoom = zoom;
  document.documentElement.style.setProperty("--font", font);
  patch(root, {r: "phone", c: [tree], i: -1});
  settleScroll(root);
  return geometry();
}

function patch(el, node) {
  const old = el._n;
  el._n = node;
  const cls = node.r + (node.s ? " " + node.s : "") + (node.x ? " " + node.x : "");
  if (el.className !== cls) el.className = cls;
  if (!old || old.b !== node.b) el.style.setProperty("--tint", node.b || "");
  if (node.c) children(el, node.c);
  else if (!old || old.c || old.t !== node.t || old.o !== node.o || old.l !== node.l || old.v !== node.v || old.x !== node.x)
    fill(el, node);
}

function children(el, nodes) {
  const spare = new Map();
  for (const kid of [...el.childNodes]) {
    const name = kid._n ? kid._n.r + "|" + (kid._n.k || "") : null;
    if (name === null) { kid.remove(); continue; }
    if (!spare.has(name)) spare.set(name, []);
    spare.get(name).push(kid);
  }
  let at = el.firstChild;
  for (const node of nodes) {
    const same = spare.get(node.r + "|" + (node.k || ""));
    const kid = same && same.length ? same.shift() : document.createElement("div");
    if (kid === at) at = at.nextSibling; else el.insertBefore(kid, at);
    patch(kid, node);
  }
  for (const left of spare.values()) for (const kid of left) kid.remove();
}

function part(el, cls, words) {
  const kid = document.createElement("div");
  kid.className = cls;
  if (words !== undefined) kid.textContent = words;
  el.append(kid);
  return kid;
}

function fill(el, node) {
  el.replaceChildren();
  if (node.o) el.append(picture(node.o));
  switch (node.r) {
    case "field": {
      const box = part(el, "field-box");
      if (node.t || (node.x || "").includes("focused")) part(box, "field-label", node.l);
      const line = part(box, "field-text", node.t || "");
      if ((node.x || "").includes("focused")) part(line, "caret");
      else if (!node.t) { line.textContent = node.l; line.classList.add("hint"); }
      break;
    }
    case "switch": part(el, "knob"); break;
    case "slider": case "progress": {
      const fillTo = part(part(el, "track"), "fill");
      fillTo.style.width = 100 * node.v + "%";
      if (node.r === "slider") part(fillTo, "knob");
      break;
    }
    default: if (node.t) el.append(document.createTextNode(node.t));
  }
}

function picture(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", icons[name] || icons.help);
  svg.append(path);
  return svg;
}

function settleScroll(el) {
  for (const list of el.getElementsByClassName("list")) {
    const want = list._n.w < 0 ? list.scrollHeight : list._n.w || 0;
    if (list.scrollTop !== want) list.scrollTop = want;
  }
}

// -- reading ---------------------------------------------------------------------------------------------------

// Flat [id, x1, y1, x2, y2, …] in device pixels of every visible node that Python marked (node.e).
function geometry() {
  const out = [];
  walk(root, 0, 0, innerWidth, innerHeight, out);
  return out;
}

function walk(el, cx1, cy1, cx2, cy2, out) {
  const node = el._n;
  if (!node || node.z) return;      // node.z: hidden below an overlay, as another window is to Android
  const r = el.getBoundingClientRect();
  const x1 = Math.max(cx1, Math.round(r.left)), y1 = Math.max(cy1, Math.round(r.top));
  const x2 = Math.min(cx2, Math.round(r.right)), y2 = Math.min(cy2, Math.round(r.bottom));
  const clips = node.r === "list";
  if (clips && (x2 - x1 < 2 || y2 - y1 < 2)) return;
  if (node.e && x2 - x1 >= 2 && y2 - y1 >= 2) out.push(node.i, x1, y1, x2, y2, clips && el.scrollHeight > el.clientHeight + 1 ? 1 : 0);
  if (node.c) for (const kid of el.children)
    clips ? walk(kid, x1, y1, x2, y2, out) : walk(kid, cx1, cy1, cx2, cy2, out);
}

function drain() {
  const reports = queue;
  queue = [];
  return reports;
}

// -- touching --------------------------------------------------------------------------------------------------

function owner(el, mask) {
  while (el && el !== document) {
    if (el._n && el._n.h & mask) return el;
    if (el._n && el._n.r === "field") return el;
    el = el.parentNode;
  }
  return null;
}

function scroller(el) {
  while (el && el !== document && !(el._n && el._n.r === "list" && el.scrollHeight > el.clientHeight + 1)) el = el.parentNode;
  return el === document ? null : el;
}

function down(e) {
  touch = {x: e.clientX, y: e.clientY, at: e.timeStamp, el: e.target, list: scroller(e.target), moved: false};
  touch.top = touch.list ? touch.list.scrollTop : 0;
}

function move(e) {
  if (!touch) return;
  const dy = e.clientY - touch.y;
  if (Math.hypot(e.clientX - touch.x, dy) > SLOP) touch.moved = true;
  if (touch.moved && touch.list) touch.list.scrollTop = touch.top - dy / zoomOf();
}

function zoomOf() {
  return parseFloat(document.documentElement.style.zoom) || 1;
}

function up(e) {
  const t = touch;
  touch = null;
  if (!t) return;
  const slider = owner(t.el, CHANGE);
  if (slider && slider._n.h & CHANGE) {
    const r = slider.getBoundingClientRect();
    queue.push({g: "change", i: slider._n.i, v: Math.min(1, Math.max(0, (e.clientX - r.left) / r.width))});
  } else if (t.moved) {
    if (t.list) queue.push({g: "scroll", i: t.list._n.i, v: t.list.scrollTop});
  } else {
    const held = e.timeStamp - t.at >= HOLD_MS;
    const el = (held && owner(t.el, HOLD)) || owner(t.el, TAP | HOLD);
    if (el) queue.push({g: held && el._n.h & HOLD ? "hold" : "tap", i: el._n.i, v: 0});
  }
}
