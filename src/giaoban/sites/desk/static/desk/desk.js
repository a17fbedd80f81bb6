// Keyboard, drafts and row panels of the desk. Everything works without it; with it, hands stay on the keys.
"use strict";
(() => {
  const typing = (el) => el && (el.matches("input, textarea, select") || el.isContentEditable);
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const current = () => document.querySelector('[data-row][aria-selected="true"]');

  function select(row) {
    if (!row) return;
    for (const other of rows()) other.setAttribute("aria-selected", String(other === row));
    row.scrollIntoView({ block: "nearest" });
    pointOut(row.dataset.proposal);
    const panel = document.getElementById("panel");
    if (panel && row.dataset.panel && window.htmx) window.htmx.ajax("GET", row.dataset.panel, { target: "#panel", swap: "innerHTML" });
    row.dispatchEvent(new CustomEvent("row-selected", { bubbles: true }));
  }
  // The words a proposal was read from, where paper and proposals stand side by side.
  function pointOut(id) {
    if (!id) return;
    for (const mark of document.querySelectorAll("mark[data-proposal]")) mark.classList.toggle("here", mark.dataset.proposal === id);
    const text = document.querySelector(".source-text"), mark = text?.querySelector("mark.here");
    if (mark && text.scrollHeight > text.clientHeight) text.scrollTop += mark.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
  }
  function move(step) {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(current());
    select(all[Math.min(Math.max(at + step, 0), all.length - 1)]);
  }
  const follow = (selector) => document.querySelector(selector)?.click();

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest?.("form") || document.querySelector("form[data-draft], form.sheet");
      if (form) { event.preventDefault(); form.requestSubmit(); }
      return;
    }
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = current();
    const keys = {
      "/": () => { const box = document.getElementById("search-box"); box?.focus(); box?.select(); },
      n: () => follow("[data-key='n']"), e: () => (row ? row.querySelector("[data-key='e']")?.click() : follow("[data-key='e']")),
      t: () => follow("[data-key='t']"),
      x: () => row?.querySelector("[data-key='x']")?.click(),
      j: () => move(1), k: () => move(-1), ArrowDown: () => row && move(1), ArrowUp: () => row && move(-1),
      Enter: () => { if (!event.target.closest("a, button, summary") && row) { const open = row.querySelector("[data-key='open']"); open ? open.click() : row.dataset.href && (location.href = row.dataset.href); } else return true; },
      "?": () => document.getElementById("keys")?.showModal(),
    };
    const act = keys[event.key] || keys[event.key.toLowerCase()];
    if (act && act() !== true) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const menu = event.target.closest("[data-menu]");
    if (menu) { event.preventDefault(); document.querySelector(".side")?.classList.toggle("open"); return; }
    const mark = event.target.closest("mark[data-proposal]");
    const told = mark && document.getElementById("de-xuat-" + mark.dataset.proposal);
    if (told) { event.preventDefault(); select(told); told.focus({ preventScroll: true }); return; }
    if (event.target.closest("[data-close]")) { event.target.closest("dialog")?.close(); return; }
    const row = event.target.closest("[data-row]");
    if (row && !event.target.closest("a, button, input, summary, select, textarea, label")) select(row);
  });
  document.addEventListener("dblclick", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row || event.target.closest("a, button, input")) return;
    const to = row.dataset.href || row.querySelector("[data-key='open']")?.href;
    if (to) location.href = to;
  });

  // A draft stays on this machine until the form is saved; identities are never kept (data-nodraft).
  const names = (form) => [...form.elements].filter((el) => el.name && el.type !== "hidden" && el.type !== "password" && el.type !== "file" && !el.closest("[data-nodraft]"));
  function restore(form) {
    const key = "draft:" + form.dataset.draft;
    if (form.dataset.saved === "1") { localStorage.removeItem(key); return; }
    let kept;
    try { kept = JSON.parse(localStorage.getItem(key) || "null"); } catch { kept = null; }
    if (kept && !form.querySelector(".error")) {
      for (const el of names(form)) if (el.name in kept) { if (el.type === "checkbox" || el.type === "radio") el.checked = kept[el.name].includes(el.value); else if (!el.value || form.dataset.fresh === "1") el.value = kept[el.name]; }
      const said = form.querySelector("[data-draft-note]"); if (said) said.hidden = false;
    }
    form.addEventListener("input", () => {
      const now = {};
      for (const el of names(form)) { if (el.type === "checkbox" || el.type === "radio") { (now[el.name] ||= []); if (el.checked) now[el.name].push(el.value); } else now[el.name] = el.value; }
      localStorage.setItem(key, JSON.stringify(now));
    });
    form.addEventListener("submit", () => {
      sessionStorage.setItem("sent-draft", key);
      for (const button of form.querySelectorAll("button[type=submit]")) setTimeout(() => { button.disabled = true; }, 0);
    });
  }
  // A second click within a moment of the first sends nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target, again = event.timeStamp - (Number(form.dataset.sentAt) || -Infinity) < 1500;
    if (form.method === "post" && again) { event.preventDefault(); event.stopImmediatePropagation(); } else form.dataset.sentAt = event.timeStamp;
  }, true);
  document.addEventListener("DOMContentLoaded", () => {
    const sent = sessionStorage.getItem("sent-draft");
    if (sent && !document.querySelector("form .error")) { localStorage.removeItem(sent); }
    sessionStorage.removeItem("sent-draft");
    document.querySelectorAll("form[data-draft]").forEach(restore);
    document.querySelector(".field.has-error input, .field.has-error select, .field.has-error textarea")?.focus();
  });
  document.addEventListener("sheet-replaced", () => {
    document.querySelectorAll("form[data-draft]").forEach(restore);
    document.querySelector(".field.has-error input, .field.has-error select, .field.has-error textarea")?.focus();
    window.htmx?.process(document.querySelector("main"));
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) document.querySelectorAll("button[disabled]").forEach((b) => { b.disabled = false; }); });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-logout]")) for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key);
  });
})();
