// A host page without a framework, for the compiler alone.
import { lifecycles, mount, type FrameMessage, type FrameReports } from "@recall-desk/recall-tasks";

const panel = document.createElement("recall-tasks");
panel.authProvider = async ({ reason }) => (reason === "expiry" ? null : { headers: { Authorization: "Bearer x" } });
panel.setView("status=4", { replace: true });
panel.focusTask("9007199254740993");
panel.addEventListener("recall:data", ({ detail }) => detail.total.toFixed() + detail.fetchedAt.slice(0, 10));
document.addEventListener("recall:taskopen", (event) => event.detail.keyId.length);
await panel.ready;

const mounted = mount(document.body, { view: "status=4", noTitle: true, headingLevel: 3, theme: "dark" });
mounted.update({ theme: null, paused: true });
await lifecycles.mount({ name: "recalls", domElement: document.body, options: { urlSync: "query" } });

export function heard({ type, data }: FrameMessage<FrameReports, "resize">): string {
  return `${type} ${data?.height}`;
}

// @ts-expect-error: a number of 64 bits does not fit.
panel.focusTask(9007199254740992);
// @ts-expect-error: it tells, and is not told.
panel.state = "ready";
// @ts-expect-error: there is no such theme.
mounted.update({ theme: "blue" });
// @ts-expect-error: attributes are in camel case here.
mounted.update({ "no-title": true });
// @ts-expect-error: there is no such event.
panel.addEventListener("recall:done", ({ detail }) => detail);
