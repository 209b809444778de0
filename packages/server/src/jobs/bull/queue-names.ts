/** The names that dashboards take. A job waits in the first until its task is accepted, and in the second until it is over. */
export const queueNames: { readonly submit: string; readonly follow: string } = {
  submit: 'omni-image-submit',
  follow: 'omni-image-follow',
}
