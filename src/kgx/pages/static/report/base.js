// Elements, words, choices of the reader, files of data. Text of articles becomes text nodes, and nothing else.

const $ = id => document.getElementById(id);

/** An element. `props`: attributes; functions are listeners; `style` is a map of properties. */
function el(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else if (name === "style") for (const [key, of] of Object.entries(value)) element.style.setProperty(key, of);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

const link = (hash, ...children) => el("a", { href: hash }, ...children);
const entityHash = number => `#/entity/${encodeURIComponent(core.entities[number].id)}`;
const articleHash = (number, claim) => `#/article/${encodeURIComponent(core.articles[number].id)}${claim ? `/${claim}` : ""}`;

// ---- choices of the reader, kept where the browser lets pages from disk keep something

const LANGUAGES = { en: "English", hant: "繁體", hans: "简体" };
const HTML_LANG = { en: "en", hant: "zh-Hant", hans: "zh-Hans", mixed: "zh" };
const kept = {
  get(key) { try { return localStorage.getItem(`kgx-${key}`); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(`kgx-${key}`, value); } catch { /* a choice for this visit only */ } },
};
function firstLanguage() {
  const known = kept.get("language");
  if (known in LANGUAGES) return known;
  const wanted = (navigator.language || "en").toLowerCase();
  return !wanted.startsWith("zh") ? "en" : /hant|tw|hk|mo/.test(wanted) ? "hant" : "hans";
}
let language = firstLanguage();
let theme = kept.get("theme") || "auto";

/** The report's own words, in the reader's language. */
function t(key, ...values) {
  const said = STRINGS[key];
  return said ? said[language].replace(/\{(\d)\}/g, (_, n) => values[n]) : key;
}
const number = value => value.toLocaleString(HTML_LANG[language]);

// ---- files of data: scripts, since pages from disk cannot fetch

let core;
const files = new Map();
const arrived = new Map();
globalThis.kgx = { put(name, value) { arrived.set(name, value); } };

/** A script of the report's folder; resolves once it has run. */
function script(path) {
  if (!files.has(path)) {
    files.set(path, new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = path;
      element.addEventListener("load", resolve);
      element.addEventListener("error", () => reject(new Error(t("missing", path))));
      document.head.append(element);
    }));
  }
  return files.get(path);
}
async function data(name) {
  await script(`data/${name}.js`);
  return arrived.get(name);
}

/** Number of the last of `firsts` that is not above `wanted`. */
function before(firsts, wanted) {
  let low = 0, high = firsts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (firsts[middle] <= wanted) low = middle; else high = middle - 1;
  }
  return low;
}

/** A file of claims; each claim then knows its number, its sentence and its article. */
async function chunk(n) {
  const found = await data(`claims-${n}`);
  if (!found.ready) {
    found.ready = true;
    found.claims.forEach((claim, i) => {
      claim.number = found.first + i;
      claim.sentence = found.sentences[claim.sentence];
    });
  }
  return found;
}
async function claimsBy(numbers) {
  const wanted = [...new Set(numbers.map(n => before(core.firsts, n)))];
  const chunks = new Map(await Promise.all(wanted.map(async n => [n, await chunk(n)])));
  return numbers.map(n => { const of = chunks.get(before(core.firsts, n)); return of.claims[n - of.first]; });
}
const parts = claim => [claim.subject, claim.object, claim.on, claim.scenario, claim.origin, ...(claim.attribution || [])];
async function claimsOf(entity) {
  const found = await Promise.all((core.entities[entity].chunks || []).map(chunk));
  return found.flatMap(one => one.claims.filter(claim => parts(claim).includes(entity)));
}

// ---- names

/** What is known by its own name in every language. */
const BRANDS = new Set(["Model", "ModelFamily", "Lab", "Benchmark", "Study"]);
/** An entity's name in the reader's language, where it has one there. */
const nameOf = n => { const e = core.entities[n]; return (!BRANDS.has(e.type) && e[language]) || e.name; };
const named = end => (typeof end === "number" ? nameOf(end) : end);
function entityLink(end) {
  if (typeof end !== "number") return el("span", { lang: "zh" }, end);
  return el("a", { href: entityHash(end), class: `e ${core.entities[end].type}`, title: core.entities[end].name }, nameOf(end));
}
const titleOf = article => article.title || article.path;
const articleLink = (n, claim) => el("a", { href: articleHash(n, claim), lang: HTML_LANG[core.articles[n].script] }, titleOf(core.articles[n]));

// ---- the form in which texts are searched: Simplified, narrow, lower case; a character for a character

let folding;
function foldCharacters(text) {
  if (!folding) {
    const to = [...core.fold[1]];
    folding = new Map([...core.fold[0]].map((char, i) => [char, to[i]]));
  }
  return [...text].map(char => { const to = folding.get(char) ?? char.toLowerCase(); return to.length === char.length ? to : char; }).join("");
}
const fold = text => foldCharacters(text.normalize("NFC"));

/** Lists in steps: the first `step`, and a button for more. */
function inSteps(list, items, make, step = 30) {
  let shown = 0;
  const more = el("button", { class: "more", type: "button", click: () => { const at = shown; next(); list.children[at]?.querySelector("a, button")?.focus(); } });
  function next() {
    list.append(...items.slice(shown, shown + step).map(make));
    shown = Math.min(items.length, shown + step);
    more.textContent = t("more", number(items.length - shown));
    more.hidden = shown >= items.length;
  }
  next();
  return [list, more];
}
const say = text => { $("live").textContent = text; };
