export type { ImageBucket } from './bucket-place.ts'
export { PictureRefused } from './picture.ts'
export { saveImages, type SavedImage, type SaveImagesOptions } from './save-images.ts'
export type { ImageStorage } from './storage-place.ts'
