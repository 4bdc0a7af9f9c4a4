// React sets properties that an element has, and attributes otherwise; events of an element are `on` and their name.
import { StrictMode, useRef, useState } from "react";
import { createRoot } from "react-dom/client";

/** A token of the portal's session, or null when there is none any more. */
async function authProvider() {
  const answer = await fetch("/session/token");
  if (!answer.ok) return null;
  const { token, expiresAt } = await answer.json();
  return { headers: { Authorization: `Bearer ${token}` }, expiresAt };
}

function Portal() {
  const panel = useRef(null);
  const [status, setStatus] = useState("");
  const [view, setView] = useState("range=30d&size=10");
  return (
    <>
      <h1>React portal</h1>
      <p>
        <button onClick={() => setView("range=30d&size=10&status=4")}>Only exceptions</button>
        <button onClick={() => panel.current.refresh()}>Refresh</button>
        <output>{status}</output>
      </p>
      <recall-tasks
        ref={panel}
        view={view}
        authProvider={authProvider}
        onrecall:data={(event) => setStatus(`${event.detail.total} recalls`)}
        onrecall:viewchange={(event) => setView(event.detail.view)}
      />
    </>
  );
}

createRoot(document.getElementById("app")).render(
  <StrictMode>
    <Portal />
  </StrictMode>,
);
