// <recall-tasks> in JSX, for React from version 19 on: `import type {} from "@recall-desk/recall-tasks/react"`. In a file of its own,
// because whoever doesn't use React has no types of it.
import type { DetailedHTMLProps, HTMLAttributes } from "react";

import type { RecallTasks, RecallTasksAttributes, RecallTasksEventMap } from "./recall-tasks.js";

type Handlers = { [Name in keyof RecallTasksEventMap as `on${Name}`]?: (event: RecallTasksEventMap[Name]) => void };
type Own = RecallTasksAttributes & Partial<Pick<RecallTasks, "authProvider" | "paused">> & Handlers;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "recall-tasks": Omit<DetailedHTMLProps<HTMLAttributes<RecallTasks>, RecallTasks>, keyof Own> & Own;
    }
  }
}
