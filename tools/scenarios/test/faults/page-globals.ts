// A document for React and Vue in a test that runs in plain Node, so that `fetch` and its sockets are the real ones.
// Import it before the bindings: React looks for a document when it loads.
import { Window } from 'happy-dom'

const window = new Window({ url: 'http://page.test/' })
const { document, location, Node, Element, HTMLElement, SVGElement, ShadowRoot } = window
const addEventListener = window.addEventListener.bind(window)
const removeEventListener = window.removeEventListener.bind(window)
Object.assign(globalThis, { window, addEventListener, removeEventListener })
Object.assign(globalThis, { document, location, Node, Element, HTMLElement, SVGElement, ShadowRoot })
