// The frame around every page: head, addresses after the `#`, language, appearance, keys.

const unknownPage = () => [el("h1", {}, t("unknown-page")), el("p", {}, link("#/", t("matrix")))];
const ROUTES = { "": matrixPage, entities: entitiesPage, entity: entityPage, articles: articlesPage, article: articlePage, network: networkPage, search: searchPage };
const SECTION = { "": "", entity: "entities", entities: "entities", article: "articles", articles: "articles", network: "network" };

function route() {
  try {
    return location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  } catch { return ["?"]; }
}

let turn = 0;
/** Shows the page of the address. `moved`: the reader came from another page, so start at its head. */
async function show(moved = true) {
  const mine = ++turn, [name, ...rest] = route(), main = $("main");
  const make = Object.hasOwn(ROUTES, name) ? ROUTES[name] : unknownPage;
  if ($("panel").open) $("panel").close();
  frame(name);
  const slow = setTimeout(() => { if (mine === turn) main.replaceChildren(el("p", { class: "empty" }, t("loading"))); }, 150);
  let made;
  try { made = await make(...rest); } catch (error) { made = [el("h1", {}, t("title")), el("p", { class: "empty", role: "alert" }, error.message)]; }
  clearTimeout(slow);
  if (mine !== turn) return;
  if (drawing && name !== "network") { drawing.destroy(); drawing = null; }
  main.replaceChildren(...made.flat().filter(Boolean));
  const head = main.querySelector("h1")?.textContent;
  document.title = `${name === "" ? t("title") : head} · kgx`;
  if (moved) {
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
  main.dataset.ready = location.hash || "#/";
}

function frame(name) {
  document.documentElement.lang = HTML_LANG[language];
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  $("skip").textContent = t("skip");
  const tab = (key, hash, word) => el("a", { href: hash, "aria-current": SECTION[name] === key ? "page" : null }, word);
  const select = (id, word, value, entries, change) => el("label", { for: id }, el("span", { class: "unseen" }, word),
    el("select", { id, change: event => { change(event.target.value); kept.set(id, event.target.value); show(false).then(() => $(id).focus()); } },
      ...entries.map(([key, said]) => el("option", { value: key, selected: key === value }, said))));
  const query = el("input", { id: "query", type: "search", placeholder: t("search-hint"), "aria-label": t("search"), autocomplete: "off", value: name === "search" ? route()[1] || "" : $("query")?.value || "" });
  const submit = event => { event.preventDefault(); if (query.value.trim()) location.hash = `#/search/${encodeURIComponent(query.value.trim())}`; };
  $("top").replaceChildren(
    el("a", { class: "brand", href: "#/" }, el("b", {}, "kgx"), el("span", {}, t("tagline", number(core.articles.length)))),
    el("nav", { "aria-label": t("pages") }, tab("", "#/", t("matrix")), tab("network", "#/network", t("network")), tab("entities", "#/entities", t("entities")), tab("articles", "#/articles", t("articles"))),
    el("form", { role: "search", submit }, query, el("kbd", { "aria-hidden": "true" }, "/")),
    el("div", { class: "choices" },
      select("language", t("language"), language, Object.entries(LANGUAGES), value => { language = value; }),
      select("theme", t("theme"), theme, ["auto", "light", "dark"].map(key => [key, t(`theme-${key}`)]), value => { theme = value; })));
  $("bottom").replaceChildren(el("p", {}, t(core.fullText ? "footer-full" : "footer-evidence")),
    el("p", {}, [t("count-articles", number(core.articles.length)), t("count-claims", number(core.claims))].join(" · ")));
}

addEventListener("hashchange", () => show());
addEventListener("keydown", event => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || /INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) return;
  event.preventDefault();
  $("query").focus();
});
$("skip").addEventListener("click", event => { event.preventDefault(); $("main").focus(); });
$("panel").addEventListener("click", event => {
  if (event.target === $("panel") || event.target.closest("a[href^='#']")) $("panel").close();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { if (core && theme === "auto") show(false); });

data("core").then(found => { core = found; return show(false); }).catch(error => { $("main").replaceChildren(el("p", { class: "empty", role: "alert" }, error.message)); });
