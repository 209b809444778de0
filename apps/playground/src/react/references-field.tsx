import { useId, useRef } from 'react'
import type { ChangeEvent, KeyboardEvent } from 'react'
import { acceptedImages, imageHint } from '../shared/image-hint.ts'
import { takeText } from '../shared/take-text.ts'
import { toThumbnails, toUsage } from '../shared/thumbnails.ts'
import { toVerdictWords } from '../shared/verdict.ts'
import type { NestingFieldProps } from './draw-field.ts'
import { FieldErrors, FieldHelp } from './field-parts.tsx'
import { useField } from './form-context.ts'
import { Thumbnail } from './thumbnail.tsx'

export function ReferencesField({ field, path, draw }: NestingFieldProps) {
  const { form, state, messages } = useField(path)
  const id = useId()
  const address = useRef<HTMLInputElement>(null)
  const usage = toUsage(field, state)
  const thumbnails = toThumbnails(field, path, state)

  function addFiles(event: ChangeEvent<HTMLInputElement>): void {
    form.addImages([...(event.target.files ?? [])], { field, path })
    event.target.value = '' // the same file can be chosen again
  }

  function addAddress(): void {
    const text = takeText(address.current)
    if (text !== '') form.addImages([text], { field, path })
  }

  function addByKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter') return
    event.preventDefault()
    addAddress()
  }

  return (
    <fieldset className="field" data-path={path}>
      <legend className="visually-hidden">{field.label}</legend>
      <div className="field-head">
        <span aria-hidden="true">{field.label}</span>
        <FieldHelp label={field.label} help={field.help} />
        {usage && (
          <span className="count" data-over={usage.isOver || undefined}>
            {usage.text}
          </span>
        )}
      </div>
      {thumbnails.length > 0 && (
        <ul className="thumbs">
          {thumbnails.map((thumbnail, index) => (
            <Thumbnail
              key={thumbnail.reference.id}
              field={field}
              path={path}
              index={index}
              draw={draw}
              thumbnail={thumbnail}
            />
          ))}
        </ul>
      )}
      <output className="visually-hidden">{toVerdictWords(thumbnails)}</output>
      <label className="drop">
        <input
          type="file"
          className="visually-hidden"
          accept={acceptedImages}
          multiple={field.kind === 'images'}
          aria-label={`Choose files: ${field.label}`}
          aria-describedby={`${id}-hint ${id}-errors`}
          onChange={addFiles}
        />
        <span className="drop-words">
          Drop or paste pictures, or <u>choose files</u>
        </span>
        <small id={`${id}-hint`}>{imageHint}</small>
      </label>
      <div className="with-button">
        <input
          ref={address}
          type="text"
          aria-label={`Address or Base64: ${field.label}`}
          placeholder="https://… or Base64"
          autoComplete="off"
          onKeyDown={addByKey}
        />
        <button type="button" className="button quiet" onClick={addAddress}>
          Add
        </button>
      </div>
      <FieldErrors id={`${id}-errors`} messages={messages} />
    </fieldset>
  )
}
