import type { TaskSnapshot } from '@omni-image/core'
import type { CSSProperties } from 'react'
import { emptyWords, markLoaded, toGalleryView } from '../shared/gallery-view.ts'
import type { PicturePlan } from '../shared/picture-plan.ts'

interface GalleryProps {
  readonly snapshot: TaskSnapshot
  readonly plan: PicturePlan
}

export function Gallery({ snapshot, plan }: GalleryProps) {
  const { state, tiles, columns, caption } = toGalleryView(snapshot, plan)
  const { widthPixels, heightPixels } = plan
  const style = { '--columns': columns, '--ratio': widthPixels / heightPixels } as CSSProperties
  return (
    <section className="result" aria-label="Pictures" aria-busy={state === 'waiting'}>
      <div className="result-head">
        <h2>Pictures</h2>
        <span className="count">{caption}</span>
      </div>
      <ul className="gallery" style={style} data-state={state}>
        {tiles.map(({ key, image, words }, index) => (
          <li key={`${key} ${image?.url ?? ''}`} className="tile">
            {image && (
              <>
                <img src={image.url} width={widthPixels} height={heightPixels} alt={words} onLoad={markLoaded} />
                <div className="tile-links">
                  <a href={image.url} target="_blank" rel="noreferrer" aria-label={`Open picture ${index + 1}`}>
                    Open
                  </a>
                  <a
                    href={image.url}
                    target="_blank"
                    rel="noreferrer"
                    download={`picture-${index + 1}.png`}
                    aria-label={`Download picture ${index + 1}`}
                  >
                    Download
                  </a>
                  {image.watermark_url && (
                    <a
                      href={image.watermark_url}
                      target="_blank"
                      rel="noreferrer"
                      aria-label={`Open picture ${index + 1} with watermark`}
                    >
                      Watermark
                    </a>
                  )}
                </div>
              </>
            )}
          </li>
        ))}
      </ul>
      {state === 'empty' && <p className="invitation">{emptyWords}</p>}
    </section>
  )
}
