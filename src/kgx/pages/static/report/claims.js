// Claims as cards, their sentences with marks, their values as people write them; the panel that shows some of them.

const SIGNS = { "~": "≈ ", "<": "< ", "<=": "≤ ", ">": "> ", ">=": "≥ " };
const plain = value => Number(value.toPrecision(12)).toLocaleString("en", { maximumFractionDigits: 6 });
const percent = value => `${plain(Number((value * 100).toPrecision(4)))}%`;
const span = (low, high, sign) => (SIGNS[sign] || "") + (high !== undefined && high !== low ? `${percent(low).slice(0, -1)}–${percent(high)}` : percent(low));

function valueOf(claim) {
  if (claim.value === undefined) return "";
  if (claim.unit === "rate" || claim.unit === "score") return span(claim.value, claim.valueMax, claim.comparator);
  const amount = (SIGNS[claim.comparator] || "") + [claim.value, claim.valueMax].filter(end => end !== undefined).map(plain).join("–");
  if (claim.unit === "multiple") return t("times", amount);
  if (claim.denominator !== undefined) return t("of-total", amount, plain(claim.denominator));
  return !claim.unit || claim.unit === "count" ? amount : `${amount} ${claim.unit}`;
}

/** Text from code point `start` on, in pieces: entities as links, and the parts of claims underlined. */
function marked(text, start, mentions, claims) {
  const chars = [...text], end = start + chars.length;
  const marks = [];
  for (const [from, to, entity] of mentions) marks.push({ from, to, entity });
  for (const claim of claims) for (const [part, spans] of claim.spans || []) {
    for (const [from, to] of spans) marks.push({ from, to, part: part === "denominator" ? "value" : part });
  }
  const here = marks.filter(mark => mark.from < end && mark.to > start);
  const edges = [...new Set([start, end, ...here.flatMap(mark => [mark.from, mark.to])])].filter(at => at >= start && at <= end);
  edges.sort((a, b) => a - b);
  const pieces = document.createDocumentFragment();
  for (let i = 0; i + 1 < edges.length; i++) {
    const [from, to] = [edges[i], edges[i + 1]];
    const over = here.filter(mark => mark.from <= from && mark.to >= to);
    const inner = over.filter(mark => mark.entity !== undefined).sort((a, b) => a.to - a.from - (b.to - b.from))[0];
    const found = [...new Set(over.filter(mark => mark.part).map(mark => `p-${mark.part}`))].join(" ");
    const seen = chars.slice(from - start, to - start).join("");
    if (inner) {
      const entity = core.entities[inner.entity];
      pieces.append(el("a", { href: entityHash(inner.entity), class: `e ${entity.type} ${found}`, title: `${t(`type-${entity.type}`)}: ${nameOf(inner.entity)}` }, seen));
    } else if (found) pieces.append(el("span", { class: found }, seen));
    else pieces.append(seen);
  }
  return pieces;
}

function sentence(of, claims) {
  return el("blockquote", { class: "sentence", lang: HTML_LANG[core.articles[of.article].script] }, marked(of.text, of.start, of.mentions || [], claims));
}

const pair = (word, ...value) => el("div", {}, el("dt", {}, word), el("dd", {}, ...value));
const joined = items => items.flatMap((item, i) => (i ? [language === "en" ? ", " : "、", item] : [item]));

function details(claim) {
  const rows = [];
  if (claim.condition) rows.push(pair(t("part-condition"), el("span", { class: "p-condition", lang: "zh" }, claim.condition)));
  if (claim.scenario !== undefined) rows.push(pair(t("scenario"), entityLink(claim.scenario)));
  if (claim.on !== undefined) rows.push(pair(t("on"), entityLink(claim.on)));
  if (claim.role) rows.push(pair(t("position"), el("span", { lang: "zh" }, claim.role)));
  if (claim.time) rows.push(pair(t("time"), el("span", { lang: "zh" }, claim.time.text)));
  if (claim.attribution) rows.push(pair(t("part-attribution"), ...joined(claim.attribution.map(entityLink))));
  if (claim.origin !== undefined && claim.origin !== (claim.attribution || []).at(-1)) rows.push(pair(t("origin"), entityLink(claim.origin)));
  if (claim.implicitSubject) rows.push(el("div", { class: "soft" }, t("implicit")));
  return rows.length ? el("dl", {}, ...rows) : null;
}

const tag = (kind, word) => el("span", { class: `tag ${kind}` }, word);
function statement(claim) {
  const direction = claim.direction && claim.relation === "COMPARED";
  const polarity = claim.polarity || "asserted";
  return el("p", { class: "statement" },
    entityLink(claim.subject), " ",
    el("span", { class: "relation" }, t(direction ? claim.direction : claim.relation)), " ",
    claim.object !== undefined ? [entityLink(claim.object), " "] : null,
    claim.value !== undefined ? [el("strong", {}, valueOf(claim)), " "] : null,
    polarity !== "asserted" ? tag(polarity, t(polarity)) : null,
    claim.status ? tag("status", t(claim.status)) : null);
}

function placeOf(claim) {
  const of = claim.sentence, article = core.articles[of.article];
  return el("p", { class: "place" },
    articleLink(of.article, claim.id),
    article.date ? ` · ${article.date}` : "",
    ` · ${t("line", of.line)}`,
    of.page ? ` · ${t("page", of.page)}` : "",
    of.role && of.role !== "body" ? ` · ${t(`role-${of.role}`)}` : "");
}

const STANDS = { CONTRADICTS: "contradicts", DIFFERS_BY_CONDITION: "differs", AGREES_WITH: "agrees" };
/** How it stands to a claim of another article: read when somebody opens it. */
function stand(one) {
  const body = el("div", {});
  const toggle = async event => {
    if (!event.target.open || body.firstChild) return;
    const [other] = await claimsBy([one.claim]);
    body.append(card(other, { alone: true }));
  };
  return el("details", { class: `stand ${STANDS[one.type]}`, toggle },
    el("summary", {}, t(STANDS[one.type]), one.originsDiffer ? null : el("small", {}, ` · ${t("same-origin")}`)), body);
}

/** A claim with its sentence. `alone`: without what other articles say to it. `bare`: without the sentence and its place. */
function card(claim, { alone = false, bare = false, heading = null } = {}) {
  const conflict = (claim.stands || []).some(one => one.type === "CONTRADICTS");
  return el("li", { class: `claim ${claim.polarity || "asserted"}${conflict ? " conflict" : ""}`, "data-claim": claim.id },
    heading, statement(claim), details(claim),
    bare ? null : [sentence(claim.sentence, [claim]), placeOf(claim)],
    alone ? null : [...(claim.stands || [])].sort((a, b) => Object.keys(STANDS).indexOf(a.type) - Object.keys(STANDS).indexOf(b.type)).map(stand));
}
const cards = claims => inSteps(el("ol", { class: "claims" }), claims, claim => card(claim));

/** Claims over the page, until it is closed. */
function openPanel(title, claims, ...head) {
  const panel = $("panel");
  panel.replaceChildren(
    el("div", { class: "panel-head" },
      el("h2", { id: "panel-title" }, title),
      el("button", { type: "button", class: "close", "aria-label": t("close"), click: () => panel.close() }, "×")),
    el("div", { class: "panel-body" }, ...head, ...cards(claims)));
  if (!panel.open) panel.showModal();
  panel.querySelector(".panel-body").scrollTop = 0;
}
