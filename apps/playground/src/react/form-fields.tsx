import { toLayout } from '../shared/field-layout.ts'
import { FieldControl } from './field-control.tsx'
import { useForm } from './form-context.ts'

export function FormFields() {
  const { form } = useForm()
  const { main, options, more } = toLayout(form.fields)
  return (
    <div className="form-fields">
      {main.map((placed) => (
        <FieldControl key={placed.path} {...placed} />
      ))}
      <div className="options">
        {options.map((placed) => (
          <FieldControl key={placed.path} {...placed} />
        ))}
      </div>
      {more.length > 0 && (
        <details className="more">
          <summary>More options</summary>
          <div className="more-fields">
            {more.map((placed) => (
              <FieldControl key={placed.path} {...placed} />
            ))}
          </div>
        </details>
      )}
    </div>
  )
}
