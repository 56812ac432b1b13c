// Search over names, titles and sentences. Both sides are folded to Simplified, narrow, lower case, so either script finds both.

const HAN = "\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{2ffff}";
const WORD = new RegExp(`[${HAN}]+|[^${HAN}\\s]+`, "gu");
const hasAll = (folded, words) => words.every(word => folded.includes(word));

/** Where in a text the words stand, as marks over code points. */
function hits(text, words) {
  const chars = [...foldCharacters(text)], found = [];
  const folded = chars.join("");
  const at = []; // UTF-16 position → code point
  chars.forEach((char, i) => { for (let k = 0; k < char.length; k++) at.push(i); });
  at.push(chars.length);
  for (const word of words) for (let i = folded.indexOf(word); i >= 0; i = folded.indexOf(word, i + word.length)) found.push([at[i], at[i + word.length]]);
  return found;
}
function highlighted(text, words) {
  const chars = [...text], spans = hits(text, words).sort((a, b) => a[0] - b[0]), out = [];
  let at = 0;
  for (const [from, to] of spans) {
    if (to <= at) continue;
    out.push(chars.slice(at, Math.max(from, at)).join(""), el("mark", {}, chars.slice(Math.max(from, at), to).join("")));
    at = to;
  }
  return [...out, chars.slice(at).join("")];
}

async function searchPage(text) {
  const words = fold(text).match(WORD) || [];
  if (!words.length) return [el("h1", {}, t("search")), el("p", { class: "empty" }, t("nothing"))];
  const entities = core.entities.map((_, n) => n).filter(n => {
    const entity = core.entities[n];
    return [entity.name, entity.en, entity.hant, entity.hans, ...(entity.aliases || [])].some(name => name && hasAll(fold(name), words));
  }).sort((a, b) => (core.entities[b].claims || 0) - (core.entities[a].claims || 0));
  const articles = [...core.articles.keys()].filter(n => hasAll(fold(titleOf(core.articles[n])), words));
  const found = [];
  for (const n of core.firsts.keys()) {
    const one = await chunk(n);
    one.folded ??= one.sentences.map(of => foldCharacters(of.text));
    const here = new Set(one.sentences.filter((_, i) => hasAll(one.folded[i], words)));
    if (here.size) for (const of of here) found.push([of, one.claims.filter(claim => claim.sentence === of)]);
  }
  say([t("found-entities", entities.length), t("found-articles", articles.length), t("sentences", found.length)].join(", "));
  const section = (word, items, make) => (items.length ? el("section", {}, el("h2", {}, word), ...make(items)) : null);
  return [
    el("h1", {}, t("results", text)),
    entities.length + articles.length + found.length ? null : el("p", { class: "empty" }, t("nothing")),
    section(t("found-entities", number(entities.length)), entities, items => inSteps(el("ul", { class: "index" }), items, n => {
      const entity = core.entities[n], said = [entity.en, entity.hant, entity.hans, ...(entity.aliases || [])].filter(name => name && name !== nameOf(n) && hasAll(fold(name), words));
      return el("li", {}, entityLink(n), el("span", { class: "soft" }, " ", ...highlighted([...new Set(said)].slice(0, 3).join(" · "), words)), el("small", {}, t("count-claims", number(entity.claims || 0))));
    }, 12)),
    section(t("found-articles", number(articles.length)), articles, articleList),
    section(t("sentences", number(found.length)), found, items => inSteps(el("ol", { class: "rows" }), items, ([of, claims]) => el("li", { class: "row" },
      el("div", { class: "text" },
        el("blockquote", { class: "sentence", lang: HTML_LANG[core.articles[of.article].script] }, ...highlighted(of.text, words)),
        el("p", { class: "place" }, articleLink(of.article, claims[0]?.id), ` · ${t("line", of.line)}`)),
      el("ol", { class: "claims" }, ...claims.map(claim => card(claim, { bare: true, alone: true })))))),
  ].filter(Boolean);
}
