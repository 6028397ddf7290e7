// Drawn scenes in the place of photographs: art(kind, number) is always the same picture. No file, no licence, few bytes.
"use strict";

function dice(seed) {
  let a = (seed * 2654435761) >>> 0;
  return () => {
    a = (a + 0x6D2B79F5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function art(kind, number) {
  const NS = "http://www.w3.org/2000/svg", svg = document.createElementNS(NS, "svg"), roll = dice(number + 1);
  svg.setAttribute("viewBox", "0 0 100 75");
  svg.setAttribute("preserveAspectRatio", "xMidYMid slice");
  const draw = {
    add(tag, attributes) {
      const el = document.createElementNS(NS, tag);
      for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
      svg.append(el);
      return el;
    },
    rect: (x, y, width, height, fill, rx = 0) => draw.add("rect", {x, y, width, height, fill, rx}),
    circle: (cx, cy, r, fill) => draw.add("circle", {cx, cy, r, fill}),
    path: (d, fill) => draw.add("path", {d, fill}),
    between: (low, high) => low + (high - low) * roll(),
    one: list => list[Math.floor(roll() * list.length)],
    sky(top, bottom) {
      const id = "s" + kind + number, gradient = draw.add("linearGradient", {id, x1: 0, y1: 0, x2: 0, y2: 1});
      for (const [offset, colour] of [[0, top], [1, bottom]]) {
        const stop = document.createElementNS(NS, "stop");
        stop.setAttribute("offset", offset); stop.setAttribute("stop-color", colour);
        gradient.append(stop);
      }
      draw.rect(0, 0, 100, 75, `url(#${id})`);
    },
    ridge(y, rough, fill) {
      let d = `M0 75 L0 ${y}`;
      for (let x = 0; x <= 100; x += 10) d += ` L${x} ${(y + draw.between(-rough, rough)).toFixed(1)}`;
      draw.path(d + " L100 75 Z", fill);
    },
  };
  (SCENES[kind] || SCENES.cover)(draw);
  return svg;
}

const SKIES = [["#7fb2e5", "#dfeefb"], ["#f3a683", "#fbe3c8"], ["#6d83b9", "#e6b8c2"], ["#8ec5d6", "#eaf6f0"], ["#5b6fa8", "#f2c191"]];
const INKS = ["#7b5ea7", "#2f7d6b", "#b3593b", "#3c6fb0", "#9a4d6f", "#5c7a2e", "#8a6d1f", "#4a6572"];

const SCENES = {
  hills(d) {
    d.sky(...d.one(SKIES));
    d.circle(d.between(15, 85), d.between(12, 26), d.between(5, 9), "#fff4d6");
    const greens = d.one([["#7fa16b", "#5b8155", "#3d6244"], ["#a89f6a", "#857a4b", "#5d5837"], ["#86a8a0", "#5f8783", "#3f6264"]]);
    greens.forEach((green, n) => d.ridge(38 + 11 * n, 6 - n, green));
  },
  sea(d) {
    d.sky(...d.one(SKIES));
    d.circle(d.between(20, 80), d.between(18, 34), 6, "#fff1cc");
    d.rect(0, 42, 100, 33, d.one(["#3d7ea6", "#2f6f8f", "#4a86a8", "#376a94"]));
    for (let n = 0; n < 7; n++) d.rect(d.between(0, 80), d.between(45, 66), d.between(8, 24), .8, "#ffffff66");
    if (d.between(0, 1) > .4) { const x = d.between(20, 75); d.path(`M${x} 43 l6 -14 l0 14 z`, "#fdfdfd"); d.path(`M${x - 3} 44 l14 0 l-3 4 l-8 0 z`, "#7a4a32"); }
    d.path(`M0 75 L0 68 Q30 ${d.between(60, 70)} 100 72 L100 75 Z`, "#e3cfa1");
  },
  city(d) {
    d.sky(...d.one(SKIES));
    const stone = d.one([["#8b93a7", "#5d667d"], ["#a58a7c", "#75594e"], ["#7d8f98", "#4c5d67"]]);
    for (let n = 0; n < 16; n++) {
      const x = n * 6.5 + d.between(-3, 1), h = d.between(18, 52), w = d.between(6, 10);
      d.rect(x, 75 - h, w, h, stone[n % 2]);
      for (let y = 75 - h + 3; y < 72; y += 5) for (let c = x + 1.2; c < x + w - 1.5; c += 2.6) if (d.between(0, 1) > .45) d.rect(c, y, 1.3, 2, "#ffe9a8");
    }
  },
  forest(d) {
    d.sky(...d.one([["#cfe3dc", "#f1f5e8"], ["#9fb8c9", "#e3e8d8"]]));
    ["#8fae8b", "#5f8a66", "#375c45"].forEach((green, n) => {
      for (let x = -4; x < 104; x += 8 - n) {
        const h = d.between(18, 30) + 8 * n, base = 66 + 5 * n;
        d.path(`M${x} ${base} l${4 + n} ${-h} l${4 + n} ${h} z`, green);
      }
    });
    d.rect(0, 70, 100, 5, "#2c4636");
  },
  desert(d) {
    d.sky(...d.one([["#f2b880", "#fbe7c6"], ["#88b7d9", "#f4e2c0"]]));
    d.circle(d.between(20, 80), 20, 7, "#fff3d1");
    ["#e0b070", "#cf9455", "#b3763f"].forEach((sand, n) => d.path(`M0 75 L0 ${48 + 8 * n} Q${d.between(15, 45)} ${d.between(34, 46) + 8 * n} 50 ${50 + 8 * n} T100 ${46 + 9 * n} L100 75 Z`, sand));
  },
  night(d) {
    d.sky("#131b3a", "#3c4a7d");
    for (let n = 0; n < 40; n++) d.circle(d.between(0, 100), d.between(0, 50), d.between(.2, .7), "#ffffffcc");
    d.circle(d.between(15, 85), d.between(12, 24), 6, "#f3efd9");
    d.ridge(56, 6, "#1d2745"); d.ridge(65, 4, "#121a30");
  },
  portrait(d) {
    d.sky(...d.one([["#cfd8e6", "#eef1f6"], ["#e7d3c5", "#f7eee6"], ["#c6dccf", "#eef6f0"], ["#d9cde6", "#f2eef7"]]));
    const skin = d.one(["#f0c9a8", "#d9a47c", "#a9744f", "#7d5238"]), hair = d.one(["#2d2420", "#6b4a2f", "#b98b4a", "#8c8c8c", "#3c2a3a"]);
    d.path("M22 75 Q24 54 50 54 Q76 54 78 75 Z", d.one(INKS));
    d.circle(50, 30, 17, hair);
    if (d.between(0, 1) > .5) d.rect(33, 30, 34, 22, hair, 8);
    d.rect(45, 42, 10, 14, skin, 4); d.circle(50, 34, 13.5, skin);
    d.path("M36 30 Q40 16 50 17 Q62 16 64 31 Q56 22 48 24 Q40 25 36 30 Z", hair);
    for (const x of [45, 55]) d.circle(x, 34, 1.4, "#2a2320");
    d.path("M45 40 Q50 44 55 40 Q50 42 45 40 Z", "#8a3b35");
  },
  plate(d) {
    d.rect(0, 0, 100, 75, d.one(["#8c6a4f", "#b99a78", "#566b66", "#7a4f45"]));
    for (let n = 0; n < 6; n++) d.rect(0, n * 13 + d.between(0, 4), 100, .6, "#00000018");
    d.circle(50, 38, 30, "#f7f4ee"); d.circle(50, 38, 23, "#e9e4d8");
    const foods = d.one([["#c8553d", "#e9b872", "#7aa35a"], ["#f0a35e", "#8fb35c", "#fbe7a1"], ["#a4452c", "#dcc58b", "#52784a"], ["#e8c07d", "#b9673c", "#f2f0e4"]]);
    for (let n = 0; n < 14; n++) d.circle(50 + d.between(-15, 15), 38 + d.between(-13, 13), d.between(3, 7), foods[n % 3]);
    for (let n = 0; n < 6; n++) d.circle(50 + d.between(-12, 12), 38 + d.between(-10, 10), 1.2, "#3f6b34");
  },
  room(d) {
    d.rect(0, 0, 100, 75, d.one(["#e6ddd0", "#d5dde0", "#dfd3d3", "#d9e0d2"]));
    d.rect(0, 55, 100, 20, d.one(["#a9825a", "#8f6d4e", "#b89b77"]));
    d.rect(62, 10, 26, 26, "#fff"); d.rect(64, 12, 22, 22, "#a9cfe8"); d.rect(74.5, 12, 1, 22, "#fff");
    const cloth = d.one(INKS);
    d.rect(10, 40, 44, 20, cloth, 4); d.rect(7, 46, 8, 16, cloth, 3); d.rect(49, 46, 8, 16, cloth, 3); d.rect(14, 32, 36, 14, cloth, 4);
    d.rect(78, 40, 2, 20, "#5c4a3a"); d.path("M70 42 l6 -12 l6 0 l6 12 z", "#f0d9a0");
    d.rect(18, 10, 16, 12, d.one(INKS)); d.rect(38, 12, 9, 9, d.one(INKS));
  },
  cover(d) {
    const one = d.one(INKS), two = d.one(INKS), three = d.one(["#f4e9d8", "#f0c46c", "#e8927c", "#cfe3dc"]);
    d.rect(0, 0, 100, 75, one);
    const shape = Math.floor(d.between(0, 4));
    if (shape === 0) for (let n = 5; n > 0; n--) d.circle(50, 38, n * 9, n % 2 ? three : two);
    else if (shape === 1) for (let n = 0; n < 7; n++) d.path(`M${n * 18 - 20} 75 l30 -75 l8 0 l-30 75 z`, n % 2 ? three : two);
    else if (shape === 2) { d.circle(d.between(30, 70), 34, 22, three); d.ridge(50, 8, two); }
    else for (let x = 0; x < 5; x++) for (let y = 0; y < 4; y++) d.circle(10 + 20 * x, 10 + 19 * y, d.between(3, 8), (x + y) % 2 ? three : two);
  },
  chart(d) {
    d.rect(0, 0, 100, 75, "#f4f5f8");
    for (let n = 1; n < 5; n++) d.rect(6, n * 14, 88, .5, "#cfd3dc");
    let y = d.between(30, 55), path = `M6 ${y}`;
    for (let x = 14; x <= 94; x += 8) { y = Math.min(64, Math.max(10, y + d.between(-12, 11))); path += ` L${x} ${y.toFixed(1)}`; }
    const line = d.path(path, "none");
    line.setAttribute("stroke", d.one(INKS)); line.setAttribute("stroke-width", 2);
  },
};
