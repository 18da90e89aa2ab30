"use strict";
// A paper saves itself while it is written: to the server first. What could not be sent waits in this browser, field by
// field, is shown as waiting, and is sent when the server can be reached again or the paper is opened again.
(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const SHELF = "danvan-nhap:";
  const KEPT_FOR = 14 * 24 * 60 * 60 * 1000;
  const AGAIN_AFTER = 15000;
  const OURS = new Set(["csrfmiddlewaretoken", "token", "position", "revision", "next", "dua-tren", "theo-mau"]);
  const shelf = () => SHELF + form.elements.revision.dataset.keep;

  // Values: field name → the texts it holds, also where it holds none.
  const fields = () => [...new Set([...form.elements].map((field) => field.name).filter((name) => name && !OURS.has(name)))];
  const values = () => {
    const data = new FormData(form);
    return new Map(fields().map((name) => [name, data.getAll(name)]));
  };
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const unsent = () => [...values()].filter(([name, texts]) => !same(texts, saved.get(name)));

  let saved = values();
  let sending = null;
  let shelfThen = "";
  let failing = "";
  let pressed = null;
  let timer = 0;

  // The store of a browser may be shut or full; then everything works as without this file.
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(shelf()));
    } catch {
      return null;
    }
  };
  const forget = (name) => {
    try {
      localStorage.removeItem(name);
    } catch { /* as above */ }
  };
  const keep = () => {
    const waiting = unsent();
    if (!waiting.length) forget(shelf());
    else try {
      localStorage.setItem(shelf(), JSON.stringify({
        at: Date.now(), token: form.elements.token.value,
        fields: waiting.map(([name, texts]) => ({ name, texts, base: saved.get(name) ?? [] })),
      }));
    } catch { /* as above */ }
    show(waiting.map(([name]) => name));
  };

  const itemOf = (name) => [].concat(form.elements[name]?.length ? [...form.elements[name]] : form.elements[name])[0]?.closest(".item");
  const titleOf = (name) => {
    const field = form.elements[name];
    const label = (field?.labels ?? [])[0] ?? itemOf(name)?.querySelector("legend, .item-title, label");
    return (label?.textContent ?? "").replace(/\s+/g, " ").replace(/^ *\d+\. |\*\s*$/g, "").trim() || name;
  };
  const show = (names) => {
    const waiting = new Set(failing ? names.map(itemOf) : []);
    form.querySelectorAll(".item").forEach((item) => item.toggleAttribute("data-unsent", waiting.has(item)));
    const place = document.getElementById("da-luu");
    if (!failing || !names.length || !place) return;
    place.className = "waiting";
    place.textContent = `${failing} Chưa gửi được: ${[...new Set(names.map(titleOf))].join("; ")}. Phần này đang giữ trong máy của bạn.`;
  };

  const send = () => form.dispatchEvent(new Event("change", { bubbles: true }));
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(() => failing && unsent().length && send(), AGAIN_AFTER);
  };
  const failed = (why, once) => {
    failing = why;
    keep();
    if (!once) again();
  };

  form.addEventListener("input", keep);
  // What is being corrected is no longer marked as wrong; the next saving says what is still unclear.
  form.addEventListener("input", ({ target }) => {
    target.closest("[id^='div_id_'], .item")?.querySelectorAll(".invalid-feedback, .error").forEach((told) => told.remove());
    [...form.elements].filter((field) => field.name === target.name).forEach((field) => {
      field.classList.remove("is-invalid");
      field.removeAttribute("aria-invalid");
      document.querySelector(`.error-summary a[href="#${field.id}"]`)?.closest("li").remove();
    });
    const summary = document.querySelector(".error-summary");
    if (summary && !summary.querySelector("li")) summary.remove();
  });
  form.addEventListener("change", keep);
  window.addEventListener("online", () => unsent().length && send());
  form.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target !== form) return;
    sending = values();
    shelfThen = shelf();
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.target !== form) return;
    const { xhr, successful } = event.detail;
    const sent = sending;
    sending = null;
    if (new URL(xhr.responseURL || location.href).pathname.startsWith("/dang-nhap/")) failed("Phiên làm việc đã hết: hãy đăng nhập ở một thẻ khác rồi tải lại trang này.", true);
    else if (xhr.status === 409) failed("Nội dung vừa được lưu ở nơi khác: bấm nút lưu để xem hai bản.", true);
    else if (xhr.status === 422) failed("Có chỗ viết chưa đúng nên chưa lưu: bấm nút lưu để xem chỗ sai.", true);
    else if (xhr.status === 403) failed("Máy chủ không nhận: hãy tải lại trang này.", true);
    else if (!successful) failed(xhr.status ? "Máy chủ đang bận, sẽ tự gửi lại." : "Mất kết nối, sẽ tự gửi khi có mạng lại.");
    else {
      failing = "";
      saved = sent;
      forget(shelfThen);
      keep();
    }
    if (pressed) {
      const { button } = pressed;
      pressed = null;
      form.requestSubmit(button);
    }
  });
  // A button pressed while the paper is just being saved waits for that: two savings at once would look like two writers.
  // A pressed form tells which fields were changed here and what they said before: where somebody else saved other
  // fields meanwhile, the server can keep both.
  form.addEventListener("submit", (event) => {
    if (sending) {
      event.preventDefault();
      pressed = { button: event.submitter };
      return;
    }
    const told = form.elements["dua-tren"] ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "dua-tren" }));
    told.value = JSON.stringify(Object.fromEntries(unsent().map(([name]) => [name, saved.get(name) ?? []])));
  });

  // A page that the browser had put by shows what was typed then; the server knows what became of it.
  window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

  // What an earlier visit could not send.
  const fill = (name, texts) => [...form.elements].filter((field) => field.name === name).forEach((field) => {
    if (field.type === "checkbox" || field.type === "radio") field.checked = texts.includes(field.value);
    else field.value = texts[0] ?? "";
  });
  const line = (text, ...buttons) => {
    const note = document.createElement("div");
    note.className = "note note-warning";
    note.setAttribute("role", "status");
    note.append(text, ...buttons);
    (form.closest(".cols") ?? form).before(note);
    return note;
  };
  const button = (label, press) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "link-button";
    made.textContent = label;
    made.addEventListener("click", press);
    return made;
  };
  const offer = ({ name, texts }) => {
    const note = line(`${titleOf(name)}: bản trên máy chủ đã khác; phần chưa gửi được của bạn là “${texts.join(", ")}”. `,
      button("Dùng phần của tôi", () => { fill(name, texts); note.remove(); send(); }), " ", button("Bỏ", () => note.remove()));
  };
  const back = () => {
    const kept = read();
    if (!kept || Date.now() - kept.at > KEPT_FOR) return;
    const now = values();
    const open = kept.fields.filter(({ name, texts }) => now.has(name) && !same(texts, now.get(name)));
    const [clean, clashing] = [open.filter((one) => same(one.base, now.get(one.name))), open.filter((one) => !same(one.base, now.get(one.name)))];
    clean.forEach(({ name, texts }) => fill(name, texts));
    clashing.forEach(offer);
    if (clean.length) {
      // The earlier visit may have reached the server without hearing so: its mark leads to what it began.
      form.elements.token.value = kept.token;
      const note = line(`Đã lấy lại phần chưa gửi được lần trước: ${[...new Set(clean.map(({ name }) => titleOf(name)))].join("; ")}. `, button("Bỏ phần này", () => {
        clean.forEach(({ name, base }) => fill(name, base));
        note.remove();
        send();
      }));
      form.querySelectorAll("textarea").forEach((box) => box.dispatchEvent(new Event("input", { bubbles: true })));
      send();
    }
    keep();
  };
  // A page that shows two texts has saved neither of them yet. htmx takes the form in hand at the same event, before us.
  if (form.hasAttribute("data-clash")) saved = new Map();
  else document.addEventListener("DOMContentLoaded", back);
})();
