"use strict";
// Passkeys need a script: the browser itself talks to the key. Without it the page says so and offers other ways.
(() => {
  const NOT_HERE = "Địa chỉ này chưa dùng được khóa đăng nhập: cần tên máy chủ và kết nối bảo mật (https).";
  const NOT_DONE = "Chưa dùng được khóa: thao tác bị bỏ dở, hoặc khóa không khớp. Hãy thử lại.";

  const tell = (text) => document.querySelectorAll("[data-passkey-problem]").forEach((place) => {
    place.textContent = text;
    place.hidden = !text;
  });

  const options = async (form) => {
    const given = document.getElementById("passkey-options");
    if (given) return JSON.parse(given.textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  const create = (asked, form) => {
    const selection = asked.creation_options.publicKey.authenticatorSelection;
    const alone = form.elements.passwordless.checked;
    selection.residentKey = alone ? "required" : "discouraged";
    selection.requireResidentKey = alone;
    if (alone) selection.userVerification = "required";
    return window.webauthnJSON.create(asked.creation_options);
  };

  const use = async (event) => {
    const form = event.target;
    if (form.dataset.answered) return;
    event.preventDefault();
    event.stopPropagation();
    tell("");
    try {
      const asked = await options(form);
      const made = form.dataset.passkey === "create" ? create(asked, form) : window.webauthnJSON.get(asked.request_options);
      form.elements.credential.value = JSON.stringify(await made);
      form.dataset.answered = "1";
      form.requestSubmit();
    } catch {
      tell(NOT_DONE);
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    const named = !/^[\d.]+$|:/.test(location.hostname.replace(/^\[|\]$/g, ""));
    const works = window.isSecureContext && window.PublicKeyCredential && window.webauthnJSON && named;
    tell(works ? "" : NOT_HERE);
    document.querySelectorAll("form[data-passkey]").forEach((form) => {
      form.hidden = !works;
      if (!works) return;
      form.addEventListener("submit", use);
      form.querySelectorAll("button[hidden]").forEach((button) => { button.hidden = false; });
    });
  });
})();
