/** Control or Command with Enter presses Generate, wherever on the page the focus is. */
export function submitByKey(): void {
  addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.repeat || !(event.ctrlKey || event.metaKey)) return
    document.querySelector<HTMLFormElement>('.playground:not([hidden]) form')?.requestSubmit()
  })
}
