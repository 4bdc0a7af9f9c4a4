// The element for hosts that want functions instead of markup.

// Sets on an element what a host said in one object: attributes by their names, properties by theirs.
function apply(element, options) {
  for (const [name, value] of Object.entries(options)) {
    if (name === "view" || name === "authProvider" || name === "paused") element[name] = value;
    else {
      const attribute = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      if (value === null || value === undefined || value === false) element.removeAttribute(attribute);
      else element.setAttribute(attribute, value === true ? "" : value);
    }
  }
}

/** Puts a panel into an element, for hosts that want a function instead of markup. */
export function mount(place, options = {}) {
  const element = document.createElement("recall-tasks");
  apply(element, options);
  place.append(element);
  return {
    element,
    ready: element.ready,
    update: (changes) => apply(element, changes),
    unmount() {
      element.destroy();
      element.remove();
    },
  };
}

// By the names that a shell gave its applications.
const mounted = new Map();

/** The same in the terms of single-spa: `domElement` is where, `options` is what. */
export const lifecycles = {
  bootstrap: async () => {},
  async mount({ name, domElement, options }) {
    const panel = mount(domElement, options);
    mounted.set(name, panel);
    // A panel that can't stand says so in its place; the shell goes on.
    const failed = new Promise((resolve) => panel.element.addEventListener("recall:error", resolve, { once: true }));
    await Promise.race([panel.ready, failed]);
  },
  async update({ name, options = {} }) {
    mounted.get(name)?.update(options);
  },
  async unmount({ name }) {
    mounted.get(name)?.unmount();
    mounted.delete(name);
  },
};
