// The visible elements of one document; run by devices/web.py in every frame.
// Rows have the fields of Element; `parent` indexes the rows. Open shadow roots are walked like children.
// Hidden and empty nodes are left out; the text of a password is never read.
() => {
  const rows = [];
  const TAGS = {a: "link", button: "button", select: "field", textarea: "field", img: "image", summary: "button",
                h1: "text", h2: "text", h3: "text", label: "text", option: "item", li: "item", tr: "item"};
  const INPUTS = {checkbox: "checkbox", radio: "radio", range: "slider", button: "button", submit: "button",
                  reset: "button", image: "button", file: "button"};
  const own = el => [...el.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent).join(" ")
                      .replace(/\s+/g, " ").trim();
  const named = el => {
    const ids = (el.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean);
    const by = ids.map(i => el.getRootNode().getElementById && el.getRootNode().getElementById(i))
                  .filter(Boolean).map(n => n.textContent.trim()).join(" ");
    return el.getAttribute("aria-label") || by || (el.labels && [...el.labels].map(l => l.textContent.trim()).join(" "))
      || el.getAttribute("placeholder") || el.getAttribute("alt") || el.getAttribute("title") || "";
  };
  const walk = (el, parent) => {
    const style = getComputedStyle(el);
    if (style.display === "none" || el.getAttribute("aria-hidden") === "true") return;
    const r = el.getBoundingClientRect(), tag = el.tagName.toLowerCase();
    const shown = style.visibility !== "hidden" && parseFloat(style.opacity) > 0 && r.width >= 1 && r.height >= 1
      && r.bottom > 0 && r.right > 0 && r.top < innerHeight && r.left < innerWidth;
    let here = parent;
    if (shown) {
      const type = (el.getAttribute("type") || "text").toLowerCase();
      const aria = el.getAttribute("role") || "";
      const editable = (tag === "input" && !(type in INPUTS) && type !== "hidden") || tag === "textarea" || !!el.isContentEditable
        && !(el.parentElement && el.parentElement.isContentEditable);
      const role = editable ? "field" : tag === "input" ? INPUTS[type] || "" : aria || TAGS[tag] || "";
      const checkable = role === "checkbox" || role === "radio" || role === "switch";
      const clickable = editable || tag === "a" || ["button", "select", "summary", "input", "option", "label"].includes(tag)
        || ["button", "link", "tab", "menuitem", "option", "checkbox", "radio", "switch"].includes(aria)
        || el.onclick !== null || style.cursor === "pointer" && getComputedStyle(el.parentElement || el).cursor !== "pointer";
      const password = type === "password" && tag === "input";
      const words = editable ? (password ? "•".repeat((el.value || "").length) : (tag === "input" || tag === "textarea" ? el.value : el.innerText) || "")
        : tag === "select" ? (el.selectedOptions[0] || {}).text || "" : tag === "input" ? (role === "button" ? el.value : "") : own(el);
      const scrollable = el.scrollHeight > el.clientHeight + 1 && /(auto|scroll)/.test(style.overflowY)
        || el === document.scrollingElement && el.scrollHeight > innerHeight + 1;
      if (words || role || clickable || scrollable) {
        here = rows.length;
        rows.push({bounds: [Math.round(r.left), Math.round(r.top), Math.round(r.right), Math.round(r.bottom)],
          text: words, label: named(el), role: role || (words ? "text" : ""), id: el.id || el.getAttribute("name") || "",
          parent, clickable, editable, checkable,
          checked: checkable && (el.checked === true || el.getAttribute("aria-checked") === "true"),
          selected: el.selected === true || el.getAttribute("aria-selected") === "true",
          focused: el === el.getRootNode().activeElement && el !== document.body, scrollable, password,
          enabled: !el.disabled});
      }
    }
    if (tag === "select") return;
    for (const kid of (el.shadowRoot || el).children) walk(kid, here);
    if (el.shadowRoot) for (const kid of el.children) if (kid.assignedSlot) walk(kid, here);
  };
  if (document.body) walk(document.body, -1);
  return rows;
}
