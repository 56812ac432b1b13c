// The network of entities, drawn by a library that is read when somebody comes here; the same as a list beside it.

const narrow = () => matchMedia("(max-width: 40rem)").matches;
const SIZES = [25, 50, 100, 200];
const net = { size: narrow() ? 25 : 50, types: new Set(TYPES), knowledge: false };
let drawing = null;

function joinedTo(around) {
  const links = core.links.filter(one => (one.claims || net.knowledge) && one.source !== one.target
    && net.types.has(core.entities[one.source].type) && net.types.has(core.entities[one.target].type));
  if (around === null) return links;
  return links.filter(one => one.source === around || one.target === around);
}
/** The entities with most claims, at most so many, and all that joins them. */
function part(around) {
  const links = joinedTo(around), weight = new Map();
  for (const one of links) for (const end of [one.source, one.target]) weight.set(end, (weight.get(end) || 0) + (one.claims || 0.1));
  if (around !== null) weight.set(around, Infinity);
  const nodes = [...weight.keys()].sort((a, b) => weight.get(b) - weight.get(a) || a - b).slice(0, net.size);
  const kept = new Set(nodes);
  const all = around === null ? links : core.links.filter(one => (one.claims || net.knowledge) && one.source !== one.target);
  return { nodes, weight, links: all.filter(one => kept.has(one.source) && kept.has(one.target)) };
}

async function openLink(one) {
  const title = [nameOf(one.source), t(one.relation), nameOf(one.target)].join(" · ");
  const claims = (await claimsOf(one.source)).filter(claim => claim.subject === one.source && claim.object === one.target && claim.relation === one.relation);
  openPanel(title, claims, one.claims ? "" : el("p", { class: "soft" }, t("known")));
}

function draw(place, { nodes, weight, links }, around) {
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  drawing?.destroy();
  const most = Math.max(...nodes.map(n => (weight.get(n) === Infinity ? 0 : weight.get(n))), 1);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  drawing = globalThis.cytoscape({
    container: place,
    elements: [
      ...nodes.map((n, i) => ({
        data: { id: `n${n}`, n, label: nameOf(n), color: css(`--line-${core.entities[n].type}`), size: 14 + 34 * Math.sqrt(Math.min(weight.get(n), most) / most) },
        position: { x: 400 * Math.cos((2 * Math.PI * i) / nodes.length), y: 400 * Math.sin((2 * Math.PI * i) / nodes.length) },
      })),
      ...links.map((one, i) => ({ data: { id: `e${i}`, one, source: `n${one.source}`, target: `n${one.target}`, label: t(one.relation), width: 1 + Math.log2(1 + (one.claims || 0)), known: one.claims ? 0 : 1 } })),
    ],
    style: [
      { selector: "node", style: { "background-color": "data(color)", width: "data(size)", height: "data(size)", label: "data(label)", color: css("--ink"), "font-size": narrow() ? 26 : 13, "font-family": css("--font"), "text-valign": "bottom", "text-margin-y": 3, "text-outline-color": css("--ground"), "text-outline-width": 2, "min-zoomed-font-size": 6, "border-width": 1, "border-color": css("--ground") } },
      { selector: "edge", style: { width: "data(width)", "line-color": css("--line"), "target-arrow-color": css("--line"), "target-arrow-shape": "triangle", "arrow-scale": 0.7, "curve-style": "bezier", "font-size": 9, color: css("--ink"), "text-outline-color": css("--ground"), "text-outline-width": 2, "text-rotation": "autorotate" } },
      { selector: "edge[known = 1]", style: { "line-style": "dashed" } },
      { selector: ".far", style: { opacity: 0.12 } },
      { selector: "edge.named", style: { label: "data(label)" } },
      { selector: "edge.near", style: { "line-color": css("--accent"), "target-arrow-color": css("--accent") } },
      { selector: "node.chosen", style: { "border-width": 3, "border-color": css("--accent") } },
    ],
    layout: { name: "cose", animate: false, randomize: false, nodeRepulsion: () => 400000, idealEdgeLength: () => 130, gravity: 0.4, nodeOverlap: 40, componentSpacing: 80, numIter: nodes.length > 150 ? 300 : 1000, padding: 24 },
    minZoom: 0.15, maxZoom: 3, wheelSensitivity: still ? 1 : undefined,
  });
  drawing.on("tap", "edge", event => openLink(event.target.data("one")));
  drawing.on("tap", "node", event => choose(event.target));
  drawing.on("tap", event => { if (event.target === drawing) choose(null); });
  if (around !== null) choose(drawing.$id(`n${around}`));
}
function choose(node) {
  drawing.elements().removeClass("far near named chosen");
  if (!node?.length) { listAll(drawing.edges().map(edge => edge.data("one"))); return; }
  const side = $("chosen");
  const near = node.closedNeighborhood();
  drawing.elements().not(near).addClass("far");
  near.edges().addClass(near.edges().length > 30 ? "near" : "near named");
  node.addClass("chosen");
  const n = node.data("n");
  const links = near.edges().map(edge => edge.data("one")).sort((a, b) => (b.claims || 0) - (a.claims || 0));
  side.replaceChildren(el("h2", {}, entityLink(n)), el("p", {}, link(entityHash(n), t("open-page"))), ...linkList(links));
}
/** The network as a list, for who cannot see or point at it. */
function listAll(links) {
  const sorted = [...links].sort((a, b) => (b.claims || 0) - (a.claims || 0) || a.source - b.source);
  $("chosen").replaceChildren(el("h2", {}, t("network-list", number(sorted.length))), ...linkList(sorted));
}
function linkList(links) {
  return inSteps(el("ul", { class: "links" }), links, one => el("li", {}, entityLink(one.source), " ",
    one.claims ? el("button", { type: "button", class: "relation", click: () => openLink(one) }, `${t(one.relation)} ×${number(one.claims)}`) : el("span", { class: "relation soft", title: t("known") }, t(one.relation)), " ", entityLink(one.target)), 40);
}

async function networkPage(id) {
  await script("lib/cytoscape.min.js");
  const around = id ? core.entities.findIndex(entity => entity.id === id) : null;
  if (around === -1) return unknownPage();
  const place = el("div", { id: "drawing", role: "img", "aria-label": t("network-label") });
  function redraw() {
    const shown = part(around);
    listAll(shown.links);
    if (shown.nodes.length) draw(place, shown, around); else { drawing?.destroy(); drawing = null; }
  }
  queueMicrotask(() => setTimeout(redraw));
  const toggle = (type, on) => { net.types[on ? "add" : "delete"](type); redraw(); };
  return [
    el("h1", {}, around === null ? t("network") : t("network-around", nameOf(around))),
    el("p", { class: "lead" }, t("network-lead")),
    around === null ? null : el("p", {}, link("#/network", t("network-all"))),
    el("form", { class: "controls", submit: event => event.preventDefault() },
      el("label", { for: "size" }, t("network-size"), el("select", { id: "size", change: event => { net.size = Number(event.target.value); redraw(); } }, ...SIZES.map(size => el("option", { value: size, selected: size === net.size }, number(size))))),
      el("span", { class: "checks" }, ...TYPES.map(type => el("label", { class: `check e ${type}` }, el("input", { type: "checkbox", checked: net.types.has(type), change: event => toggle(type, event.target.checked) }), t(`type-${type}`)))),
      el("label", { class: "check" }, el("input", { type: "checkbox", checked: net.knowledge, change: event => { net.knowledge = event.target.checked; redraw(); } }), t("with-knowledge")),
      el("button", { type: "button", class: "more", click: () => drawing?.fit(undefined, 20) }, t("network-fit"))),
    el("div", { class: "network" }, place, el("section", { id: "chosen", "aria-label": t("network"), tabindex: "0" })),
  ].filter(Boolean);
}
