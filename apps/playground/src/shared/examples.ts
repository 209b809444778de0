/** Prompts for whoever has none at hand. */
export const examples: readonly { readonly name: string; readonly prompt: string }[] = [
  {
    name: 'Lighthouse',
    prompt:
      'A lighthouse on a basalt cliff at dawn, low fog over a calm sea, long exposure, muted blues and one warm light',
  },
  {
    name: 'Product shot',
    prompt:
      'A ceramic coffee dripper on a linen cloth, soft window light from the left, shallow depth of field, product photography',
  },
  {
    name: 'Picture book',
    prompt: 'A fox carries a lantern through a snowy birch forest, gouache on rough paper, picture book illustration',
  },
  {
    name: 'Tiny town',
    prompt: 'A tiny isometric town square with a tram, market stalls and evening lights, clean pastel 3D render',
  },
]
