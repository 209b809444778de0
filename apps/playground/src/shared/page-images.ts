import type { Form } from './create-form.ts'

/** Pictures that are dropped or pasted anywhere on the page become references. */
export function takeImagesFromPage(form: Form): void {
  const root = document.documentElement
  addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    root.dataset['dragging'] = ''
  })
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) delete root.dataset['dragging']
  })
  addEventListener('drop', (event) => {
    delete root.dataset['dragging']
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault() // else the browser leaves the page for the file
    form.addImages(files)
  })
  addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    form.addImages(files)
  })
}
