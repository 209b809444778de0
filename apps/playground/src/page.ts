import { createOmniImageClient, webStorageJournal } from '@omni-image/core'
import { omniImageFields } from '@omni-image/core/wire'
import { createForm } from './shared/create-form.ts'
import { loadEndpoint } from './shared/endpoint.ts'
import { keepValues, takeKeptValues } from './shared/kept-values.ts'
import { takeImagesFromPage } from './shared/page-images.ts'
import { submitByKey } from './shared/submit-by-key.ts'
import { loadMount, readFramework, type Framework } from './load-mount.ts'

const form = createForm(omniImageFields, takeKeptValues(omniImageFields))
const client = createOmniImageClient({ journal: webStorageJournal(() => localStorage), watch: { maxPauseMs: 1500 } })
const frame = document.querySelector('main')!
const switches = [...document.querySelectorAll<HTMLInputElement>('input[name=framework]')]
const roots = new Map<Framework, HTMLElement>()

/** Both stay mounted once they were shown, so that switching keeps a task that is under way. */
async function show(framework: Framework): Promise<void> {
  if (!roots.has(framework)) {
    const root = document.createElement('div')
    root.className = 'playground'
    roots.set(framework, root)
    frame.append(root)
    const mount = await loadMount(framework)
    mount(root, { form, client })
  }
  for (const [name, root] of roots) root.hidden = name !== readFramework() // may have changed meanwhile
}

function showChosen(): void {
  const framework = readFramework()
  for (const input of switches) input.checked = input.value === framework
  void show(framework)
}

for (const input of switches) {
  input.addEventListener('change', () => {
    const url = new URL(location.href)
    url.searchParams.set('framework', input.value)
    history.pushState(undefined, '', url)
    void show(readFramework())
  })
}
async function showEndpoint(): Promise<void> {
  const { name } = await loadEndpoint()
  document.querySelector('#endpoint')!.textContent = name ? `talking to ${name}` : ''
}

addEventListener('popstate', showChosen)
// A spec that was saved loads the page anew, with its new fields.
import.meta.hot?.on('vite:beforeFullReload', () => keepValues(omniImageFields, form.getState().values))

takeImagesFromPage(form)
submitByKey()
showChosen()
void showEndpoint()
