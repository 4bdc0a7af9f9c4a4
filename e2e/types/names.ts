// The names in recall-tasks.d.ts as values. The compiler sees to it that each list has all of them and no other; a test
// compares the lists with the element.
import type {
  FrameReports,
  FrameRequests,
  RecallTasks,
  RecallTasksAttributes,
  RecallTasksEventMap,
} from "@recall-desk/recall-tasks";
import type * as Module from "@recall-desk/recall-tasks";

type Names<All extends PropertyKey> = Record<All, true>;
const list = (names: Record<string, true>) => Object.keys(names).sort();

export const EXPORTS = list({ RecallTasks: true, lifecycles: true, mount: true } satisfies Names<keyof typeof Module>);

export const ATTRIBUTES = list({
  ...{ base: true, view: true, lang: true, tz: true, theme: true, density: true, refresh: true },
  ...{ "url-sync": true, "url-prefix": true, "heading-level": true, "no-title": true, label: true },
} satisfies Names<keyof RecallTasksAttributes>);

export const MEMBERS = list({
  ...{ view: true, authProvider: true, paused: true, state: true, contract: true, version: true, ready: true },
  ...{ refresh: true, setView: true, getView: true, focusTask: true, destroy: true },
} satisfies Names<Exclude<keyof RecallTasks, keyof HTMLElement>>);

export const EVENTS = list({
  ...{ "recall:ready": true, "recall:viewchange": true, "recall:data": true, "recall:taskopen": true },
  ...{ "recall:authrequired": true, "recall:error": true, "recall:destroyed": true },
} satisfies Names<keyof RecallTasksEventMap>);

export const REQUESTS = list({
  ...{ init: true, setView: true, setAppearance: true, setLocale: true, refresh: true, pause: true },
  ...{ auth: true, visible: true, ping: true, destroy: true },
} satisfies Names<keyof FrameRequests>);

export const REPORTS = list({
  ...{ hello: true, ready: true, viewchange: true, resize: true, data: true, taskopen: true },
  ...{ authrequired: true, error: true, pong: true, bye: true },
} satisfies Names<keyof FrameReports>);
