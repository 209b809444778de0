import type { Page } from 'playwright'

/** What a screen reader finds; ids and the page's choice of code are no difference. */
export async function outline(page: Page): Promise<string> {
  await page.getByRole('radio', { name: 'curl' }).check()
  return (await page.locator('main').ariaSnapshot()).replaceAll(/\/url: .*/g, '/url: …').replaceAll('\\"', '"')
}
