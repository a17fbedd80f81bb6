// Typing a letter: keys, completion of names, and a form that loses nothing when the line is cut.
"use strict";
(() => {
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();
  const sheet = () => document.querySelector("form[data-typing]");

  // Keys: Enter goes to the next field, Ctrl+Enter saves (desk.js), Ctrl+Shift+Enter saves and goes on.
  function fieldsOf(form) {
    return [...form.elements].filter((el) => el.matches("input:not([type=hidden]), select, textarea, button") && !el.disabled && el.offsetParent !== null && form.contains(el));
  }
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("form[data-typing]");
    if (!form || event.key !== "Enter") return;
    if ((event.ctrlKey || event.metaKey) && event.shiftKey) {
      event.preventDefault(); event.stopImmediatePropagation(); form.requestSubmit(form.querySelector("[data-next]"));
    } else if (!event.ctrlKey && !event.metaKey && event.target.matches("input:not([type=checkbox]), select") && !open) {
      event.preventDefault();
      const all = fieldsOf(form);
      all[all.indexOf(event.target) + 1]?.focus();
    }
  }, true);

  // Completion: a list of our own, found without marks; an abolished place offers the one it went into, and both are written.
  let open = null;
  function choicesOf(input) {
    const places = input.dataset.complete === "places", words = document.getElementById("successor")?.content.querySelectorAll("span") || [];
    const found = [];
    for (const option of document.getElementById(input.dataset.complete)?.options || []) {
      const name = option.value, now = option.dataset.now;
      found.push({ name, key: " " + fold(name), text: now ? now + " (" + name + " cũ)" : name, note: now ? words[0].textContent + " " + now : "" });
    }
    return places || found.length ? found : [];
  }
  // Only the piece after the last comma is completed, so that "Thôn Ba, khe d" works in an address.
  const piece = (input) => { const at = input.value.lastIndexOf(",") + 1; return [input.value.slice(0, at), input.value.slice(at)]; };
  function close() {
    if (!open) return;
    open.box.remove(); open.input.setAttribute("aria-expanded", "false"); open.input.removeAttribute("aria-activedescendant"); open = null;
  }
  function take(number) {
    const { input, rows } = open, [before] = piece(input), row = rows[number];
    close();
    input.value = (before ? before + " " : "") + row.text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  }
  function mark(number) {
    open.at = number;
    [...open.box.children].forEach((line, place) => line.setAttribute("aria-selected", String(place === number)));
    const line = open.box.children[number];
    if (line) { open.input.setAttribute("aria-activedescendant", line.id); line.scrollIntoView({ block: "nearest" }); }
  }
  function offer(input) {
    close();
    const typed = fold(piece(input)[1]);
    if (typed.length < 2) return;
    const rows = choicesOf(input).filter((row) => row.key.includes(" " + typed) && fold(row.text) !== typed).slice(0, 8);
    if (!rows.length) return;
    const box = document.createElement("ul");
    box.className = "complete"; box.id = input.id + "-list"; box.setAttribute("role", "listbox"); box.setAttribute("aria-label", input.labels[0]?.textContent || "");
    rows.forEach((row, place) => {
      const line = document.createElement("li");
      line.id = box.id + "-" + place; line.setAttribute("role", "option"); line.textContent = row.name;
      if (row.note) { const note = document.createElement("small"); note.textContent = " " + row.note; line.append(note); }
      line.addEventListener("mousedown", (event) => { event.preventDefault(); take(place); });
      box.append(line);
    });
    input.parentElement.append(box);
    input.setAttribute("aria-expanded", "true"); input.setAttribute("aria-controls", box.id);
    open = { input, box, rows, at: -1 };
  }
  document.addEventListener("input", (event) => { if (event.target.matches?.("[data-complete]") && event.isTrusted) offer(event.target); });
  document.addEventListener("focusout", (event) => { if (open && event.target === open.input) close(); });
  document.addEventListener("keydown", (event) => {
    if (!open || event.target !== open.input) return;
    const last = open.rows.length - 1;
    if (event.key === "ArrowDown") mark(open.at >= last ? 0 : open.at + 1);
    else if (event.key === "ArrowUp") mark(open.at <= 0 ? last : open.at - 1);
    else if (event.key === "Enter" && !event.ctrlKey) { if (open.at < 0) { close(); return; } take(open.at); }
    else if (event.key === "Escape") close();
    else if (event.key === "Tab" && open.at >= 0) { take(open.at); return; }
    else return;
    event.preventDefault(); event.stopImmediatePropagation();
  }, true);

  // Beside the form: one letter at most is the same one; a refusal asks anew.
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.matches?.("[data-only]") && box.checked) for (const other of document.querySelectorAll("[data-only]")) if (other !== box) other.checked = false;
    if (box.matches?.("[data-refresh]")) window.htmx?.trigger("#beside", "refresh");
  });

  // Sending by hand: the page with everything typed goes away only when the letter is in the book.
  let waiting = null;
  const say = (form, name) => { for (const line of form.querySelectorAll("[data-line]")) line.hidden = line.dataset.line !== name; };
  function ready(form) { for (const button of form.querySelectorAll("button[disabled]")) button.disabled = false; delete form.dataset.sentAt; }
  async function renewed(form) {
    const page = new DOMParser().parseFromString(await (await fetch(location.pathname, { credentials: "same-origin" })).text(), "text/html");
    const token = page.querySelector("form[data-typing] [name=csrfmiddlewaretoken]");
    if (token) form.querySelector("[name=csrfmiddlewaretoken]").value = token.value;
    return Boolean(token);
  }
  async function send(form, next, again = false) {
    const data = new FormData(form);
    if (next) data.set("do", "next");
    waiting = null;
    let answer;
    try { answer = await fetch(location.pathname, { method: "POST", body: data, headers: { "X-Typing": "1" }, credentials: "same-origin" }); }
    catch { waiting = { form, next }; say(form, "offline"); ready(form); return; }
    const to = answer.headers.get("X-Go-To");
    if (to) { localStorage.removeItem("draft:" + form.dataset.draft); sessionStorage.removeItem("sent-draft"); location.assign(to); return; }
    if (answer.redirected) { say(form, "login"); ready(form); return; }
    if (answer.status === 403 && !again && await renewed(form)) { await send(form, next, true); return; }
    if (answer.status !== 422) { say(form, "server"); ready(form); return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    sessionStorage.removeItem("sent-draft");
    const kept = [...document.querySelectorAll("#beside input:checked")].map((box) => [box.name, box.value]);
    document.querySelector("form[data-typing]").replaceWith(page.querySelector("form[data-typing]"));
    start();
    document.dispatchEvent(new CustomEvent("sheet-replaced"));
    for (const [name, value] of kept) { const box = document.querySelector(`#beside input[name="${name}"][value="${value}"]`); if (box) box.checked = true; }
  }
  window.addEventListener("online", () => { if (waiting && document.contains(waiting.form)) { const { form, next } = waiting; send(form, next); } });

  function start() {
    const form = sheet();
    if (!form) return;
    for (const input of form.querySelectorAll("[data-complete]")) { input.setAttribute("role", "combobox"); input.setAttribute("aria-autocomplete", "list"); input.setAttribute("aria-expanded", "false"); input.autocomplete = "off"; }
    form.addEventListener("submit", (event) => { if (event.defaultPrevented) return; event.preventDefault(); close(); send(form, event.submitter?.value === "next"); });
    if (!form.querySelector(".has-error")) (form.elements[form.dataset.first] || fieldsOf(form)[0])?.focus();
  }
  document.addEventListener("DOMContentLoaded", start);
})();
