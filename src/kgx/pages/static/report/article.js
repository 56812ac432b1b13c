// An article: its particulars, and its sentences with entities and claims marked; its whole text, where the report has it.

function articleList(numbers) {
  const sorted = [...numbers].sort((a, b) => (core.articles[b].date || "").localeCompare(core.articles[a].date || "") || a - b);
  return inSteps(el("ul", { class: "index" }), sorted, n => {
    const article = core.articles[n];
    return el("li", {}, articleLink(n), el("span", { class: "soft" }, ` ${[article.date, article.source].filter(Boolean).join(" · ")}`), el("small", {}, t("count-claims", number(article.claims || 0))));
  }, 100);
}
const articlesPage = () => [el("h1", {}, t("articles")), ...articleList(core.articles.keys())];

function marksLegend() {
  return el("details", { class: "marks" }, el("summary", {}, t("marks")),
    el("p", {}, ...TYPES.map(type => [el("span", { class: `e ${type}` }, t(`type-${type}`)), " "]).flat()),
    el("p", {}, ...["subject", "object", "value", "condition", "attribution"].map(part => [el("span", { class: `p-${part}` }, t(`part-${part}`)), "  "]).flat()));
}

/** Sentences in their order, each with its claims; choosing a claim leaves only its own parts underlined. */
function evidenceRow(of, claims) {
  const text = el("div", { class: "text" });
  const draw = some => text.replaceChildren(sentence(of, some), el("p", { class: "place" }, t("line", of.line), of.page ? ` · ${t("page", of.page)}` : "", of.role && of.role !== "body" ? ` · ${t(`role-${of.role}`)}` : ""));
  draw(claims);
  const list = el("ol", { class: "claims" }, ...claims.map(claim => {
    const item = card(claim, { bare: true });
    if (claims.length > 1) {
      item.addEventListener("mouseenter", () => draw([claim]));
      item.addEventListener("mouseleave", () => draw(claims));
      item.addEventListener("focusin", () => draw([claim]));
      item.addEventListener("focusout", () => draw(claims));
    }
    return item;
  }));
  return el("li", { class: "row" }, text, list);
}

function runs(block, text, claims) {
  return block.runs.map(([start, seen]) => marked(seen, start, text.mentions || [], claims));
}
const near = (block, claims) => {
  const start = block.runs[0][0], [last, seen] = block.runs.at(-1), end = last + [...seen].length;
  return claims.filter(claim => (claim.spans || []).some(([, spans]) => spans.some(([from, to]) => from < end && to > start)));
};
function wholeText(text, claims) {
  const out = el("div", { class: "whole", lang: HTML_LANG[core.articles[text.article].script] });
  let tableNow = null, rowNow = null;
  for (const block of text.blocks) {
    const inner = runs(block, text, near(block, claims));
    if (block.table !== undefined) {
      if (tableNow?.of !== block.table) {
        tableNow = { of: block.table, body: el("tbody", {}), row: null };
        out.append(el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("role-table") }, el("table", {}, tableNow.body)));
      }
      if (tableNow.row !== (block.row || 0)) { rowNow = el("tr", {}); tableNow.row = block.row || 0; tableNow.body.append(rowNow); }
      rowNow.append(el(block.head ? "th" : "td", {}, ...inner));
      continue;
    }
    tableNow = null;
    if (block.role === "heading") out.append(el(`h${Math.min((block.level || 1) + 2, 6)}`, {}, ...inner));
    else if (block.role === "quote") out.append(el("blockquote", {}, ...inner));
    else out.append(el("p", { class: block.role === "list" ? `list depth${Math.min(block.level || 1, 4)}` : block.role }, ...inner));
  }
  return out;
}
async function textOf(n) {
  const firsts = await data("texts");
  const bundle = await data(`texts-${before(firsts, n)}`);
  return bundle.find(text => text.article === n);
}

async function articlePage(id, wanted) {
  const n = core.articles.findIndex(article => article.id === id);
  if (n < 0) return unknownPage();
  const article = core.articles[n];
  const claims = article.claims ? (await chunk(article.chunk || 0)).claims.filter(claim => claim.sentence.article === n) : [];
  const text = core.fullText ? await textOf(n) : null;
  const sentences = [...new Set(claims.map(claim => claim.sentence))];
  const evidence = () => (sentences.length ? inSteps(el("ol", { class: "rows" }), sentences, of => evidenceRow(of, claims.filter(claim => claim.sentence === of)), wanted ? Infinity : 60) : el("p", { class: "empty" }, t("nothing")));
  const particulars = [
    article.date ? pair(t("date"), article.date) : null,
    article.source ? pair(t("source"), el("span", { lang: "zh" }, article.source)) : null,
    pair(t("path"), article.path),
    article.url ? pair(t("original"), el("a", { href: article.url, rel: "noopener noreferrer" }, new URL(article.url).hostname)) : null,
    article.copyOf !== undefined ? pair(t("copy-of"), articleLink(article.copyOf)) : null,
  ];
  const page = [
    el("p", { class: "crumb" }, link("#/articles", t("articles"))),
    el("h1", { lang: HTML_LANG[article.script] }, titleOf(article)),
    el("dl", { class: "names" }, ...particulars.filter(Boolean)),
    marksLegend(),
    ...(text ? tabs(titleOf(article), [["evidence", `${t("evidence")} ${number(sentences.length)}`, evidence], ["whole", t("whole-text"), () => wholeText(text, claims)]]) : [evidence()].flat()),
  ];
  if (wanted) {
    queueMicrotask(() => setTimeout(() => {
      const item = document.querySelector(`[data-claim="${CSS.escape(wanted)}"]`);
      item?.classList.add("wanted");
      item?.scrollIntoView({ block: "center" });
    }));
  }
  return page;
}
