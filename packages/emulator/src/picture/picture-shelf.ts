import { createGate } from '../gate.ts'
import { drawPicture } from './draw-picture.ts'
import type { PictureRecipe } from './picture-recipe.ts'

const mostAtOnce = 2

/** Draws pictures when they are asked for and keeps the latest, up to a number of bytes. */
export class PictureShelf {
  readonly #maxBytes: number
  readonly #gate = createGate(mostAtOnce)
  readonly #drawing = new Map<string, Promise<Buffer>>()
  readonly #kept = new Map<string, Buffer>() // the one used last stands last
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Requests for the same picture share one drawing. */
  async take(key: string, recipe: PictureRecipe): Promise<Buffer> {
    const kept = this.#kept.get(key)
    if (kept) {
      this.#kept.delete(key)
      this.#kept.set(key, kept)
      return kept
    }
    const known = this.#drawing.get(key)
    if (known) return known
    const drawing = this.#gate(() => drawPicture(recipe)).finally(() => this.#drawing.delete(key))
    this.#drawing.set(key, drawing)
    const picture = await drawing
    this.#keep(key, picture)
    return picture
  }

  #keep(key: string, picture: Buffer): void {
    this.#kept.set(key, picture)
    this.#bytes += picture.length
    for (const [oldKey, old] of this.#kept) {
      if (this.#bytes <= this.#maxBytes) return
      this.#kept.delete(oldKey)
      this.#bytes -= old.length
    }
  }
}
