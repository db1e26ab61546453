import { expect, type Locator, type Page } from '@playwright/test';
import { openSettled, settled } from '../test.ts';

/** What a user sees and does, in their words. Parts are found by role and name; only canvas nodes have test ids. */
export class PlaygroundPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(query = ''): Promise<void> {
    await openSettled(this.page, `/${query}`);
  }

  settled(): Promise<void> {
    return settled(this.page);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get trace(): Locator {
    return this.page.getByRole('tabpanel', { name: 'Trace' });
  }

  get verdict(): Locator {
    return this.trace.getByRole('heading', { level: 2 });
  }

  get steps(): Locator {
    return this.trace.getByRole('list', { name: 'Steps' }).getByRole('heading', { level: 3 });
  }

  get hops(): Locator {
    return this.page.getByRole('list', { name: 'Hops of the request' }).getByRole('button');
  }

  get source(): Locator {
    return this.page.getByRole('region', { name: 'Source' });
  }

  get messages(): Locator {
    return this.page.getByRole('status', { name: 'Messages' });
  }

  node(key: string): Locator {
    return this.page.getByTestId(`node-${key}`);
  }

  /** The answer to one of the five questions. */
  async answer(question: string): Promise<string> {
    const term = this.trace.getByRole('term').filter({ hasText: question });
    return (await term.locator('xpath=following-sibling::dd[1]').innerText()).replaceAll(/\s+/g, ' ').trim();
  }

  async paste(yaml: string): Promise<void> {
    await this.button('Import').click();
    await this.page.getByRole('menuitem', { name: 'Paste YAML…' }).click();
    const dialog = this.page.getByRole('dialog');
    await setValue(dialog.getByRole('textbox'), yaml);
    await dialog.getByRole('button', { name: /^(Open|Add)$/ }).click();
    await expect(dialog).toBeHidden();
    await this.settled();
  }

  async compose(from: string, to: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Caller' }).fill(from);
    await this.page.keyboard.press('Escape');
    await this.page.getByRole('combobox', { name: 'Destination URL' }).fill(to);
    await this.page.keyboard.press('Escape');
  }

  async send(): Promise<void> {
    await this.button('Send').click();
    await expect(this.verdict).toBeVisible();
    await this.settled();
  }

  /** The whole scenario text, as the user could save it. */
  async text(): Promise<string> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.download()]);
    const stream = await download.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  }

  private async download(): Promise<void> {
    await this.button('Export').click();
    await this.page.getByRole('menuitem', { name: 'Download as YAML' }).click();
  }
}

/** As a paste would, at once: typing a long text key by key is another story. */
async function setValue(field: Locator, value: string): Promise<void> {
  await field.evaluate((element, text) => {
    (element as HTMLTextAreaElement).value = text;
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }, value);
}
