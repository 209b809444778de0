'use client'

import { useOmniImage } from '@omni-image/react'

export default function Page() {
  const { generate, images, status } = useOmniImage()
  return (
    <main>
      <button onClick={() => void generate({ prompt: 'A lighthouse' })}>Generate</button>
      <p>{status}</p>
      {images.map(({ url }) => (
        <img key={url} src={url} alt="A lighthouse" />
      ))}
    </main>
  )
}
