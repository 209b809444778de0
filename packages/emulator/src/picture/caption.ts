import type { Reference } from '../reference.ts'
import type { PictureRecipe } from './picture-recipe.ts'
import { drawText, measureText, wrapText } from './text.ts'

const mostLines = 3
const placeholder = /<<<([a-z]+)_(\d+)>>>/g

/** What stands on a picture: the prompt, the references, the place in a series and, if wanted, the watermark. */
export function drawCaption({ width, height, prompt, references, frame, hasWatermark }: PictureRecipe): string {
  const unit = Math.min(width, height) / 100
  const [margin, size] = [unit * 4.5, unit * 3.5]
  const lineHeight = size * 1.4
  const lines = wrapText(prompt.replace(placeholder, '[$1 $2]'), size, width - 2 * margin, mostLines)
  const firstBaseLine = height - margin - (lines.length - 1) * lineHeight - size * 0.25
  const tileSide = Math.min(unit * 11, (width - 2 * margin) / Math.max(references.length, 1) - unit * 1.4)
  const tileTop = firstBaseLine - size * 1.6 - tileSide
  const shadeTop = (references.length > 0 ? tileTop : firstBaseLine - size) - unit * 9
  return [
    drawShade(shadeTop, height),
    ...references.map((reference, index) =>
      drawTile(reference, index, margin + index * (tileSide + unit * 1.4), tileTop, tileSide),
    ),
    ...lines.map((line, index) => drawText(line, margin, firstBaseLine + index * lineHeight, size)),
    frame ? drawBadge(`${frame.index + 1}/${frame.of}`, width - margin, margin, unit * 4) : '',
    hasWatermark ? drawWatermark(margin, unit * 4) : '',
  ].join('')
}

function drawShade(top: number, height: number): string {
  const stops =
    '<stop offset="0" stop-opacity="0"/><stop offset="0.55" stop-opacity="0.42"/><stop offset="1" stop-opacity="0.72"/>'
  return `<defs><linearGradient id="shade" x1="0" y1="0" x2="0" y2="1">${stops}</linearGradient></defs><rect y="${top}" width="100%" height="${height - top}" fill="url(#shade)"/>`
}

function drawTile({ thumbnail, hostName = '' }: Reference, index: number, x: number, y: number, side: number): string {
  const frame = `x="${x}" y="${y}" width="${side}" height="${side}" rx="${side * 0.12}"`
  const size = side * 0.15
  const content = thumbnail
    ? `<image x="${x}" y="${y}" width="${side}" height="${side}" preserveAspectRatio="xMidYMid slice" href="data:image/jpeg;base64,${thumbnail.toString('base64')}"/>`
    : wrapText(hostName, size, side * 0.84, 4)
        .map((line, place) => drawText(line, x + side * 0.08, y + size * (1.6 + place * 1.3), size, '#2b2f55'))
        .join('')
  return `<clipPath id="tile${index}"><rect ${frame}/></clipPath><g clip-path="url(#tile${index})"><rect ${frame} fill="#e9e6f0"/>${content}</g><rect ${frame} fill="none" stroke="#ffffff" stroke-width="${side * 0.025}"/>`
}

function drawBadge(text: string, right: number, top: number, size: number): string {
  const width = measureText(text, size) + size * 1.2
  const height = size * 1.7
  const left = right - width
  return `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="${height / 2}" fill-opacity="0.45"/>${drawText(text, left + size * 0.6, top + size * 1.21, size)}`
}

function drawWatermark(margin: number, size: number): string {
  const text = 'omni-image emulator'
  return `<g opacity="0.85"><circle cx="${margin + size * 0.5}" cy="${margin + size * 0.5}" r="${size * 0.42}" fill="none" stroke="#ffffff" stroke-width="${size * 0.16}"/>${drawText(text, margin + size * 1.35, margin + size * 0.86, size)}</g>`
}
