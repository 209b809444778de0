import { createOmniImage } from '@omni-image/vue'
import { createApp } from 'vue'
import type { Mount } from '../shared/mount.ts'
import { formKey } from './use-form.ts'
import Playground from './playground.vue'

export const mount: Mount = (root, { form, client }) => {
  createApp(Playground).use(createOmniImage({ client })).provide(formKey, form).mount(root)
}
