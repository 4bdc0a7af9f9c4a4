// The types of recall-tasks.js: the host contract, version 1. What everything means stands in docs/embedding.md.

/** What an attribute may say; each is text in markup. */
export interface RecallTasksAttributes {
  base?: string;
  view?: string;
  lang?: string;
  tz?: "vendor" | "local" | "utc";
  theme?: "auto" | "light" | "dark";
  density?: "normal" | "compact";
  refresh?: Text<0 | 10 | 30 | 60 | 300>;
  "url-sync"?: "none" | "manual" | "query";
  "url-prefix"?: string;
  "heading-level"?: Text<1 | 2 | 3 | 4 | 5 | 6>;
  "no-title"?: boolean | "";
  label?: string;
}

type Text<N extends number> = N | `${N}`;

/**
 * Gives the headers by which the relay knows the user, or null where there are none. What fails, takes longer than ten
 * seconds or can't be a header counts as null.
 */
export type AuthProvider = (question: { reason: AuthReason }) => SignedIn | null | Promise<SignedIn | null>;

/** Why headers are asked for. */
export type AuthReason = "start" | "expiry" | "unauthorized";

export interface SignedIn {
  headers: Record<string, string>;
  /** In milliseconds since 1970. A minute before, the provider is called again; every ten seconds at most. */
  expiresAt?: number | null;
}

export type RecallTasksState = "idle" | "loading" | "ready" | "error" | "unauthorized" | "offline" | "destroyed";

/** The element. */
export class RecallTasks extends HTMLElement {
  view: string;
  authProvider: AuthProvider | null;
  paused: boolean;
  readonly state: RecallTasksState;
  readonly contract: 1;
  readonly version: string;
  readonly ready: Promise<void>;
  refresh(): void;
  setView(view: string, how?: { replace?: boolean }): void;
  getView(): string;
  /** An identifier has 64 bits, so it is text, or a bigint. */
  focusTask(keyId: string | bigint): void;
  destroy(): void;
}

/** Rows came. */
export interface DataDetail {
  total: number;
  /** RFC 3339. */
  fetchedAt: string;
  stale: boolean;
}

/** A request failed. */
export interface ErrorDetail {
  /** One of the relay's problem kinds, or `offline`, `unreachable`, `garbage`, `not-loaded`, `stopped`. */
  kind: string;
  requestId: string | null;
}

/** The events, which bubble and cross shadow roots. */
export interface RecallTasksEventMap {
  "recall:ready": CustomEvent<{ contract: 1; version: string }>;
  "recall:viewchange": CustomEvent<{ view: string }>;
  "recall:data": CustomEvent<DataDetail>;
  /** With `preventDefault()` the host shows the task itself. */
  "recall:taskopen": CustomEvent<{ keyId: string }>;
  "recall:authrequired": CustomEvent<{ reason: "unauthorized" }>;
  "recall:error": CustomEvent<ErrorDetail>;
  "recall:destroyed": CustomEvent<Record<string, never>>;
}

type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Camel<Rest>>}` : Name;

/** The attributes in camel case, and the properties. `null` takes an attribute away. */
export type MountOptions = {
  [Name in keyof RecallTasksAttributes as Camel<Name>]?: RecallTasksAttributes[Name] | null;
} & { view?: string; authProvider?: AuthProvider | null; paused?: boolean };

export interface Mounted {
  readonly element: RecallTasks;
  readonly ready: Promise<void>;
  update(changes: MountOptions): void;
  unmount(): void;
}

/** Puts a panel into an element. */
export function mount(place: Element, options?: MountOptions): Mounted;

/** The same as single-spa calls it. */
export const lifecycles: {
  bootstrap(): Promise<void>;
  mount(application: { name: string; domElement: Element; options?: MountOptions }): Promise<void>;
  update(application: { name: string; options?: MountOptions }): Promise<void>;
  unmount(application: { name: string }): Promise<void>;
};

/** A message between a frame and the page around it. */
export interface FrameMessage<Types, Type extends keyof Types = keyof Types> {
  recall: 1;
  /** A number of the sender's that doesn't come again. */
  id: number;
  type: Type;
  /** The message that is answered. */
  re?: number;
  data?: Types[Type];
}

/** What a parent says to a frame, by type. */
export interface FrameRequests {
  /** Once, with a port, in answer to `hello`. */
  init: {
    view?: string;
    appearance?: Pick<RecallTasksAttributes, "theme" | "density">;
    locale?: Pick<RecallTasksAttributes, "lang" | "tz">;
    autoHeight?: boolean;
  };
  setView: { view: string };
  setAppearance: Pick<RecallTasksAttributes, "theme" | "density">;
  setLocale: Pick<RecallTasksAttributes, "lang" | "tz">;
  refresh: undefined;
  pause: { paused: boolean };
  auth: Pick<SignedIn, "headers">;
  /** The slice of the frame that can be seen, in pixels. */
  visible: { top: number; height: number };
  ping: undefined;
  destroy: undefined;
}

/** What a frame says to its parent, by type. */
export interface FrameReports {
  /** To the window; everything else goes over the port. */
  hello: { versions: number[] };
  ready: { contract: 1 };
  viewchange: { view: string };
  /** In pixels. */
  resize: { height: number };
  data: DataDetail;
  taskopen: { keyId: string };
  authrequired: ErrorDetail;
  error: ErrorDetail | { kind: "unknown-message"; type: string };
  pong: Record<string, never>;
  bye: Record<string, never>;
}

declare global {
  interface HTMLElementTagNameMap {
    "recall-tasks": RecallTasks;
  }
  interface GlobalEventHandlersEventMap extends RecallTasksEventMap {}
}
