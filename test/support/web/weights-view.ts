import type { Locator, Page } from 'playwright-core'

/** The slider of a KPI, by the KPI's name. */
export const slider = (page: Page, name: string): Locator => page.getByRole('slider', { name, exact: true })

/** The number beside it. */
export const weight = (page: Page, name: string): Locator =>
  page.getByRole('textbox', { name: `Weight of ${name}`, exact: true })

/** The button that saves the profile that is looked at. */
export const save = (page: Page): Locator => page.getByRole('button', { name: 'Save', exact: true })

/** Where the view says that this is the version it began from. */
export const version = (page: Page, number: number): Locator =>
  page.locator('.edit-bar__version', { hasText: `Version ${number}` })

/** The networks in the order that the sliders would make. */
export const ranked = (page: Page): Locator => page.locator('.ranked__row')
