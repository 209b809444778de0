import { insertPlaceholder } from '../shared/placeholder.ts'
import { measureThumbnail, removeThumbnail, type Thumbnail as View } from '../shared/thumbnails.ts'
import type { NestingFieldProps } from './draw-field.ts'
import { FieldErrors } from './field-parts.tsx'
import { useForm } from './form-context.ts'

interface ThumbnailProps extends NestingFieldProps {
  readonly index: number
  readonly thumbnail: View
}

/** One picture that was added to the request. */
export function Thumbnail({ field, path, draw, index, thumbnail }: ThumbnailProps) {
  const { form } = useForm()
  const { reference, detail, word, messages, others } = thumbnail
  return (
    <li className="thumb" data-path={thumbnail.path} data-invalid={messages.length > 0 || undefined}>
      <img
        src={reference.previewUrl}
        alt=""
        onLoad={(event) => measureThumbnail(form, reference, event.currentTarget)}
      />
      <div className="thumb-words">
        <span className="thumb-name">{reference.name}</span>
        <span className="thumb-detail">{detail}</span>
        <FieldErrors messages={messages} />
      </div>
      {word && (
        <button
          type="button"
          className="chip-word"
          aria-label={`Insert ${word} into the prompt`}
          onClick={(event) => insertPlaceholder(event.currentTarget, word)}
        >
          {word}
        </button>
      )}
      <button
        type="button"
        className="remove"
        aria-label={`Remove ${reference.name}`}
        onClick={() => removeThumbnail(form, field, path, index)}
      >
        ×
      </button>
      {others.map(draw)}
    </li>
  )
}
