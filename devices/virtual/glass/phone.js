// The glass: draws the tree it is given, scrolls lists under the finger, and queues what was touched.
// It holds nothing of the world but what is on the screen. Python calls boot, draw and drain.
"use strict";
const TAP = 1, HOLD = 2, CHANGE = 4, SWIPE = 8;
const SLOP = 16;          // device pixels a finger may stray and still tap
const HOLD_MS = 500;
const SVG = "http://www.w3.org/2000/svg";
let root = null, queue = [], touch = null, zoom = 1;

function boot() {
  root = document.getElementById("root");
  addEventListener("pointerdown", down);
  addEventListener("pointermove", move);
  addEventListener("pointerup", up);
  addEventListener("contextmenu", e => e.preventDefault());
  return Promise.all(["400", "500", "600"].map(weight => document.fonts.load(weight + " 14px Phone")));
}

// -- drawing ---------------------------------------------------------------------------------------------------

// look: {theme, zoom, font, accent, dir, lang}
function draw(tree, look) {
  const html = document.documentElement;
  html.className = look.theme;
  html.dir = look.dir;
  html.lang = look.lang;
  html.style.zoom = zoom = look.zoom;
  html.style.setProperty("--font", look.font);
  html.style.setProperty("--brand", look.accent);
  patch(root, {r: "phone", c: [tree], i: -1});
  settle();
  // Measuring the text makes the browser fetch a font it has not used yet; then it is measured again.
  const found = geometry();
  return document.fonts.status === "loading" ? document.fonts.ready.then(() => { settle(); return geometry(); }) : found;
}

function settle() {
  settleScroll(root);
  showFocus();
}

function patch(el, node) {
  const old = el._n;
  el._n = node;
  const cls = node.r + (node.s ? " " + node.s : "") + (node.x ? " " + node.x : "");
  if (el.className !== cls) el.className = cls;
  if (!old || old.b !== node.b) el.style.setProperty("--tint", node.b || "");
  if (node.c) children(el, node.c);
  else if (!old || old.c || old.t !== node.t || old.o !== node.o || old.l !== node.l || old.v !== node.v || old.x !== node.x || String(old.a) !== String(node.a))
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
      const line = part(box, "field-text");
      if (node.a) selection(line, node.t || "", node.a);
      else if (node.t) line.textContent = node.t;
      else { line.textContent = node.l; line.classList.add("hint"); }
      break;
    }
    case "switch": part(el, "knob"); break;
    case "slider": case "progress": {
      const fillTo = part(part(el, "track"), "fill");
      fillTo.style.width = 100 * node.v + "%";
      if (node.r === "slider") part(fillTo, "knob");
      break;
    }
    case "art": el.replaceChildren(art(node.o, node.v)); break;
    default: if (node.t) el.append(document.createTextNode(node.t));
  }
}

// The text of a focused field with its caret, or with what is selected marked.
function selection(line, text, [from, to]) {
  line.append(document.createTextNode(text.slice(0, from)));
  if (from === to) part(line, "caret");
  else { const mark = document.createElement("mark"); mark.textContent = text.slice(from, to); line.append(mark); }
  line.append(document.createTextNode(text.slice(to)));
}

function picture(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name] || ICONS.help);
  svg.append(path);
  return svg;
}

function settleScroll(el) {
  for (const list of el.getElementsByClassName("list")) {
    if (list._n.s && list._n.s.includes("strip")) {
      const along = (list._n.w || 0) * (document.documentElement.dir === "rtl" ? -1 : 1);
      if (list.scrollLeft !== along) list.scrollLeft = along;
      continue;
    }
    const want = list._n.w < 0 ? list.scrollHeight : list._n.w || 0;
    if (list.scrollTop !== want) list.scrollTop = want;
  }
}

// A field that would lie behind the keyboard is scrolled into sight, as Android does.
function showFocus() {
  const field = root.querySelector(".field.focused");
  if (!field) return;
  let list = field.parentNode;
  while (list && !(list._n && list._n.r === "list")) list = list.parentNode;
  if (!list) return;
  const box = list.getBoundingClientRect(), r = field.getBoundingClientRect(), before = list.scrollTop;
  if (r.bottom > box.bottom) list.scrollTop += (Math.min(r.bottom - box.bottom, r.top - box.top) + 8) / zoom;
  else if (r.top < box.top) list.scrollTop -= (box.top - r.top + 8) / zoom;
  if (list.scrollTop !== before) queue.push({g: "scroll", i: list._n.i, v: list.scrollTop});
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
  if (node.e && x2 - x1 >= 2 && y2 - y1 >= 2) out.push(node.i, x1, y1, x2, y2, clips && overflows(el) ? 1 : 0);
  if (node.c) for (const kid of el.children)
    clips ? walk(kid, x1, y1, x2, y2, out) : walk(kid, cx1, cy1, cx2, cy2, out);
}

function overflows(el) {
  return el.scrollHeight > el.clientHeight + 1 || (el.scrollWidth > el.clientWidth + 1 && el._n.s.includes("strip"));
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

function scroller(el, sideways) {
  while (el && el !== document) {
    const strip = el._n && el._n.r === "list" && (el._n.s || "").includes("strip");
    if (el._n && el._n.r === "list" && (sideways ? strip && el.scrollWidth > el.clientWidth + 1
      : !strip && el.scrollHeight > el.clientHeight + 1)) return el;
    el = el.parentNode;
  }
  return null;
}

function down(e) {
  touch = {x: e.clientX, y: e.clientY, at: e.timeStamp, el: e.target, list: null, last: [[e.timeStamp, e.clientX, e.clientY]]};
}

function move(e) {
  const t = touch;
  if (!t) return;
  const dx = e.clientX - t.x, dy = e.clientY - t.y;
  // A busy browser hands several moves over as one; how fast the finger went must not depend on that.
  const all = e.getCoalescedEvents();
  for (const one of all.length ? all : [e]) t.last.push([one.timeStamp, one.clientX, one.clientY]);
  if (!t.way && Math.hypot(dx, dy) > SLOP) {
    const sideways = Math.abs(dx) > Math.abs(dy);
    t.way = sideways ? (dx < 0 ? "left" : "right") : (dy < 0 ? "up" : "down");
    t.sideways = sideways;
    t.list = scroller(t.el, sideways);
    if (t.list) t.from = sideways ? t.list.scrollLeft : t.list.scrollTop;
  }
  if (t.list) scrollTo(t, t.sideways ? dx : dy);
}

function scrollTo(t, way) {
  t.list[t.sideways ? "scrollLeft" : "scrollTop"] = t.from - way / zoom;
}

// How far a list runs on after the finger left it: Android's OverScroller (friction 0.015, its spline's deceleration).
function fling(t, e) {
  // Time stamps come with a jitter of some microseconds; in whole milliseconds the same stroke is the same every time.
  const ago = at => Math.round(e.timeStamp - at);
  const first = t.last.find(([at]) => ago(at) <= 100) || t.last[0];
  const seconds = ago(first[0]) / 1000;
  const speed = seconds > 0 ? ((t.sideways ? e.clientX - first[1] : e.clientY - first[2]) / seconds) : 0;
  if (Math.abs(speed) < 50 * zoom) return 0;
  const drag = 0.015 * 9.80665 * 39.37 * (160 * zoom) * 0.84, rate = Math.log(0.78) / Math.log(0.9);
  return Math.sign(speed) * drag * Math.exp(rate / (rate - 1) * Math.log(0.35 * Math.abs(speed) / drag));
}

// The character of a field's text under a point.
function letter(el, e) {
  const line = el.querySelector(".field-text"), at = document.caretPositionFromPoint(e.clientX, e.clientY);
  if (!line || line.classList.contains("hint") || !at || !line.contains(at.offsetNode)) return -1;
  const range = document.createRange();
  range.selectNodeContents(line);
  range.setEnd(at.offsetNode, at.offset);
  return range.toString().length;
}

function up(e) {
  const t = touch;
  touch = null;
  if (!t) return;
  const slider = owner(t.el, CHANGE);
  if (slider && slider._n.h & CHANGE) {
    const r = slider.getBoundingClientRect(), part = (e.clientX - r.left) / r.width;
    const value = document.documentElement.dir === "rtl" ? 1 - part : part;
    queue.push({g: "change", i: slider._n.i, v: Math.min(1, Math.max(0, value))});
  } else if (t.way) {
    let el = t.el;
    if (t.list) {
      scrollTo(t, (t.sideways ? e.clientX - t.x : e.clientY - t.y) + fling(t, e));
      queue.push({g: "scroll", i: t.list._n.i, v: Math.abs(t.sideways ? t.list.scrollLeft : t.list.scrollTop)});
      return;
    }
    while (el && el !== document && !(el._n && el._n.h & SWIPE)) el = el.parentNode;
    if (el && el !== document) queue.push({g: "swipe", i: el._n.i, v: t.way});
  } else {
    const held = e.timeStamp - t.at >= HOLD_MS;
    const el = (held && owner(t.el, HOLD)) || owner(t.el, TAP | HOLD);
    if (!el) return;
    const field = el._n.r === "field";
    queue.push({g: held && (field || el._n.h & HOLD) ? "hold" : "tap", i: el._n.i, v: field ? letter(el, e) : -1});
  }
}
