import sharp from 'sharp'
import { drawCaption } from './caption.ts'
import { drawLandscape } from './landscape.ts'
import type { PictureRecipe } from './picture-recipe.ts'

/** Draws a picture as a PNG of exactly the asked size. */
export function drawPicture(recipe: PictureRecipe): Promise<Buffer> {
  const { width, height } = recipe
  const content = drawLandscape(recipe) + drawCaption(recipe)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`
  return sharp(Buffer.from(svg)).removeAlpha().png({ compressionLevel: 4 }).toBuffer()
}
