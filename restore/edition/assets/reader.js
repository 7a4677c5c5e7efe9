// The reading page: views, evidence, search, facsimile. The page reads well without it.
"use strict";
const root = document.documentElement, $ = (s, e = document) => e.querySelector(s), $$ = (s, e = document) => [...e.querySelectorAll(s)];
const say = (text) => { $("#said").textContent = text; };

// Views
function view(name) {
  root.dataset.view = name;
  const choice = $(`input[name=view][value=${name}]`);
  if (choice) choice.checked = true;
  try { localStorage.setItem("view", name); } catch { /* private window */ }
  find(true);
}
$$("input[name=view]").forEach((i) => i.addEventListener("change", () => { view(i.value); say(`${i.parentNode.textContent.trim()} view`); }));

// Evidence: a place in the text and its entry in the apparatus
const places = $$(".c, .q, .moved:has(> sup)");
let open = null;
function shut(focus) {
  if (!open) return;
  open.entry.classList.remove("on"); open.place.classList.remove("on");
  if (focus) open.link.focus();
  open = null;
}
function show(place) {
  const link = place.matches("a") ? place : $("a", place), entry = link && document.getElementById(link.hash.slice(1));
  if (!entry) return;
  const again = open && open.entry === entry;
  shut(false);
  if (again) return;
  open = { entry, place, link };
  entry.classList.add("on"); place.classList.add("on");
  entry.scrollIntoView({ block: "nearest" });
  const spot = entry.dataset.ink;
  if (spot && root.dataset.ink === "on") ink(...JSON.parse(spot));
  say(entry.textContent.replace(/\s+/g, " ").trim());
}
document.addEventListener("click", (event) => {
  const place = event.target.closest(".c, .q, .moved > sup");
  if (place) { event.preventDefault(); show(place.closest(".c, .q, .moved")); return; }
  if (event.target.closest(".shut")) shut(true);
  const back = event.target.closest(".num");
  if (back) { const to = document.getElementById(back.hash.slice(1)); if (to) { event.preventDefault(); shut(false); history.replaceState(null, "", back.hash); reach(to); } }
  const page = event.target.closest(".pb[data-page]");
  if (page) { event.preventDefault(); toggleInk(true); ink(page.dataset.page); }
});
function reach(element) {
  if (!element.checkVisibility || !element.checkVisibility()) view("apparatus");
  element.scrollIntoView({ block: "center" });
  (element.matches("a") ? element : $("a", element) || element).focus({ preventScroll: true });
}
let at = -1;
function step(by) {
  const seen = places.filter((p) => p.checkVisibility ? p.checkVisibility() : p.offsetParent);
  if (!seen.length) return;
  at = (seen.indexOf(open ? open.place : seen[at]) + by + seen.length) % seen.length;
  if (at < 0) at = 0;
  shut(false); show(seen[at]); reach(seen[at]);
}

// Search: every hit marked, Enter goes on
const box = $("#search");
let hits = [], hit = -1;
function fold(text) { return [...text].map((c) => { const f = c.normalize("NFD")[0].toLowerCase(); return f.length === c.length ? f : c; }).join(""); }
function find(quiet) {
  if (!box) return;
  hits = []; hit = -1;
  const wanted = fold(box.value.trim()).replace(/\s+/g, " ");
  if (wanted.length > 1) {
    const nodes = [], walker = document.createTreeWalker($("main"), NodeFilter.SHOW_TEXT);
    let text = "";
    for (let n = walker.nextNode(); n; n = walker.nextNode()) {
      const parent = n.parentElement;
      if (parent.closest("sup, .anchor, .pb") || (parent.checkVisibility && !parent.checkVisibility())) continue;
      nodes.push([text.length, n]); text += fold(n.data).replace(/\s/g, " ");
    }
    const point = (offset) => { let low = 0, high = nodes.length - 1; while (low < high) { const mid = (low + high + 1) >> 1; if (nodes[mid][0] <= offset) low = mid; else high = mid - 1; } return [nodes[low][1], offset - nodes[low][0]]; };
    for (let i = text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + wanted.length)) {
      const range = new Range(), [a, x] = point(i), [b, y] = point(i + wanted.length - 1);
      range.setStart(a, x); range.setEnd(b, y + 1); hits.push(range);
    }
  }
  if (globalThis.Highlight) { CSS.highlights.set("found", new Highlight(...hits)); CSS.highlights.delete("here"); }
  const told = wanted.length > 1 ? `${hits.length} found` : "";
  $("#count").textContent = told;
  if (!quiet && told) say(told);
}
function go(by) {
  if (!hits.length) return;
  hit = (hit + by + hits.length) % hits.length;
  if (globalThis.Highlight) CSS.highlights.set("here", new Highlight(hits[hit]));
  hits[hit].startContainer.parentElement.scrollIntoView({ block: "center" });
  $("#count").textContent = `${hit + 1} of ${hits.length}`;
}
if (box) {
  box.addEventListener("input", () => find(false));
  box.addEventListener("keydown", (e) => { if (e.key === "Enter") { e.preventDefault(); go(e.shiftKey ? -1 : 1); } if (e.key === "Escape") { box.value = ""; find(true); box.blur(); } });
}

// Facsimile: drag, wheel, pinch, + and -
const pane = $(".ink .view"), image = pane && $("img", pane), spotMark = pane && $(".spot", pane);
let scale = 1, x = 0, y = 0, fitted = 1, now = -1, boxOf = null;
const pages = pane ? JSON.parse($("#pages").textContent) : [];
function place() {
  image.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  if (!boxOf) { spotMark.hidden = true; return; }
  spotMark.hidden = false;
  Object.assign(spotMark.style, { left: `${x + boxOf[0] * scale - 4}px`, top: `${y + boxOf[1] * scale - 4}px`, width: `${(boxOf[2] - boxOf[0]) * scale + 8}px`, height: `${(boxOf[3] - boxOf[1]) * scale + 8}px` });
}
function fit() {
  const p = pages[now], { clientWidth: w, clientHeight: h } = pane;
  fitted = scale = Math.min(w / p.width, h / p.height); x = (w - p.width * scale) / 2; y = (h - p.height * scale) / 2;
}
function zoom(factor, cx = pane.clientWidth / 2, cy = pane.clientHeight / 2) {
  const next = Math.min(8, Math.max(fitted / 2, scale * factor));
  x = cx - (cx - x) * next / scale; y = cy - (cy - y) * next / scale; scale = next; place();
}
function ink(name, spot) {
  const n = pages.findIndex((p) => p.name === name);
  if (n < 0) return;
  const p = pages[n];
  if (n !== now) { now = n; image.src = p.file; image.width = p.width; image.height = p.height; image.alt = `Scan of page ${p.name}`; $(".ink .title").textContent = p.name; }
  fit(); boxOf = spot || null;
  if (spot) {
    scale = Math.min(4, Math.max(fitted, pane.clientWidth / Math.max(3 * (spot[2] - spot[0]), p.width / 2)));
    x = pane.clientWidth / 2 - (spot[0] + spot[2]) / 2 * scale; y = pane.clientHeight / 2 - (spot[1] + spot[3]) / 2 * scale;
  }
  place();
}
function toggleInk(on = root.dataset.ink !== "on") {
  if (!pane) return;
  root.dataset.ink = on ? "on" : "off"; $("#ink").setAttribute("aria-pressed", on);
  if (on) { const passed = $$(".pb[data-page]").filter((p) => p.getBoundingClientRect().top < innerHeight / 2).pop(); const spot = open && open.entry.dataset.ink; ink(...(spot ? JSON.parse(spot) : [passed ? passed.dataset.page : pages[0].name])); }
}
if (pane) {
  $("#ink").addEventListener("click", () => toggleInk());
  $$(".ink button").forEach((b) => b.addEventListener("click", () => ({ in: () => zoom(1.4), out: () => zoom(1 / 1.4), fit: () => { boxOf = null; fit(); place(); }, prev: () => ink(pages[Math.max(0, now - 1)].name), next: () => ink(pages[Math.min(pages.length - 1, now + 1)].name) })[b.dataset.do]()));
  pane.addEventListener("wheel", (e) => { e.preventDefault(); const r = pane.getBoundingClientRect(); zoom(Math.exp(-e.deltaY / 400), e.clientX - r.left, e.clientY - r.top); }, { passive: false });
  const fingers = new Map();
  pane.addEventListener("pointerdown", (e) => { pane.setPointerCapture(e.pointerId); fingers.set(e.pointerId, [e.clientX, e.clientY]); });
  pane.addEventListener("pointermove", (e) => {
    const was = fingers.get(e.pointerId);
    if (!was) return;
    if (fingers.size === 1) { x += e.clientX - was[0]; y += e.clientY - was[1]; place(); }
    else { const other = [...fingers].find(([id]) => id !== e.pointerId)[1], r = pane.getBoundingClientRect(); zoom(Math.hypot(e.clientX - other[0], e.clientY - other[1]) / Math.hypot(was[0] - other[0], was[1] - other[1]), (e.clientX + other[0]) / 2 - r.left, (e.clientY + other[1]) / 2 - r.top); }
    fingers.set(e.pointerId, [e.clientX, e.clientY]);
  });
  for (const end of ["pointerup", "pointercancel"]) pane.addEventListener(end, (e) => fingers.delete(e.pointerId));
  pane.addEventListener("keydown", (e) => { const by = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[e.key]; if (by) { e.preventDefault(); x += by[0]; y += by[1]; place(); } if (e.key === "+" || e.key === "=") zoom(1.4); if (e.key === "-") zoom(1 / 1.4); });
}

// Scan crops are fetched when they come into sight
const crops = new IntersectionObserver((seen) => seen.forEach((s) => { if (s.isIntersecting) { $$("image", s.target).forEach((i) => i.setAttribute("href", i.dataset.href)); crops.unobserve(s.target); } }), { rootMargin: "200px" });
$$(".crop").forEach((c) => crops.observe(c));
addEventListener("beforeprint", () => $$(".crop image").forEach((i) => i.setAttribute("href", i.dataset.href)));

// Keys
document.addEventListener("keydown", (e) => {
  if (e.target.matches("input[type=search], textarea") || e.ctrlKey || e.metaKey || e.altKey) return;
  const act = { 1: () => view("edited"), 2: () => view("apparatus"), 3: () => view("source"), n: () => step(1), p: () => step(-1), "/": () => box.focus(), f: () => toggleInk(), Escape: () => shut(true) }[e.key];
  if (act) { e.preventDefault(); act(); }
});

let kept = "edited";
try { kept = localStorage.getItem("view") || kept; } catch { /* private window */ }
view(kept);
if (location.hash.length > 1) { const to = document.getElementById(decodeURIComponent(location.hash.slice(1))); if (to && !to.closest(".side")) reach(to); }
