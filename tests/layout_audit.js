// Which texts on the glass are cut off or lie over each other. Returns [what, words] pairs.
() => {
  const FLOATING = ".fab, .toast, .tools, .headsup, .menu, .onpicture, .map, .keyboard, .art, .appicon .tile";
  const found = [];
  const layers = [...document.querySelectorAll(".layer")];
  const top = layers[layers.length - 1];
  const roots = [top, ...document.querySelectorAll(".statusbar, .navbar")].filter(Boolean);
  const words = el => el.textContent.trim().slice(0, 60);
  const texts = [];
  for (const root of roots) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, el = node.parentElement;
      if (!node.data.trim() || el.closest(FLOATING)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (!box.width || !box.height) continue;
      const preview = el.classList.contains("line");
      texts.push({el, preview, box, seen: [...range.getClientRects()].map(rect => visible(rect, el)).filter(Boolean)});
    }
  }
  for (const {el, box, preview} of texts) {
    const style = getComputedStyle(el);
    if (!preview && style.textOverflow === "ellipsis" && el.scrollWidth > el.clientWidth + 1) found.push(["cut with …", words(el)]);
    for (let up = el; up && up !== document.body; up = up.parentElement) {
      const look = getComputedStyle(up);
      if (look.overflowX === "visible" && look.overflowY === "visible") continue;
      const clip = up.getBoundingClientRect();
      const scrolls = up.classList.contains("list");
      const strip = up.classList.contains("strip");
      const wide = box.left < clip.left - 1.5 || box.right > clip.right + 1.5;
      const high = box.top < clip.top - 1.5 || box.bottom > clip.bottom + 1.5;
      if (!preview && wide && !strip) found.push(["cut at the side", words(el)]);
      if (!preview && high && (!scrolls || strip)) { if (!up.closest(".list:not(.strip)") || !scrolled(up)) found.push(["cut above or below", words(el)]); }
      if (scrolls) break;  // what scrolls can be brought into sight
    }
    if (!preview && (box.left < -1.5 || box.right > innerWidth + 1.5) && !el.closest(".strip")) found.push(["beyond the screen", words(el)]);
  }
  function scrolled(el) { return el.classList.contains("stage") || el.classList.contains("layer"); }
  for (let a = 0; a < texts.length; a++) for (let b = a + 1; b < texts.length; b++) {
    const one = texts[a], other = texts[b];
    if (one.el.contains(other.el) || other.el.contains(one.el)) continue;
    if (one.seen.some(p => other.seen.some(q => meets(p, q)))) found.push(["overlaps", words(one.el) + " | " + words(other.el)]);
  }
  function meets(p, q) {
    return Math.min(p.right, q.right) - Math.max(p.left, q.left) > 2 && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 4;
  }
  // What is left of a rectangle once everything around it has clipped it.
  function visible(rect, el) {
    let {left, top, right, bottom} = rect;
    for (let up = el; up && up !== document.body; up = up.parentElement) {
      const look = getComputedStyle(up);
      if (look.overflowX === "visible" && look.overflowY === "visible") continue;
      const clip = up.getBoundingClientRect();
      left = Math.max(left, clip.left); right = Math.min(right, clip.right);
      top = Math.max(top, clip.top); bottom = Math.min(bottom, clip.bottom);
    }
    return right > left && bottom > top ? {left, top, right, bottom} : null;
  }
  return found;
}
