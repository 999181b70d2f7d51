// Runs before textual.js, which opens the terminal when the page is loaded.

// The page is told why its socket was closed.
window.WebSocket = class extends WebSocket {
  constructor(...words) {
    super(...words);
    this.addEventListener("close", (event) => {
      document.getElementById("reason").textContent = event.reason;
    });
  }
};

document.addEventListener("DOMContentLoaded", () => {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  document.getElementById("terminal").dataset.sessionWebsocketUrl = `${scheme}//${location.host}/ws`;

  // A letter that is drawn before its font is there stays as it was drawn.
  const open = window.onload;
  const faces = ["", "bold ", "italic ", "italic bold "].map((style) =>
    document.fonts.load(`${style}16px "Roboto Mono"`, "a\u05d0\u0644\ufedf"));
  window.onload = (event) => Promise.allSettled(faces).then(() => open(event));

  // Keys go to the annotator as soon as it is there.
  new MutationObserver((_, observer) => {
    if (document.body.classList.contains("-first-byte")) {
      document.querySelector(".xterm-helper-textarea").focus();
      observer.disconnect();
    }
  }).observe(document.body, { attributeFilter: ["class"] });
});

// A mouse button that is not the first one belongs to the annotator.
document.addEventListener("contextmenu", (event) => {
  if (event.target.closest("#terminal")) event.preventDefault();
});
