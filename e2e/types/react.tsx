// A React page, for the compiler alone.
import { useRef } from "react";

import type { RecallTasks } from "@recall-desk/recall-tasks";
import type {} from "@recall-desk/recall-tasks/react";

export function Portal() {
  const panel = useRef<RecallTasks>(null);
  return (
    <>
      <button onClick={() => panel.current?.refresh()}>Refresh</button>
      <recall-tasks
        ref={panel}
        view="status=4"
        refresh={30}
        no-title
        className="panel"
        authProvider={async () => null}
        onrecall:data={(event) => event.detail.total.toFixed()}
      />
      {/* @ts-expect-error: there is no such zone. */}
      <recall-tasks tz="moon" />
    </>
  );
}
