// The least of a shell: routes, and the application that each of them mounts. single-spa calls the same functions with
// the same properties: registerApplication({ name, app: () => import("…/recall-tasks.js").then((m) => m.lifecycles),
// activeWhen, customProps: { domElement, options } }).
const domElement = document.querySelector("#application");
const home = {
  bootstrap: async () => {},
  mount: async () => (domElement.textContent = "Choose an application."),
  unmount: async () => (domElement.textContent = ""),
};
const recalls = async () => (await import("/ops/recall/recall-tasks.js")).lifecycles;
const routes = {
  "#/home": { name: "home", load: async () => home },
  "#/recalls": { name: "recalls", load: recalls, options: { view: "range=30d", noTitle: true } },
  "#/exceptions": { name: "exceptions", load: recalls, options: { view: "range=30d&status=4", headingLevel: 2, label: "Exceptions" } },
};

let current;
async function go() {
  const route = routes[location.hash] ?? routes["#/home"];
  const props = { name: route.name, domElement, options: route.options };
  await current?.lifecycles.unmount(current.props);
  const lifecycles = await route.load();
  await lifecycles.bootstrap(props);
  await lifecycles.mount(props);
  current = { lifecycles, props };
}

// One change after the other, however fast somebody clicks.
let changing = go();
addEventListener("hashchange", () => (changing = changing.then(go)));
