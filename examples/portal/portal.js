// What a portal may want to hear from the panel. None of it is needed.
const panel = document.querySelector("recall-tasks");
const news = document.querySelector("#news");

panel.addEventListener("recall:data", ({ detail }) => {
  news.textContent = `${detail.total} recalls in this range.`;
});

// The portal shows a task in its own way; the panel's drawer stays closed.
panel.addEventListener("recall:taskopen", (event) => {
  if (new URLSearchParams(location.search).has("own-details")) {
    event.preventDefault();
    news.textContent = `Recall ${event.detail.keyId} is shown by the portal.`;
  }
});

// The portal's session has ended: the rows stay, and the user signs in again at the portal.
panel.addEventListener("recall:authrequired", () => {
  news.textContent = "Please sign in again.";
});
