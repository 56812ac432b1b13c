// An entity: its names, its claims in time and by source, what contradicts; and the lists of all entities.

const TYPES = ["Model", "ModelFamily", "Lab", "Organization", "Person", "Behavior", "Benchmark", "Study", "Scenario"];

function tabs(label, entries) {
  const panels = entries.map(([key, , make]) => ({ key, make, body: el("div", { role: "tabpanel", id: `tab-${key}`, "aria-labelledby": `of-${key}`, tabindex: "0", hidden: true }) }));
  const buttons = entries.map(([key, word], i) => el("button", { type: "button", role: "tab", id: `of-${key}`, "aria-controls": `tab-${key}`, click: () => show(i) }, word));
  function show(at) {
    buttons.forEach((button, i) => { button.setAttribute("aria-selected", String(i === at)); button.tabIndex = i === at ? 0 : -1; });
    panels.forEach((panel, i) => {
      panel.body.hidden = i !== at;
      if (i === at && !panel.body.firstChild) panel.body.append(...[panel.make()].flat());
    });
  }
  const keydown = event => {
    const at = buttons.indexOf(event.target), to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = (to + buttons.length) % buttons.length;
    show(next);
    buttons[next].focus();
  };
  show(0);
  return [el("div", { role: "tablist", "aria-label": label, class: "tabs", keydown }, ...buttons), ...panels.map(panel => panel.body)];
}

function namesOf(entity) {
  const rows = [["english", "en", "en"], ["hant", "hant", "zh-Hant"], ["hans", "hans", "zh-Hans"]].filter(([, key]) => entity[key])
    .map(([word, key, lang]) => pair(t(word), el("span", { lang }, entity[key])));
  const said = new Set([entity.name, entity.en, entity.hant, entity.hans]);
  const others = (entity.aliases || []).filter(alias => !said.has(alias));
  if (others.length) rows.push(pair(t("aliases"), el("span", { lang: "zh" }, others.slice(0, 12).join("、") + (others.length > 12 ? "……" : ""))));
  return el("dl", { class: "names" }, ...rows);
}
function knownOf(n) {
  const brought = core.links.filter(one => !one.claims);
  const known = brought.filter(one => one.source === n || one.target === n);
  for (let above = [n], steps = 0; above.length && steps < 5; steps += 1) { // up to who makes the family of the family
    above = brought.filter(one => one.relation === "VERSION_OF" && above.includes(one.source)).map(one => one.target);
    known.push(...brought.filter(one => !known.includes(one) &&
      (one.relation === "VERSION_OF" ? above.includes(one.source) : one.relation === "MAKES" && above.includes(one.target))));
  }
  if (!known.length) return null;
  return el("details", { class: "known", open: known.length < 8 }, el("summary", {}, t("known")),
    el("ul", {}, ...known.slice(0, 60).map(one => el("li", {}, entityLink(one.source), ` ${t(one.relation)} `, entityLink(one.target)))));
}

/** What the matrix says of it: a row or a column, as a list with bars. */
function glance(n) {
  const own = core.cells.filter(cell => cell.model === n || cell.behavior === n);
  if (!own.length) return null;
  const groups = new Map();
  for (const cell of own) {
    const other = cell.model === n ? cell.behavior : cell.model;
    groups.set(other, [...(groups.get(other) || []), cell]);
  }
  const rows = [...groups].map(([other, cells]) => [other, cells, summary(cells)]).sort((a, b) => (b[2].high ?? -1) - (a[2].high ?? -1) || b[2].count - a[2].count);
  const [list, more] = inSteps(el("ul", { class: "glance" }), rows, ([other, cells, sum]) => {
    const face = cellFace(sum), [model, behavior] = cells[0].model === n ? [n, other] : [other, n];
    return el("li", {}, entityLink(other), el("button", { type: "button", class: face.class, style: face.style, "aria-label": cellWords(sum, model, behavior), click: () => openCell(model, behavior, cells) }, ...face.inner));
  }, 12);
  return el("section", {}, el("h2", {}, t("at-a-glance")), list, more);
}

const LENGTHS = { year: 4, decade: 4, month: 7, quarter: 7 };
/** The stated time of a claim, no finer than the text states it; else the date of its article. */
const when = claim => claim.time?.from?.slice(0, LENGTHS[claim.time.precision] || 10) || core.articles[claim.sentence.article].date || "";
function timeline(claims) {
  const sorted = [...claims].sort((a, b) => (when(a) || "9999").localeCompare(when(b) || "9999") || a.number - b.number);
  let last = null;
  return inSteps(el("ol", { class: "claims timeline" }), sorted, claim => {
    const date = when(claim) || t("undated");
    const head = date === last ? null : el("p", { class: "when" }, el("time", {}, date), el("small", {}, !when(claim) ? "" : t(claim.time?.from ? "dated-by-text" : "dated-by-article")));
    last = date;
    return card(claim, { heading: head });
  });
}
function bySource(claims) {
  const groups = new Map();
  for (const claim of claims) {
    const article = core.articles[claim.sentence.article];
    const key = claim.origin ?? (claim.attribution || [])[0] ?? article.source ?? t("own-voice");
    groups.set(key, [...(groups.get(key) || []), claim]);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length).map(([source, of]) => {
    const body = el("div", {});
    const toggle = event => { if (event.target.open && !body.firstChild) body.append(...cards(of)); };
    return el("details", { class: "source", toggle }, el("summary", {}, el("span", { lang: "zh" }, named(source)), el("small", {}, ` ${t("count-claims", number(of.length))}`)), body);
  });
}
function conflicts(claims) {
  const seen = new Set(), pairs = [];
  for (const claim of claims) for (const one of claim.stands || []) {
    const key = [claim.number, one.claim].sort((a, b) => a - b).join();
    if (one.type === "AGREES_WITH" || seen.has(key)) continue;
    seen.add(key);
    pairs.push([claim, one]);
  }
  if (!pairs.length) return [el("p", { class: "empty" }, t("no-conflicts"))];
  pairs.sort((a, b) => a[1].type.localeCompare(b[1].type) || a[0].number - b[0].number);
  return inSteps(el("ol", { class: "pairs" }), pairs, ([claim, one]) => {
    const item = el("li", { class: `pair ${STANDS[one.type]}` }, el("p", { class: "soft" }, t(STANDS[one.type])));
    claimsBy([one.claim]).then(([other]) => item.append(el("ul", { class: "claims two" }, card(claim, { alone: true }), card(other, { alone: true }))));
    return item;
  }, 10);
}

async function entityPage(id) {
  const n = core.entities.findIndex(entity => entity.id === id);
  if (n < 0) return unknownPage();
  const entity = core.entities[n], claims = await claimsOf(n);
  const found = conflicts(claims);
  const pairs = new Set(claims.flatMap(claim => (claim.stands || []).filter(one => one.type !== "AGREES_WITH").map(one => [claim.number, one.claim].sort((a, b) => a - b).join()))).size;
  const named = entity.articles || [];
  return [
    el("p", { class: "crumb" }, link(`#/entities/${entity.type}`, t(`type-${entity.type}`))),
    el("h1", {}, el("span", { class: `e ${entity.type}` }, nameOf(n)), nameOf(n) !== entity.name ? el("small", {}, ` ${entity.name}`) : null),
    el("div", { class: "two-columns" }, el("div", {}, namesOf(entity), knownOf(n), el("p", {}, link(`#/network/${encodeURIComponent(id)}`, t("in-network")))), glance(n)),
    ...tabs(nameOf(n), [
      ["timeline", `${t("tab-timeline")} ${number(claims.length)}`, () => (claims.length ? timeline(claims) : el("p", { class: "empty" }, t("nothing")))],
      ["source", t("tab-source"), () => bySource(claims)],
      ["conflicts", `${t("tab-conflicts")} ${number(pairs)}`, () => found],
      ["articles", `${t("tab-articles")} ${number(named.length)}`, () => articleList(named)],
    ]),
  ];
}

function entitiesPage(type) {
  const shown = TYPES.includes(type) ? type : "Model";
  const all = core.entities.map((_, n) => n).filter(n => core.entities[n].type === shown).sort((a, b) => (core.entities[b].claims || 0) - (core.entities[a].claims || 0) || nameOf(a).localeCompare(nameOf(b)));
  const place = el("div", {});
  function draw(word) {
    const wanted = fold(word);
    const items = all.filter(n => !wanted || fold([core.entities[n].name, core.entities[n].en, core.entities[n].hant, core.entities[n].hans, ...(core.entities[n].aliases || [])].join("\n")).includes(wanted));
    place.replaceChildren(...inSteps(el("ul", { class: "index" }), items, n => {
      const entity = core.entities[n], other = [entity.en, entity.hant, entity.hans].filter(name => name && name !== nameOf(n));
      return el("li", {}, entityLink(n), el("span", { class: "soft" }, ` ${[...new Set(other)].join(" · ")}`), el("small", {}, t("count-claims", number(entity.claims || 0))));
    }, 100));
    if (!items.length) place.replaceChildren(el("p", { class: "empty" }, t("nothing")));
  }
  draw("");
  return [
    el("h1", {}, t("entities")),
    el("nav", { class: "chips", "aria-label": t("types") }, ...TYPES.map(one => el("a", { href: `#/entities/${one}`, class: `e ${one}`, "aria-current": one === shown ? "page" : null }, `${t(`type-${one}`)} ${number(core.entities.filter(entity => entity.type === one).length)}`))),
    el("label", { class: "filter", for: "filter" }, t("filter"), el("input", { id: "filter", type: "search", input: event => draw(event.target.value) })), place,
  ];
}
