import { test as base, expect, type Page } from '@playwright/test';

/** What a page did that it never should, collected over a whole test. */
interface Misdeeds {
  readonly policyViolations: string[];
  readonly consoleErrors: string[];
  readonly foreignRequests: string[];
}

/**
 * The test of every story: a page that broke the Content-Security-Policy, logged an error or asked another host for
 * something fails it, whatever else the story saw.
 */
export const test = base.extend<{ misdeeds: Misdeeds }>({
  misdeeds: [
    async ({ page, baseURL }, use) => {
      const misdeeds: Misdeeds = { policyViolations: [], consoleErrors: [], foreignRequests: [] };
      await page.exposeFunction('reportViolation', (violation: string) => misdeeds.policyViolations.push(violation));
      await page.addInitScript(() => {
        addEventListener('securitypolicyviolation', (event) => {
          const report = (globalThis as unknown as { reportViolation(text: string): void }).reportViolation;
          report(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${String(event.lineNumber)}`);
        });
      });
      page.on('console', (message) => {
        if (message.type() === 'error') misdeeds.consoleErrors.push(message.text());
      });
      page.on('pageerror', (error) => misdeeds.consoleErrors.push(error.message));
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(baseURL ?? '') && !url.startsWith('blob:') && !url.startsWith('data:')) {
          misdeeds.foreignRequests.push(url);
        }
      });
      await use(misdeeds);
      expect(misdeeds).toEqual({ policyViolations: [], consoleErrors: [], foreignRequests: [] });
    },
    { auto: true },
  ],
});

export { expect };

/** Opens the app and waits until fonts, layout, engine and player have settled. */
export async function openSettled(page: Page, address = '/'): Promise<void> {
  await page.goto(address);
  await settled(page);
}

export async function settled(page: Page): Promise<void> {
  await expect(page.locator('body[data-settled="true"]')).toBeAttached();
}
