// Models by behaviors. A cell has every value that articles give, never a mean of them.

const FIRST_ROWS = 40, FIRST_COLUMNS = 14;
const view = { order: "claims", lab: "", polarities: new Set(["asserted", "negated", "hedged"]), conflicts: false, rows: FIRST_ROWS, columns: FIRST_COLUMNS };

/** From a pale ground to a deep one; the ink on it is whichever can be read. */
const SCALE = {
  light: [[255, 247, 232], [253, 206, 142], [236, 121, 68], [168, 40, 30]],
  dark: [[52, 41, 33], [104, 59, 30], [170, 75, 33], [246, 150, 88]],
};
function heat(value) {
  const stops = SCALE[isDark() ? "dark" : "light"], at = Math.min(Math.max(value, 0), 1) * (stops.length - 1);
  const i = Math.min(Math.floor(at), stops.length - 2);
  return stops[i].map((low, c) => Math.round(low + (stops[i + 1][c] - low) * (at - i)));
}
const linear = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
const ink = color => (luminance(color) > 0.179 ? "#000000" : "#ffffff"); // black and white are read equally well at .179
const isDark = () => (theme === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark");

/** Who makes a model: by kgx's knowledge through its families, and by the articles. */
function makers() {
  const up = new Map(), makes = new Map();
  const add = (map, key, value) => map.set(key, [...(map.get(key) || []), value]);
  for (const { source, target, relation } of core.links) {
    if (relation === "VERSION_OF") add(up, source, target);
    else if (relation === "MAKES" || (relation === "DEVELOPED" && core.entities[source].type === "Lab")) add(makes, target, source);
  }
  const of = new Map();
  return function labs(model, depth = 0) {
    if (!of.has(model)) of.set(model, new Set([...(makes.get(model) || []), ...(depth < 6 ? (up.get(model) || []).flatMap(family => [...labs(family, depth + 1)]) : [])]));
    return of.get(model);
  };
}

/** All that a cell holds, of the claims in it. */
function summary(cells) {
  const measured = cells.filter(cell => cell.value !== undefined && (cell.polarity !== "hedged") && (cell.polarity !== "negated" || cell.value === 0));
  const of = polarity => cells.filter(cell => (cell.polarity || "asserted") === polarity);
  const lows = measured.map(cell => cell.value), highs = measured.map(cell => cell.high ?? cell.value);
  return {
    count: cells.length,
    low: lows.length ? Math.min(...lows) : null,
    high: highs.length ? Math.max(...highs) : null,
    sign: measured.length === 1 ? measured[0].comparator : undefined,
    denied: of("negated").filter(cell => cell.value === undefined || cell.value !== 0).length,
    hedged: of("hedged").length,
    seen: of("asserted").length,
    conditional: cells.some(cell => cell.conditional),
    conflict: cells.some(cell => cell.conflict),
  };
}
function cellText(sum) {
  if (sum.low !== null) return span(sum.low, sum.high, sum.sign);
  return sum.seen ? "●" : sum.denied ? "✕" : "?";
}
/** The same in words. */
function cellWords(sum, model, behavior) {
  const said = sum.low !== null ? span(sum.low, sum.high, sum.sign) : t(sum.seen ? "legend-seen" : sum.denied ? "legend-negated" : "legend-hedged");
  const more = [sum.low !== null && sum.denied && t("legend-negated"), sum.low !== null && sum.hedged && t("legend-hedged"),
    sum.conditional && t("legend-condition"), sum.conflict && t("legend-conflict")];
  return [`${nameOf(model)}, ${nameOf(behavior)}: ${said}`, t("count-claims", sum.count), ...more.filter(Boolean)].join("; ");
}
function cellMarks(sum) {
  const marks = [];
  if (sum.count > 1) marks.push(`×${sum.count}`);
  if (sum.denied && (sum.low !== null || sum.seen)) marks.push("✕");
  if (sum.hedged && (sum.low !== null || sum.seen || sum.denied)) marks.push("?");
  if (sum.conditional) marks.push("※");
  return [marks.join(" "), sum.conflict ? el("b", { class: "conflict-mark" }, " ≠") : ""];
}
function cellFace(sum) {
  const measured = sum.low !== null, color = measured ? heat(sum.high) : null;
  const kind = measured ? (sum.high === 0 ? "zero" : "rate") : sum.seen ? "seen" : sum.denied ? "denied" : "hedged";
  return {
    class: `cell ${kind}`,
    style: measured ? { "background-color": `rgb(${color})`, color: ink(color) } : {},
    inner: [
      el("span", { class: "figure" }, cellText(sum)),
      el("span", { class: "small" }, ...cellMarks(sum)),
      measured && sum.low !== sum.high
        ? el("span", { class: "bar" }, el("i", { style: { left: `${sum.low * 100}%`, width: `${Math.max((sum.high - sum.low) * 100, 2)}%` } }))
        : null,
    ],
  };
}

async function openCell(model, behavior, cells) {
  const claims = await claimsBy(cells.map(cell => cell.claim));
  const order = new Map(cells.map(cell => [cell.claim, cell.value ?? -1]));
  claims.sort((a, b) => order.get(b.number) - order.get(a.number));
  openPanel(`${nameOf(model)} · ${nameOf(behavior)}`, claims, el("p", { class: "soft" }, t("count-claims", number(claims.length))));
}

function chosen(labs) {
  const grid = new Map();
  for (const cell of core.cells) {
    if (!view.polarities.has(cell.polarity || "asserted")) continue;
    if (view.lab && !labs(cell.model).has(Number(view.lab))) continue;
    if (!grid.has(cell.model)) grid.set(cell.model, new Map());
    const row = grid.get(cell.model);
    if (!row.has(cell.behavior)) row.set(cell.behavior, []);
    row.get(cell.behavior).push(cell);
  }
  for (const [model, row] of grid) {
    if (!view.conflicts) continue;
    for (const [behavior, cells] of row) if (!cells.some(cell => cell.conflict)) row.delete(behavior);
    if (!row.size) grid.delete(model);
  }
  return grid;
}
function orderOf(grid) {
  const count = model => [...grid.get(model).values()].reduce((sum, cells) => sum + cells.length, 0);
  const highest = model => Math.max(-1, ...[...grid.get(model).values()].map(cells => summary(cells).high ?? -1));
  const keys = new Map([...grid.keys()].map(model => [model, view.order === "claims" ? count(model) : view.order === "highest" ? highest(model) : 0]));
  return [...grid.keys()].sort((a, b) => keys.get(b) - keys.get(a) || nameOf(a).localeCompare(nameOf(b), "en", { numeric: true }));
}

function table(grid) {
  const rows = orderOf(grid);
  const counts = new Map();
  for (const row of grid.values()) for (const [behavior, cells] of row) counts.set(behavior, (counts.get(behavior) || 0) + cells.length);
  const columns = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b);
  const shownRows = rows.slice(0, view.rows), shownColumns = columns.slice(0, view.columns);
  const body = shownRows.map(model => el("tr", {},
    el("th", { scope: "row" }, entityLink(model)),
    ...shownColumns.map(behavior => {
      const cells = grid.get(model).get(behavior);
      if (!cells) return el("td", {});
      const sum = summary(cells), face = cellFace(sum);
      return el("td", {}, el("button", {
        type: "button", class: face.class, style: face.style, tabindex: "-1", title: cellWords(sum, model, behavior),
        "aria-label": cellWords(sum, model, behavior), click: () => openCell(model, behavior, cells),
      }, ...face.inner));
    })));
  const found = el("table", { class: `matrix ${language === "en" ? "slant" : "upright"}`, "aria-label": t("matrix-label"), keydown: moveInTable },
    el("thead", {}, el("tr", {}, el("th", { scope: "col", class: "corner" }, t("model")),
      ...shownColumns.map(behavior => el("th", { scope: "col" }, el("a", { href: entityHash(behavior), title: nameOf(behavior) }, nameOf(behavior)))))),
    el("tbody", {}, ...body));
  for (const link of found.querySelectorAll("a")) link.setAttribute("tabindex", "-1");
  found.querySelector("button")?.setAttribute("tabindex", "0");
  return { found, moreRows: rows.length, moreColumns: columns.length };
}
/** Arrow keys go to the next cell or heading that holds something; one at a time is a stop for the tab key. */
function moveInTable(event) {
  const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
  const from = event.target.closest("td, th");
  if (!step || !from) return;
  event.preventDefault();
  const rows = [...event.currentTarget.rows];
  let [y, x] = [rows.indexOf(from.parentElement), from.cellIndex];
  for (;;) {
    y += step[0]; x += step[1];
    const cell = rows[y]?.cells[x];
    if (!cell) return;
    const next = cell.querySelector("a, button");
    if (!next) continue;
    event.target.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest", inline: "nearest" }); // just as far as needed, so that the headings stay in view
    return;
  }
}

function legend() {
  const item = (sign, word, kind = "") => el("li", {}, el("span", { class: `key ${kind}` }, sign), word);
  const scale = el("li", { class: "scale" }, "0%", ...[0, 0.25, 0.5, 0.75, 1].map(at => el("i", { style: { "background-color": `rgb(${heat(at)})` } })), "100%");
  return el("details", { class: "legend", open: !matchMedia("(max-width: 40rem)").matches }, el("summary", {}, t("legend")), el("ul", {}, scale,
    item("6–19%", t("legend-range")), item("×3", t("legend-count")), item("※", t("legend-condition")), item("≠", t("legend-conflict"), "conflict-mark"),
    item("0%", t("legend-zero"), "zero"), item("●", t("legend-seen"), "seen"), item("✕", t("legend-negated"), "denied"), item("?", t("legend-hedged"), "hedged")));
}

function controls(redraw, labs) {
  const used = new Map();
  for (const cell of core.cells) for (const lab of labs(cell.model)) used.set(lab, nameOf(lab));
  const options = [...used].sort((a, b) => a[1].localeCompare(b[1]));
  const select = (id, word, value, entries, change) => el("label", { for: id }, word, el("select", { id, change: event => { change(event.target.value); redraw(); } },
    ...entries.map(([key, name]) => el("option", { value: key, selected: String(key) === value }, name))));
  const check = (word, checked, change) => el("label", { class: "check" }, el("input", { type: "checkbox", checked, change: event => { change(event.target.checked); redraw(); } }), word);
  return el("form", { class: "controls", submit: event => event.preventDefault() },
    select("order", t("order"), view.order, ["claims", "highest", "name"].map(key => [key, t(`order-${key}`)]), value => { view.order = value; }),
    select("lab", t("lab"), view.lab, [["", t("every-lab")], ...options], value => { view.lab = value; }),
    el("span", { class: "checks" },
      ...["asserted", "negated", "hedged"].map(kind => check(t(kind), view.polarities.has(kind), on => view.polarities[on ? "add" : "delete"](kind))),
      check(t("only-conflicts"), view.conflicts, on => { view.conflicts = on; })),
    el("span", { class: "hint" }, t("keys-hint")));
}

async function groupsSection() {
  const found = [];
  for (const n of core.firsts.keys()) for (const claim of (await chunk(n)).claims) {
    if (claim.relation === "EXHIBITED" && typeof claim.subject === "string") found.push(claim);
  }
  return found;
}

function matrixPage() {
  const labs = makers();
  const place = el("div", {});
  function redraw() {
    const grid = chosen(labs);
    if (!grid.size) { place.replaceChildren(el("p", { class: "empty" }, t("nothing"))); return; }
    const { found, moreRows, moreColumns } = table(grid);
    const button = (word, click) => el("button", { type: "button", class: "more", click: () => { click(); redraw(); } }, word);
    place.replaceChildren(el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("matrix-label") }, found), el("p", { class: "buttons" },
      moreRows > view.rows ? button(t("show-all-models", number(moreRows)), () => { view.rows = Infinity; }) : null,
      moreColumns > view.columns ? button(t("show-all-behaviors", number(moreColumns)), () => { view.columns = Infinity; }) : null));
  }
  redraw();
  const groups = el("div", {});
  const toggle = async event => {
    if (!event.target.open || groups.firstChild) return;
    const claims = await groupsSection();
    groups.append(el("p", { class: "soft" }, t("groups-lead")), ...cards(claims));
  };
  return [el("h1", {}, t("title")), el("p", { class: "lead" }, t("matrix-lead")), controls(redraw, labs), legend(), place,
    core.groups ? el("details", { class: "groups", toggle }, el("summary", {}, t("groups", number(core.groups))), groups) : null];
}
