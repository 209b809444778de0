# The same for the runtime alone, without wrangler: `npm run build && npm start`.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", http = (), service = "main")],
);

const main :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "dist/worker.js")],
  compatibilityDate = "2026-01-01",
  durableObjectNamespaces = [(className = "OmniImageObject", uniqueKey = "omni-image")],
  durableObjectStorage = (inMemory = void),
  bindings = [
    (name = "OMNI_IMAGE", durableObjectNamespace = "OmniImageObject"),
    (name = "OMNI_IMAGE_BASE_URL", fromEnvironment = "OMNI_IMAGE_BASE_URL"),
    (name = "OMNI_IMAGE_TOKEN", fromEnvironment = "OMNI_IMAGE_TOKEN"),
    (name = "OMNI_IMAGE_SECRET", fromEnvironment = "OMNI_IMAGE_SECRET"),
  ],
);
