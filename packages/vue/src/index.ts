export { createOmniImage, useOmniImageClient, type CreateOmniImageOptions } from './client-plugin.ts'
export { useOmniImage, type UseOmniImageOptions, type UseOmniImageResult } from './use-omni-image.ts'
export {
  useOmniImageTasks,
  type UseOmniImageTasksOptions,
  type UseOmniImageTasksResult,
} from './use-omni-image-tasks.ts'
