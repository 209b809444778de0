import { fixThumbnail, measureThumbnail, type Thumbnail as View } from '../shared/thumbnails.ts'
import type { NestingFieldProps } from './draw-field.ts'
import { useForm } from './form-context.ts'
import { ItemActions } from './item-actions.tsx'

interface ThumbnailProps extends NestingFieldProps {
  readonly index: number
  readonly thumbnail: View
}

/** One picture that was added to the request, and what is to be said of it. */
export function Thumbnail({ field, path, draw, index, thumbnail }: ThumbnailProps) {
  const { form } = useForm()
  const { reference, facts, word, verdict, canFix, others } = thumbnail
  return (
    <li className="thumb" data-path={thumbnail.path} data-state={verdict.state}>
      <div className="thumb-preview">
        <img
          src={reference.previewUrl}
          alt=""
          onLoad={(event) => measureThumbnail(form, reference, event.currentTarget)}
        />
        {canFix && (
          <button
            type="button"
            className="fix"
            aria-label={`Fix ${reference.name}`}
            aria-disabled={verdict.state === 'fixing'}
            onClick={(event) => void fixThumbnail(form, thumbnail, event.currentTarget)}
          >
            {verdict.state === 'fixing' ? 'Fixing…' : 'Fix'}
          </button>
        )}
      </div>
      <span className="thumb-name">{reference.name}</span>
      <span className="thumb-facts">{facts}</span>
      <div className="verdict">
        {verdict.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <ItemActions field={field} path={path} index={index} name={reference.name} word={word} />
      {others.map(draw)}
    </li>
  )
}
