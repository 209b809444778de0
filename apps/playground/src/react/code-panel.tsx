import { useId, useState } from 'react'
import { copyText } from '../shared/copy-text.ts'
import { codeLanguages, toRequestCode, type CodeLanguage } from '../shared/request-code.ts'
import { toInput } from '../shared/to-input.ts'
import { useForm } from './form-context.ts'

export function CodePanel() {
  const { form, state } = useForm()
  const [language, setLanguage] = useState<CodeLanguage>('React')
  const id = useId()
  const code = toRequestCode(language, toInput(form.fields, state.values))
  return (
    <section className="code" aria-label="Code of this request">
      <div className="result-head">
        <h2>Code</h2>
        <fieldset className="segments small">
          <legend className="visually-hidden">Language</legend>
          {codeLanguages.map((name) => (
            <label key={name} className="segment">
              <input
                type="radio"
                name={id}
                value={name}
                checked={name === language}
                onChange={() => setLanguage(name)}
              />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
        <button
          type="button"
          className="button quiet copy"
          onClick={(event) => void copyText(event.currentTarget, code)}
        >
          Copy
        </button>
      </div>
      <pre>
        <code>{code}</code>
      </pre>
    </section>
  )
}
