// How a user finds the same things in each of the pages that are compared.

const named = (page, role, name) => page.getByRole(role, { name, exact: true });

export const CONTESTANTS = {
  panel: {
    rows: "tbody tr",
    first: "tbody tr",
    total: ".pager-rows",
    next: (page) => named(page, "button", "Next page"),
    header: (page) => page.getByRole("columnheader").getByRole("button", { name: "Task name" }),
    // Beyond 2,000 rows the panel asks before it reads them all.
    agree: (page) => page.getByRole("button", { name: /^Load all/ }).click(),
  },
  mui: {
    rows: ".MuiDataGrid-row",
    first: ".MuiDataGrid-row[data-rowindex='0']",
    total: ".MuiTablePagination-displayedRows",
    next: (page) => page.getByRole("button", { name: "Go to next page" }),
    header: (page) => named(page, "columnheader", "Task name"),
    agree: async () => {},
  },
  ag: {
    rows: ".ag-row",
    // In the document its rows stand in the order in which they were made.
    first: ".ag-row[row-index='0']",
    total: ".ag-paging-row-summary-panel, [aria-label=Pages] span",
    next: (page) => named(page, "button", "Next page"),
    header: (page) => named(page, "columnheader", "Task name"),
    agree: async () => {},
  },
};

export const refresh = (page) => named(page, "button", "Refresh now");
export const search = (page) => page.getByRole("searchbox", { name: "Search by task name or task ID" });

/** The toggle button of a status, whatever count it shows. */
export const status = (page, name) => page.getByRole("button", { name: new RegExp(`^${name}`) });
