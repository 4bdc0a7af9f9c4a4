// Views as query strings, and the keys by which an element keeps its own in the address of somebody else's page.

/** A query string with some parameters set, or taken out where the value is null. */
export function changed(query, changes) {
  const view = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) view.delete(name);
    else view.set(name, value);
  }
  return view.toString();
}

/** What the page's address says of the view, by keys with a prefix. */
export function ownKeys(prefix) {
  const all = [...new URLSearchParams(location.search)];
  return Object.fromEntries(
    all.filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value]),
  );
}

/** The page's address with a view in it. The keys of others stay. */
export function addressWith(view, prefix) {
  const url = new URL(location.href);
  for (const name of [...url.searchParams.keys()]) {
    if (name.startsWith(prefix)) url.searchParams.delete(name);
  }
  for (const [name, value] of new URLSearchParams(view)) url.searchParams.append(prefix + name, value);
  return url;
}
