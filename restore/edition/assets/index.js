// Search in all documents; the data come only when somebody searches.
"use strict";
const box = document.getElementById("search"), list = document.getElementById("hits"), count = document.getElementById("count");
const fold = (t) => t.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
let loading;
function load() {
  return loading ??= new Promise((done) => { const s = document.createElement("script"); s.src = "search.js"; s.onload = () => done(EDITION); document.head.append(s); });
}
box.addEventListener("focus", load);
box.addEventListener("input", async () => {
  const wanted = fold(box.value.trim());
  const data = await load();
  list.replaceChildren(); count.textContent = "";
  if (wanted.length < 2) return;
  let n = 0;
  for (const [doc, anchor, text] of data.blocks) {
    const at = fold(text).indexOf(wanted);
    if (at < 0) continue;
    if (++n > 200) continue;
    const [slug, title] = data.documents[doc], item = document.createElement("li"), link = document.createElement("a");
    link.href = `${slug}.html#${anchor}`; link.textContent = title;
    const mark = document.createElement("mark"); mark.textContent = text.slice(at, at + wanted.length);
    const p = document.createElement("p");
    p.append(`${at > 60 ? "… " : ""}${text.slice(Math.max(0, at - 60), at)}`, mark, text.slice(at + wanted.length, at + wanted.length + 90));
    item.append(link, p); list.append(item);
  }
  count.textContent = `${n} paragraphs${n > 200 ? ", the first 200 shown" : ""}`;
});
